//! From views to text: the only place that knows Tera.

pub mod catalog;
mod filters;
mod header;
pub mod layout;
mod page;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use serde::Serialize;
use tera::{Context, Tera};

use crate::plan;

pub(crate) use filters::escaped_markdown;
pub use header::MARK;
pub use page::page;

/// Rendered files: paths with `/`, relative to the root's folder, and their whole text.
pub type Files = BTreeMap<String, String>;

/// Renders views. Make one and use it for every environment: loading the templates is the dear part.
pub struct Renderer {
    tera: Tera,
}

impl Renderer {
    /// Loads every template.
    ///
    /// # Errors
    /// A template that does not parse, or names a filter that does not exist: a bug in tfgen.
    pub fn new() -> Result<Self> {
        let mut tera = Tera::new();
        filters::register(&mut tera);
        tera.add_raw_templates(catalog::TEMPLATES.iter().copied()).context("tfgen's own templates do not load; this is a bug in tfgen")?;
        Ok(Self { tera })
    }

    /// Renders a root with its modules.
    ///
    /// # Errors
    /// A template that wants what its view does not have, or makes unbalanced text: a bug in tfgen.
    pub fn render(&self, root: &plan::Root) -> Result<Files> {
        let mut files = Files::new();
        for module in &root.modules {
            let folder = format!("modules/{}", module.name);
            self.module(root, module, &folder, &mut files)?;
        }
        self.module(root, &root.module, "", &mut files)?;
        Ok(files)
    }

    fn module(&self, root: &plan::Root, module: &plan::Module, folder: &str, files: &mut Files) -> Result<()> {
        let mut view = Context::from_serialize(&module.view)?;
        view.insert("permissions_boundary", &root.permissions_boundary);
        let mut resources = Vec::new();
        for file in module.view.files() {
            let text = self.file(root, &format!("{}/{file}", module.view.templates()), file, &view)?;
            resources.extend(resources_of(&text));
            files.insert(join(folder, file), text);
        }
        resources.sort();
        let shared =
            Context::from_serialize(&Shared { root, module, resources, us_east_1: module.view.us_east_1(), children: &root.modules })?;
        for file in plan::SHARED_FILES {
            let own = format!("{}/{file}", module.view.templates());
            let template = if self.tera.contains_template(&own) { own } else { format!("shared/{file}") };
            files.insert(join(folder, file), self.file(root, &template, file, &shared)?);
        }
        Ok(())
    }

    fn file(&self, root: &plan::Root, template: &str, file: &str, context: &Context) -> Result<String> {
        let body = self
            .tera
            .render(template, context)
            .map_err(|error| anyhow::anyhow!("{error}"))
            .with_context(|| format!("template `{template}` failed; this is a bug in tfgen"))?;
        let text = header::with_header(file, &body, root);
        if !file.contains(".tf") {
            return Ok(text);
        }
        layout::lay_out(&text).with_context(|| format!("template `{template}` made unbalanced text; this is a bug in tfgen"))
    }
}

/// What the templates in `shared/` see: they are the same for every module.
#[derive(Serialize)]
struct Shared<'a> {
    root: &'a plan::Root,
    module: &'a plan::Module,
    resources: Vec<Resource>,
    /// Whether the module is given a second provider.
    us_east_1: bool,
    children: &'a [plan::Module],
}

/// A resource or data source that a module holds.
#[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
struct Resource {
    kind: &'static str,
    address: String,
}

/// The resources in a rendered file. Read from the text itself, so that a README cannot list what is not there.
fn resources_of(text: &str) -> Vec<Resource> {
    let labels = |rest: &str| {
        let mut labels = rest.split('"').skip(1).step_by(2);
        Some(format!("{}.{}", labels.next()?, labels.next()?))
    };
    text.lines()
        .filter_map(|line| {
            let (kind, rest) = line
                .strip_prefix("resource ")
                .map(|rest| ("resource", rest))
                .or_else(|| Some(("data source", line.strip_prefix("data ")?)))?;
            Some(Resource { kind, address: labels(rest)? })
        })
        .collect()
}

fn join(folder: &str, file: &str) -> String {
    if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") }
}
