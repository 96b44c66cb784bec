//! Files that an earlier run rendered and this one did not.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::ownership::is_generated_file;
use crate::render::Files;

/// Generated files below `folder` that are not in `files`, as paths with `/`. A run that was killed leaves its temporary file, which
/// begins with the header, too, and is found here.
pub(super) fn stale(folder: &Path, files: &Files) -> Result<Vec<String>> {
    let mut found = Vec::new();
    // A stack of our own: the depth of somebody's folders must not decide about ours.
    let mut pending = vec![String::new()];
    while let Some(inside) = pending.pop() {
        let path = folder.join(&inside);
        let reading = || format!("cannot read the folder `{}`", path.display());
        for entry in fs::read_dir(&path).with_context(reading)? {
            let entry = entry.with_context(reading)?;
            // What we write has plain names.
            let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
            let relative = if inside.is_empty() { name.clone() } else { format!("{inside}/{name}") };
            // Links are not followed: what they lead to lies elsewhere.
            let kind = entry.file_type().with_context(reading)?;
            if kind.is_dir() {
                // Providers, git and editors keep their things in hidden folders; nothing is rendered into one.
                if !name.starts_with('.') {
                    pending.push(relative);
                }
            } else if kind.is_file() && !files.contains_key(&relative) && generated(&entry.path())? {
                found.push(relative);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn generated(path: &Path) -> Result<bool> {
    match is_generated_file(path) {
        Ok(generated) => Ok(generated),
        // Another user's state file, or one that has gone meanwhile: nothing that stands in our way.
        Err(error) if matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::NotFound) => Ok(false),
        Err(error) => Err(error).with_context(|| format!("cannot read `{}`", path.display())),
    }
}
