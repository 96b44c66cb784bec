//! `--changed-since GIT-REV`: the environments that a change since a revision can affect.
//!
//! An environment's files are made of its resolved architecture, the architecture's file name and tfgen itself. One is left out where the
//! first is as it was, with all that its guardrails are told not to mind, and where the manifest on disk says that this version of tfgen made
//! its files of it. That its files are still as they were written is trusted; without the option it is looked at.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::load;
use crate::cli::Target;
use crate::config::listing;
use crate::guardrails::Waiver;
use crate::outcome::Outcome;
use crate::project::{Progress, Project, Refused, Resolved};
use crate::screen::Screen;
use crate::write::{Digest, MANIFEST, Manifest, State, VERSION};

/// So many names are read by somebody.
const NAMED: usize = 20;

/// Those of the environments that are not left out. Which are is noted on standard error.
///
/// Where the architecture of that revision is wrong, nothing is known of it, and none is left out.
pub(super) fn since<'a>(
    project: &Project,
    environments: Vec<&'a str>,
    revision: &str,
    target: &Target,
    screen: &mut Screen,
) -> Result<Result<Vec<&'a str>, Outcome>> {
    let path = &target.input.file;
    let then = match Project::open_at(path, revision) {
        Ok(then) => then,
        Err(Refused { outcome: Outcome::Wrong, .. }) => {
            screen.remark(&format!("every environment is looked at: `{}` was wrong at `{revision}`", path.display()));
            return Ok(Ok(environments));
        }
        Err(Refused { outcome, sources, diagnostics }) => {
            load::report(&diagnostics, &sources, path, screen);
            return Ok(Err(outcome));
        }
    };
    let of = environments.len();
    let (mut affected, mut left_out) = (Vec::new(), Vec::new());
    for (done, environment) in environments.into_iter().enumerate() {
        let same = is_as_it_was(project, &then, environment, &target.out.join(environment))?;
        if same { &mut left_out } else { &mut affected }.push(environment);
        screen.progress(Progress { what: "comparing", done: done + 1, of });
    }
    if !left_out.is_empty() {
        let which = match left_out.len() {
            count if count > NAMED => format!("{count} of {of} environments"),
            _ => listing(left_out.iter().copied(), "and"),
        };
        let them = if left_out.len() == 1 { "it" } else { "them" };
        screen.remark(&format!("left out {which}: nothing has changed for {them} since `{revision}`"));
    }
    Ok(Ok(affected))
}

fn is_as_it_was(now: &Project, then: &Project, environment: &str, folder: &Path) -> Result<bool> {
    // What is wrong, or was, is looked at; so is what was not there.
    let (Ok(now), Ok(then)) = (now.resolve(environment), then.resolve(environment)) else { return Ok(false) };
    let digest = Digest::of_value(&now.architecture)?;
    let same = digest == Digest::of_value(&then.architecture)? && said(&now).eq(said(&then));
    Ok(same && made(folder, digest))
}

/// What an environment's guardrails are told, without the places where it is written.
fn said(resolved: &Resolved) -> impl Iterator<Item = impl PartialEq> {
    resolved.waivers.iter().map(|waiver: &Waiver| (waiver.rule(), waiver.reason(), waiver.until(), waiver.scope()))
}

/// Whether the manifest of a folder says that this tfgen wrote it, of that architecture, to its end.
fn made(folder: &Path, architecture: Digest) -> bool {
    let manifest = fs::read(folder.join(MANIFEST)).ok().and_then(|bytes| Manifest::read(&bytes));
    manifest.is_some_and(|manifest| {
        let whole = manifest.state == State::Whole && !manifest.interrupted();
        whole && manifest.tfgen == VERSION && manifest.architecture == Some(architecture)
    })
}
