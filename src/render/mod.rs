//! From views to text: the only place that knows Tera.

mod bytes;
pub mod catalog;
mod engine;
mod filters;
mod form;
mod header;
pub mod layout;
mod module;
mod page;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use anyhow::Result;

use crate::plan;
use engine::Engine;
pub use module::{MOVED_FILE, TEST_TEMPLATE};
use module::{Modules, templates};

pub(crate) use filters::escaped_markdown;
pub use header::MARK;
pub use page::page;

/// Rendered files: paths with `/`, relative to the root's folder, and their whole text.
pub type Files = BTreeMap<String, String>;

/// Renders views. Make one and use it for every environment: a template is loaded once, when a root first needs it, and printed once for
/// each shape of its view. Both take longer than all the rest of rendering an environment.
pub struct Renderer {
    engine: Engine,
}

impl Renderer {
    /// A renderer that has not loaded anything yet.
    pub fn new() -> Self {
        Self { engine: Engine::new() }
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
        self.engine.load(plan::github::FILES.iter().map(template))?;
        let mut view = self.engine.view(workflows)?;
        let file = |file: &&'static str| {
            let body = view.text(&template(file))?;
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
        self.engine.load(own.chain([TEST_TEMPLATE.to_owned(), module::moved_template()]))?;
        let mut rendering = Modules::new(&self.engine, root, &wanted);
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
        self.engine.load(wanted.iter().map(|(_, template)| template.clone()))?;
        let mut view = self.engine.view(&module.view)?;
        let file = |(file, template): &(&str, String)| {
            let text = module::whole(&mut view, template, file, source, command)?;
            Ok((format!("modules/{}/{file}", module.name), text))
        };
        wanted.iter().map(file).collect()
    }
}

impl Default for Renderer {
    fn default() -> Self {
        Self::new()
    }
}
