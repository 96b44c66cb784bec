//! From views to text: the only place that knows Tera.

pub mod catalog;
mod filters;
mod header;
pub mod layout;
mod module;
mod page;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use anyhow::{Context as _, Result, anyhow};
use tera::{Context, Tera};

use crate::plan;
pub use module::{MOVED_FILE, TEST_TEMPLATE};
use module::{Modules, templates};

pub(crate) use filters::escaped_markdown;
pub use header::MARK;
pub use page::page;

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

    /// Renders the workflows of a repository: paths relative to `.github/workflows`.
    ///
    /// # Errors
    /// As [`Renderer::render`].
    pub fn workflows(&self, workflows: &plan::github::Workflows) -> Result<Files> {
        let template = |file: &&str| format!("github/{file}");
        self.load(plan::github::FILES.iter().map(template))?;
        let tera = self.tera.read().unwrap_or_else(PoisonError::into_inner);
        let view = Context::from_serialize(workflows)?;
        let file = |file: &&'static str| {
            let body = body(&tera, &template(file), &view)?;
            Ok(((*file).to_owned(), header::with_header(file, &body, &workflows.source, &workflows.render_command)))
        };
        plan::github::FILES.iter().map(file).collect()
    }

    /// Renders those files of a root whose name, without the folder, is `wanted`.
    ///
    /// # Errors
    /// As [`Renderer::render`].
    pub fn render_only(&self, root: &plan::Root, wanted: impl Fn(&str) -> bool) -> Result<Files> {
        let modules: Vec<&plan::Module> = root.modules.iter().chain([&root.module]).collect();
        let own = modules.iter().flat_map(|module| templates(module)).filter(|(file, _)| wanted(file)).map(|(_, template)| template);
        self.load(own.chain([TEST_TEMPLATE.to_owned(), module::moved_template()]))?;
        let tera = self.tera.read().unwrap_or_else(PoisonError::into_inner);
        let mut rendering = Modules::new(&tera, root, &wanted)?;
        for module in modules {
            rendering.add(module)?;
        }
        rendering.tests()?;
        Ok(rendering.files)
    }

    /// Renders those of a module's own files whose name is `wanted`, without the root it belongs to: the same text at the same path.
    ///
    /// # Errors
    /// As [`Renderer::render`]; also of a template that looks at more than its module, such as at the permissions boundary.
    pub fn own_files(&self, module: &plan::Module, wanted: impl Fn(&str) -> bool, source: &str, command: &str) -> Result<Files> {
        let wanted: Vec<_> = module::own_templates(module).filter(|(file, _)| wanted(file)).collect();
        self.load(wanted.iter().map(|(_, template)| template.clone()))?;
        let tera = self.tera.read().unwrap_or_else(PoisonError::into_inner);
        let view = Context::from_serialize(&module.view)?;
        let file = |(file, template): &(&str, String)| {
            let text = module::whole(&tera, template, file, &view, source, command)?;
            Ok((format!("modules/{}/{file}", module.name), text))
        };
        wanted.iter().map(file).collect()
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

/// The text that a template makes of a view.
fn body(tera: &Tera, template: &str, context: &Context) -> Result<String> {
    tera.render(template, context)
        .map_err(|error| anyhow!("{error}"))
        .with_context(|| format!("template `{template}` failed; this is a bug in tfgen"))
}

impl Default for Renderer {
    fn default() -> Self {
        Self::new()
    }
}
