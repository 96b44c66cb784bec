//! The roots of an architecture, rendered: its environments, and what is applied before them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use anyhow::{Result, anyhow};

use crate::config::Body;
use crate::diagnostic::Diagnostic;
use crate::guardrails::{self, Finding};
use crate::model::{Architecture, Bootstrap, TreePath};
use crate::plan;
use crate::project::{Project, Resolved};
use crate::render::{Files, Renderer};
use crate::write::Digest;

/// The roots that are applied before any environment, and what they are made of.
pub(super) struct Bootstraps {
    pub(super) base: Body,
    pub(super) bootstrap: Bootstrap,
    pub(super) roots: BTreeMap<String, plan::Root>,
}

impl Bootstraps {
    /// Their names.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.roots.keys().map(String::as_str)
    }
}

/// One root as it was rendered. Nothing has been looked at on disk.
pub(super) struct Root<'a> {
    /// The name of the environment, or `bootstrap`.
    pub(super) name: String,
    /// What its paths begin with where the architecture names them.
    pub(super) prefix: String,
    /// What it was decoded from.
    pub(super) body: Cow<'a, Body>,
    pub(super) files: Files,
    /// What is seen only in the files.
    pub(super) findings: Vec<Finding>,
    /// Of what it was made from.
    pub(super) digest: Digest,
    /// What it declares to be somebody's own.
    pub(super) unmanaged: Vec<TreePath>,
}

/// Renders one root or the other, whichever is asked for.
pub(super) struct Roots<'a> {
    pub(super) project: &'a Project,
    pub(super) bootstraps: &'a Bootstraps,
    /// The environment that is asked for, where it is one only: then it is resolved already.
    pub(super) only: Option<Resolved>,
    pub(super) renderer: Renderer,
}

impl Roots<'_> {
    /// The root of this name.
    pub(super) fn render(&self, name: &str) -> Result<Root<'_>> {
        match self.bootstraps.roots.get(name) {
            Some(root) => self.bootstrap(root),
            None => self.environment(name),
        }
    }

    fn bootstrap(&self, root: &plan::Root) -> Result<Root<'_>> {
        let Bootstraps { base, bootstrap, .. } = self.bootstraps;
        let name = root.module.name.clone();
        Ok(Root {
            prefix: format!("{name}/"),
            name,
            body: Cow::Borrowed(base),
            files: self.renderer.render(root)?,
            findings: Vec::new(),
            digest: Digest::of_value(bootstrap)?,
            unmanaged: bootstrap.unmanaged.clone(),
        })
    }

    fn environment(&self, name: &str) -> Result<Root<'_>> {
        if let Some(Resolved { architecture, body, .. }) = &self.only {
            return self.of(name, architecture, Cow::Borrowed(body));
        }
        let Resolved { architecture, body, .. } = self.project.resolve(name).map_err(changed_its_mind)?;
        self.of(name, &architecture, Cow::Owned(body))
    }

    fn of<'b>(&self, name: &str, architecture: &Architecture, body: Cow<'b, Body>) -> Result<Root<'b>> {
        let files = self.renderer.render(&plan::root::environment(architecture, self.project.source()))?;
        Ok(Root {
            name: name.to_owned(),
            prefix: String::new(),
            body,
            findings: guardrails::check_rendered(architecture, &files),
            files,
            digest: Digest::of_value(architecture)?,
            unmanaged: architecture.unmanaged.clone(),
        })
    }
}

/// What was found right a moment ago is decoded again, since keeping every environment would take memory without limit.
fn changed_its_mind(problems: Vec<Diagnostic>) -> anyhow::Error {
    let first = problems.first().map_or("no reason given", |problem| problem.message.as_str());
    anyhow!("the same architecture was right a moment ago and is wrong now: {first}; this is a bug in tfgen")
}
