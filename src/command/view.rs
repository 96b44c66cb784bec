//! What the commands have in common that show environments before they are deployed.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde::Serialize;

use super::load;
use crate::cli::Shown;
use crate::model::Architecture;
use crate::outcome::Outcome;
use crate::project::Project;
use crate::screen::Screen;

/// The environments asked for, decoded; or reports why they cannot be.
pub(super) fn resolve(project: &Project, shown: &Shown, screen: &mut Screen) -> Result<Vec<Architecture>, Outcome> {
    let file = &shown.input.file;
    let names = load::select(project, &shown.environments, shown.all, file, screen)?;
    let (mut architectures, mut problems) = (Vec::new(), Vec::new());
    for name in names {
        match project.resolve(name) {
            Ok(resolved) => architectures.push(resolved.architecture),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() {
        return Ok(architectures);
    }
    load::report(&problems, project.sources(), file, screen);
    Err(Outcome::Wrong)
}

/// One after the other, with a blank line between.
pub(super) fn joined(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join("\n")
}

/// One object, or a list where several could have been asked for.
pub(super) fn json<T: Serialize>(views: &[T], list: bool) -> Result<String> {
    let text = match views {
        [only] if !list => serde_json::to_string_pretty(only),
        all => serde_json::to_string_pretty(all),
    };
    Ok(format!("{}\n", text.context("cannot print what was asked for; this is a bug in tfgen")?))
}

/// To the file that was named, or to standard output. No format is HCL: what is, somebody wrote or will apply.
pub(super) fn put(out: Option<&Path>, text: &str, screen: &mut Screen) -> Result<()> {
    let Some(path) = out else { return screen.print(text) };
    let hcl = |kind: &OsStr| kind == "hcl" || kind == "tf";
    if path.extension().is_some_and(hcl) && path.exists() {
        bail!("`{}` is there already, and is not replaced by what is no HCL", path.display());
    }
    fs::write(path, text).with_context(|| format!("cannot write `{}`", path.display()))
}
