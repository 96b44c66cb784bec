//! From views to text: the only place that knows Tera.

pub mod catalog;
mod filters;
mod header;
pub mod layout;
mod module;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use anyhow::{Context as _, Result};
use tera::Tera;

use crate::plan;
use module::{Modules, templates};

pub(crate) use filters::escaped_markdown;
pub use header::MARK;

/// Rendered files: paths with `/`, relative to the root's folder, and their whole text.
pub type Files = BTreeMap<String, String>;

/// Renders views. Make one and use it for every environment: a template is loaded once, when a root first needs it, since loading all of
/// them takes longer than rendering an environment.
pub struct Renderer {
    tera: RwLock<Tera>,
}

impl Renderer {
    /// A renderer that has not loaded anything yet.
    pub fn new() -> Self {
        let mut tera = Tera::new();
        filters::register(&mut tera);
        Self { tera: RwLock::new(tera) }
    }

    /// Renders a root with its modules.
    ///
    /// # Errors
    /// A template that does not load, wants what its view does not have, or makes unbalanced text: a bug in tfgen.
    pub fn render(&self, root: &plan::Root) -> Result<Files> {
        self.render_only(root, |_| true)
    }

    /// Renders those files of a root whose name, without the folder, is `wanted`.
    ///
    /// # Errors
    /// As [`Renderer::render`].
    pub fn render_only(&self, root: &plan::Root, wanted: impl Fn(&str) -> bool) -> Result<Files> {
        let modules: Vec<&plan::Module> = root.modules.iter().chain([&root.module]).collect();
        self.load(modules.iter().flat_map(|module| templates(module)).filter(|(file, _)| wanted(file)).map(|(_, template)| template))?;
        let tera = self.tera.read().unwrap_or_else(PoisonError::into_inner);
        let mut rendering = Modules::new(&tera, root, &wanted)?;
        for module in modules {
            rendering.add(module)?;
        }
        Ok(rendering.files)
    }

    /// Loads the named templates that are not loaded yet, and what they include.
    fn load(&self, names: impl Iterator<Item = String>) -> Result<()> {
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
}

impl Default for Renderer {
    fn default() -> Self {
        Self::new()
    }
}
