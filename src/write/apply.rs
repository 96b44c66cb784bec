//! Carries a comparison out.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::compare::{Change, Comparison};
use crate::render::Files;

/// Makes the disk equal to `files`, of which `comparison` was made. Only what differs is written, so that everything else keeps its
/// time of change; each file is replaced as a whole, so that nobody ever reads half of one.
///
/// # Errors
/// Something in the way that is not ours, before anything was touched; a file or folder that cannot be written.
pub fn apply(comparison: &Comparison, files: &Files) -> Result<()> {
    if let Some((path, obstacle)) = comparison.obstacles().next() {
        bail!("`{path}` {obstacle}");
    }
    let mut made = BTreeSet::new();
    for (path, change) in &comparison.changes {
        if matches!(change, Change::New | Change::Changed { .. }) {
            let text = files.get(path).with_context(|| format!("`{path}` was not rendered; this is a bug in tfgen"))?;
            let target = comparison.folder.join(path);
            if let Some(folder) = target.parent()
                && made.insert(folder.to_owned())
            {
                fs::create_dir_all(folder).with_context(|| format!("cannot create the folder `{}`", folder.display()))?;
            }
            replace(&target, text).with_context(|| format!("cannot write `{}`", comparison.shown(path)))?;
        }
    }
    for (path, _) in comparison.changes.iter().filter(|(_, change)| **change == Change::Removed) {
        let target = comparison.folder.join(path);
        fs::remove_file(&target).with_context(|| format!("cannot remove `{}`", comparison.shown(path)))?;
        remove_empty(&target, &comparison.folder)?;
    }
    Ok(())
}

/// Writes beside the file and renames. Nothing is synced: after a power failure the same command makes the same files again.
fn replace(target: &Path, text: &str) -> io::Result<()> {
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    // Two runs at a time must not share it; a run that was killed left one only until the next.
    let temporary = target.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let mut file = create(&temporary)?;
    let written = file.write_all(text.as_bytes());
    drop(file);
    let done = written.and_then(|()| fs::rename(&temporary, target));
    if done.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&temporary);
    }
    done
}

/// A file that was not there before: never one that a link of that name leads to.
fn create(path: &Path) -> io::Result<File> {
    let open = || OpenOptions::new().write(true).create_new(true).open(path);
    match open() {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            fs::remove_file(path)?;
            open()
        }
        result => result,
    }
}

/// Removes the folders that a removed file leaves empty, up to the root's own.
fn remove_empty(file: &Path, root: &Path) -> Result<()> {
    for folder in file.ancestors().skip(1).take_while(|folder| *folder != root) {
        match fs::remove_dir(folder) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => break,
            Err(error) => return Err(error).with_context(|| format!("cannot remove the folder `{}`", folder.display())),
        }
    }
    Ok(())
}
