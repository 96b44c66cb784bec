//! The files of one module.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use serde::Serialize;

use super::engine::{Engine, View};
use super::{Files, catalog, header, layout};
use crate::plan::lessons::{self, Test};
use crate::plan::moved::{self, Move};
use crate::plan::{self, SHARED_FILES};

/// What every file of tests is rendered from.
pub const TEST_TEMPLATE: &str = "tests/module.tftest.hcl";

/// What a module whose addresses changed has beside its own files, rendered from a shared template.
pub const MOVED_FILE: &str = "moved.tf";

pub(super) fn moved_template() -> String {
    format!("shared/{MOVED_FILE}")
}

/// The files of a module, each with the template that prints it.
pub(super) fn templates(module: &plan::Module) -> impl Iterator<Item = (&'static str, String)> {
    own_templates(module).chain(shared_templates(module))
}

pub(super) fn own_templates(module: &plan::Module) -> impl Iterator<Item = (&'static str, String)> {
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
    engine: &'a Engine,
    root: &'a plan::Root,
    wanted: W,
    /// What the modules hold, as far as their own files are wanted.
    held: BTreeMap<&'a str, Vec<Resource>>,
    /// What has been rendered.
    pub(super) files: Files,
}

impl<'a, W: Fn(&str) -> bool> Modules<'a, W> {
    /// Nothing rendered yet; of each module, files that are `wanted` will be.
    pub(super) fn new(engine: &'a Engine, root: &'a plan::Root, wanted: W) -> Self {
        Self { engine, root, wanted, held: BTreeMap::new(), files: Files::new() }
    }

    /// Renders a module's files: its own, then those every module has, which list what is in the former.
    pub(super) fn add(&mut self, module: &'a plan::Module) -> Result<()> {
        let is_root = std::ptr::eq(module, &raw const self.root.module);
        let folder = if is_root { String::new() } else { format!("modules/{}/", module.name) };
        let mut resources = Vec::new();
        let own: Vec<_> = own_templates(module).filter(|(file, _)| (self.wanted)(file)).collect();
        if !own.is_empty() {
            let mut view = self.engine.view_with(&module.view, "permissions_boundary", &self.root.permissions_boundary)?;
            for (file, template) in own {
                let text = self.file(&template, file, &mut view)?;
                resources.extend(resources_of(&text));
                self.files.insert(format!("{folder}{file}"), text);
            }
        }
        let shared: Vec<_> = shared_templates(module).filter(|(file, _)| (self.wanted)(file)).collect();
        if !shared.is_empty() {
            resources.sort();
            let mut view = self.shared(module, &resources, is_root)?;
            for (file, template) in shared {
                self.files.insert(format!("{folder}{file}"), self.file(&template, file, &mut view)?);
            }
        }
        let moves = moved::moves(module.view.templates(), |address| resources.iter().any(|held| held.address == address));
        if !moves.is_empty() && (self.wanted)(MOVED_FILE) {
            let text = self.file(&moved_template(), MOVED_FILE, &mut self.engine.view(&Moves { moves })?)?;
            self.files.insert(format!("{folder}{MOVED_FILE}"), text);
        }
        if !is_root {
            self.held.insert(&module.name, resources);
        }
        Ok(())
    }

    /// Renders the tests of the modules that have been added.
    pub(super) fn tests(&mut self) -> Result<()> {
        for test in &self.root.tests {
            let file = format!("{}.tftest.hcl", test.name);
            if (self.wanted)(&file) {
                let resources = self.held.get(&*test.module).map(Vec::as_slice).unwrap_or_default();
                let text = self.file(TEST_TEMPLATE, &file, &mut self.engine.view(&TestFile::new(test, resources))?)?;
                self.files.insert(format!("tests/{file}"), text);
            }
        }
        Ok(())
    }

    /// What the templates of files see that every module has.
    fn shared(&self, module: &plan::Module, resources: &[Resource], is_root: bool) -> Result<View<'a>> {
        // Only the root's README lists the other modules, and what to review.
        let children: &[plan::Module] = if is_root { &self.root.modules } else { &[] };
        let children: Vec<Child> = children.iter().map(|child| Child { name: &child.name, summary: &child.summary }).collect();
        let review = self.root.review.as_ref().filter(|_| is_root);
        let shared = Shared { module, resources, us_east_1: module.view.us_east_1(), children, review };
        self.engine.view_with(&shared, "root", self.root)
    }

    fn file(&self, template: &str, file: &str, view: &mut View) -> Result<String> {
        whole(view, template, file, &self.root.source, &self.root.render_command)
    }
}

/// The whole text of a file, with its header and laid out. `source` is the architecture's name, `command` renders it again.
pub(super) fn whole(view: &mut View, template: &str, file: &str, source: &str, command: &str) -> Result<String> {
    let body = view.text(template)?;
    let text = header::with_header(file, &body, source, command);
    if !file.contains(".tf") {
        return Ok(text);
    }
    layout::lay_out(&text).with_context(|| format!("template `{template}` made unbalanced text; this is a bug in tfgen"))
}

/// What the templates in `shared/` see beside the root's facts: they are the same for every module.
#[derive(Serialize)]
struct Shared<'a> {
    module: &'a plan::Module,
    resources: &'a [Resource],
    /// Whether the module is given a second provider.
    us_east_1: bool,
    children: Vec<Child<'a>>,
    review: Option<&'a plan::Review>,
}

/// What the template of moves sees.
#[derive(Serialize)]
struct Moves {
    moves: Vec<Move>,
}

/// What the template of tests sees.
#[derive(Serialize)]
struct TestFile<'a> {
    test: &'a Test,
    mocks: Vec<lessons::Mock>,
}

impl<'a> TestFile<'a> {
    fn new(test: &'a Test, resources: &[Resource]) -> Self {
        let mocks = lessons::mocks(|kind, name| {
            resources.iter().any(|held| held.kind == kind && held.address.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')))
        });
        Self { test, mocks }
    }
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
    // A block is never in the first line: that is a header.
    let of_kind = |kind, before: &'static str| {
        memchr::memmem::find_iter(text.as_bytes(), before).filter_map(move |at| {
            let mut labels = text[at + before.len()..].split('"').step_by(2);
            Some(Resource { kind, address: format!("{}.{}", labels.next()?, labels.next()?) })
        })
    };
    of_kind("resource", "\nresource \"").chain(of_kind("data source", "\ndata \"")).collect()
}
