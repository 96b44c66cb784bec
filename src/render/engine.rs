//! Templates that have been needed so far, and the forms that were printed of them.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use anyhow::{Context as _, Result};
use serde::Serialize;
use tera::{Context, Tera};

use super::catalog;
use super::form::{self, Form, Shaped};

/// More shapes than these are not kept: environments that are all different would fill the memory with what is never used again.
const SHAPES: usize = 256;

/// Loads templates and renders them. Several threads may use one.
pub(super) struct Engine {
    tera: RwLock<Tera>,
    shapes: RwLock<HashMap<Vec<u8>, Arc<Forms>>>,
}

/// The forms of one shape, by template.
type Forms = RwLock<HashMap<String, Arc<Form>>>;

/// A view, ready to be rendered.
pub(super) struct View<'e> {
    engine: &'e Engine,
    shaped: Shaped,
    forms: Arc<Forms>,
    /// What Tera sees of it, where it was asked.
    context: Option<Context>,
}

impl Engine {
    /// Nothing loaded yet.
    pub(super) fn new() -> Self {
        let mut tera = Tera::new();
        form::register(&mut tera);
        Self { tera: RwLock::new(tera), shapes: RwLock::default() }
    }

    /// Loads the named templates that are not loaded yet, and what they include.
    pub(super) fn load(&self, names: impl Iterator<Item = String>) -> Result<()> {
        let mut missing = BTreeMap::new();
        {
            let tera = self.tera.read().unwrap_or_else(PoisonError::into_inner);
            for name in names {
                catalog::with_includes(&name, &mut |name, text| !tera.contains_template(name) && missing.insert(name, text).is_none());
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        let mut tera = self.tera.write().unwrap_or_else(PoisonError::into_inner);
        tera.add_raw_templates(missing).context("tfgen's own templates do not load; this is a bug in tfgen")
    }

    /// Gets a view ready.
    pub(super) fn view(&self, view: &impl Serialize) -> Result<View<'_>> {
        self.of(Shaped::of(view)?)
    }

    /// The same with one field more.
    pub(super) fn view_with(&self, view: &impl Serialize, name: &'static str, value: &impl Serialize) -> Result<View<'_>> {
        self.of(Shaped::of(view)?.with(name, value)?)
    }

    fn of(&self, shaped: Shaped) -> Result<View<'_>> {
        Ok(View { engine: self, forms: self.forms(&shaped.shape), shaped, context: None })
    }

    fn forms(&self, shape: &[u8]) -> Arc<Forms> {
        if let Some(forms) = self.shapes.read().unwrap_or_else(PoisonError::into_inner).get(shape) {
            return Arc::clone(forms);
        }
        let mut shapes = self.shapes.write().unwrap_or_else(PoisonError::into_inner);
        if shapes.len() >= SHAPES {
            shapes.clear();
        }
        Arc::clone(shapes.entry(shape.to_vec()).or_default())
    }
}

impl View<'_> {
    /// The text that a loaded template makes of it.
    pub(super) fn text(&mut self, template: &str) -> Result<String> {
        self.filled(template).with_context(|| format!("template `{template}` failed; this is a bug in tfgen"))
    }

    fn filled(&mut self, template: &str) -> Result<String> {
        let known = self.forms.read().unwrap_or_else(PoisonError::into_inner).get(template).cloned();
        let form = match known {
            Some(form) => form,
            None => self.form(template)?,
        };
        form.fill(&self.shaped)
    }

    fn form(&mut self, template: &str) -> Result<Arc<Form>> {
        let context = match &mut self.context {
            Some(context) => context,
            none => none.insert(form::context(&self.shaped)?),
        };
        let form = Arc::new(Form::print(&self.engine.tera.read().unwrap_or_else(PoisonError::into_inner), template, context)?);
        self.forms.write().unwrap_or_else(PoisonError::into_inner).insert(template.to_owned(), Arc::clone(&form));
        Ok(form)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Named {
        name: &'static str,
        tags: Vec<&'static str>,
    }

    #[test]
    fn a_template_is_printed_once_for_a_shape() {
        let engine = Engine::new();
        engine.tera.write().unwrap().add_raw_template("here", "{{ name | plain }}{% if tags is filled %}!{% endif %}").unwrap();
        let printed = |name, tags| {
            let mut view = engine.view(&Named { name, tags }).unwrap();
            let text = view.text("here").unwrap();
            let form = Arc::clone(&view.forms.read().unwrap()["here"]);
            (text, form)
        };
        let ((first, one), (second, same), (third, other)) =
            (printed("a", vec!["x"]), printed("another", vec!["y"]), printed("a", Vec::new()));
        assert_eq!([&*first, &*second, &*third], ["a!", "another!", "a"]);
        assert!(Arc::ptr_eq(&one, &same) && !Arc::ptr_eq(&one, &other));
    }

    #[test]
    fn not_every_shape_is_kept() {
        let engine = Engine::new();
        let kept = |length: usize| {
            engine.view(&BTreeMap::from([("list", vec!["text"; length])])).unwrap();
            engine.shapes.read().unwrap().len()
        };
        assert_eq!((kept(1), kept(1), kept(2)), (1, 1, 2));
        assert!((3..2 * SHAPES).all(|length| kept(length) <= SHAPES));
    }
}
