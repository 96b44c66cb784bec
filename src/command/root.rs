//! Where the architecture and what is rendered from it lie in the repository they are committed to.

use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::diagnostic::Diagnostic;
use crate::plan::github::Layout;

/// The folder of an architecture: the repository's root, where nobody says otherwise.
pub(super) fn of(file: &Path) -> PathBuf {
    let folder = if file.is_dir() { file } else { file.parent().unwrap_or(Path::new("")) };
    if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() }
}

/// The root, and the two places as paths from there.
///
/// # Errors
/// A working directory that cannot be read.
pub(super) fn layout(file: &Path, out: &Path, root: Option<&Path>) -> Result<Result<(PathBuf, Layout), Diagnostic>> {
    let root = root.map_or_else(|| of(file), Path::to_owned);
    let whole = absolute(&root)?;
    let inside = |path: &Path| -> Result<Result<String, Diagnostic>> {
        let found = absolute(path)?.strip_prefix(&whole).ok().and_then(slashed);
        let Some(found) = found else {
            let message = format!("`{}` does not lie in the repository `{}`", path.display(), root.display());
            return Ok(Err(Diagnostic::error(message).help("name the repository's folder with `--root`")));
        };
        // Workflows name it in scripts, into which GitHub puts the results of expressions before a shell sees any quotes.
        if found.contains("${{") || found.contains(char::is_control) {
            let message = format!("`{}` cannot be named in a workflow", path.to_string_lossy().escape_debug());
            return Ok(Err(Diagnostic::error(message).help("choose a path without `${{` and without control characters")));
        }
        Ok(Ok(found))
    };
    Ok(match (inside(file)?, inside(out)?) {
        (Ok(file), Ok(out)) => Ok((root, Layout { file, out })),
        (Err(diagnostic), _) | (_, Err(diagnostic)) => Err(diagnostic),
    })
}

/// From the system's root, without `.` and `..`. Links are not looked at: the path is the one that is committed.
fn absolute(path: &Path) -> Result<PathBuf> {
    let path = std::path::absolute(path).with_context(|| format!("cannot find `{}`", path.display()))?;
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    Ok(plain)
}

/// With `/`, on every system; `.` for the root itself.
fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.components().map(|part| part.as_os_str().to_str()).collect();
    parts.map(|parts| if parts.is_empty() { ".".to_owned() } else { parts.join("/") })
}
