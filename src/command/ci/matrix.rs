//! `tfgen ci matrix`

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use super::super::{load, root};
use super::github::no_repository;
use crate::cli::CiMatrixArgs;
use crate::outcome::Outcome;
use crate::plan::github::Target;
use crate::screen::Screen;

/// Prints the environments that are to be planned.
pub(super) fn run(args: &CiMatrixArgs, screen: &mut Screen) -> Result<Outcome> {
    let file = &args.input.file;
    let project = match load::open(file, screen) {
        Ok(project) => project,
        Err(outcome) => return Ok(outcome),
    };
    let (folder, layout) = match root::layout(file, &args.out, args.root.as_deref())? {
        Ok(found) => found,
        Err(diagnostic) => {
            screen.tell(diagnostic);
            return Ok(Outcome::Usage);
        }
    };
    let since = args.since.as_deref().map(|revision| commit(&folder, revision)).transpose()?;
    let mut targets = Vec::new();
    for name in project.environments() {
        let architecture = match project.resolve(name) {
            Ok(resolved) => resolved.architecture,
            Err(problems) => {
                load::report(&problems, project.sources(), file, screen);
                return Ok(Outcome::Wrong);
            }
        };
        let Some(target) = architecture.github.as_ref().and_then(|_| Target::new(&architecture, &layout)) else {
            screen.tell(no_repository(file));
            return Ok(Outcome::Wrong);
        };
        if since.as_deref().map_or(Ok(true), |since| differs(&folder, since, &target.folder))? {
            targets.push(target);
        }
    }
    screen.line(&serde_json::to_string(&targets)?)?;
    Ok(Outcome::Clean)
}

/// The commit that a revision names.
fn commit(root: &Path, revision: &str) -> Result<String> {
    let output = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{revision}^{{commit}}")])?;
    if !output.status.success() {
        bail!("git does not know the revision `{revision}`");
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether anything in a folder is committed otherwise.
fn differs(root: &Path, since: &str, folder: &str) -> Result<bool> {
    // Without `--literal-pathspecs` a folder could be taken for a pattern.
    let output = git(root, &["--literal-pathspecs", "diff", "--quiet", "--no-ext-diff", since, "HEAD", "--", folder])?;
    match output.status.code() {
        Some(0) => Ok(false),
        Some(1) => Ok(true),
        _ => bail!("git cannot compare `{folder}`: {}", String::from_utf8_lossy(&output.stderr).trim()),
    }
}

fn git(root: &Path, arguments: &[&str]) -> Result<std::process::Output> {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(arguments).stdin(Stdio::null());
    command.output().context("cannot run `git`")
}
