//! The files of one module.

use anyhow::{Context as _, Result, anyhow};
use serde::Serialize;
use tera::{Context, Tera, Value};

use super::{Files, catalog, header, layout};
use crate::plan::{self, SHARED_FILES};

/// The files of a module, each with the template that prints it.
pub(super) fn templates(module: &plan::Module) -> impl Iterator<Item = (&'static str, String)> {
    own_templates(module).chain(shared_templates(module))
}

fn own_templates(module: &plan::Module) -> impl Iterator<Item = (&'static str, String)> {
    let folder = module.view.templates();
    module.view.files().into_iter().map(move |file| (file, format!("{folder}/{file}")))
}

/// The files that every module has. Where a module's folder has a template for one, it is that.
fn shared_templates(module: &plan::Module) -> impl Iterator<Item = (&'static str, String)> {
    SHARED_FILES.into_iter().map(|file| {
        let own = format!("{}/{file}", module.view.templates());
        (file, if catalog::text(&own).is_some() { own } else { format!("shared/{file}") })
    })
}

/// Renders the modules of one root.
pub(super) struct Modules<'a, W> {
    tera: &'a Tera,
    root: &'a plan::Root,
    /// What every template may ask about the root, made once.
    facts: Value,
    permissions_boundary: Value,
    wanted: W,
    /// What has been rendered.
    pub(super) files: Files,
}

impl<'a, W: Fn(&str) -> bool> Modules<'a, W> {
    /// Nothing rendered yet; of each module, files that are `wanted` will be.
    pub(super) fn new(tera: &'a Tera, root: &'a plan::Root, wanted: W) -> Result<Self> {
        let facts = Value::try_from_serializable(root)?;
        let permissions_boundary = Value::try_from_serializable(&root.permissions_boundary)?;
        Ok(Self { tera, root, facts, permissions_boundary, wanted, files: Files::new() })
    }

    /// Renders a module's files: its own, then those every module has, which list what is in the former.
    pub(super) fn add(&mut self, module: &plan::Module) -> Result<()> {
        let is_root = std::ptr::eq(module, &raw const self.root.module);
        let folder = if is_root { String::new() } else { format!("modules/{}/", module.name) };
        let mut resources = Vec::new();
        let own: Vec<_> = own_templates(module).filter(|(file, _)| (self.wanted)(file)).collect();
        if !own.is_empty() {
            let context = self.view(module)?;
            for (file, template) in own {
                let text = self.file(&template, file, &context)?;
                resources.extend(resources_of(&text));
                self.files.insert(format!("{folder}{file}"), text);
            }
        }
        let shared: Vec<_> = shared_templates(module).filter(|(file, _)| (self.wanted)(file)).collect();
        if !shared.is_empty() {
            resources.sort();
            let context = self.shared(module, &resources, is_root)?;
            for (file, template) in shared {
                self.files.insert(format!("{folder}{file}"), self.file(&template, file, &context)?);
            }
        }
        Ok(())
    }

    /// What a module's own templates see.
    fn view(&self, module: &plan::Module) -> Result<Context> {
        let mut context = Context::from_serialize(&module.view)?;
        context.insert_value("permissions_boundary", self.permissions_boundary.clone());
        Ok(context)
    }

    /// What the templates of files see that every module has.
    fn shared(&self, module: &plan::Module, resources: &[Resource], is_root: bool) -> Result<Context> {
        // Only the root's README lists the other modules.
        let children: &[plan::Module] = if is_root { &self.root.modules } else { &[] };
        let children: Vec<Child> = children.iter().map(|child| Child { name: &child.name, summary: &child.summary }).collect();
        let mut context = Context::from_serialize(&Shared { module, resources, us_east_1: module.view.us_east_1(), children })?;
        context.insert_value("root", self.facts.clone());
        Ok(context)
    }

    fn file(&self, template: &str, file: &str, context: &Context) -> Result<String> {
        let body = self
            .tera
            .render(template, context)
            .map_err(|error| anyhow!("{error}"))
            .with_context(|| format!("template `{template}` failed; this is a bug in tfgen"))?;
        let text = header::with_header(file, &body, self.root);
        if !file.contains(".tf") {
            return Ok(text);
        }
        layout::lay_out(&text).with_context(|| format!("template `{template}` made unbalanced text; this is a bug in tfgen"))
    }
}

/// What the templates in `shared/` see beside the root's facts: they are the same for every module.
#[derive(Serialize)]
struct Shared<'a> {
    module: &'a plan::Module,
    resources: &'a [Resource],
    /// Whether the module is given a second provider.
    us_east_1: bool,
    children: Vec<Child<'a>>,
}

/// A module as the root's README lists it.
#[derive(Serialize)]
struct Child<'a> {
    name: &'a str,
    summary: &'a str,
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
