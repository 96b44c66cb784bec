//! A tree of which nothing is there yet, as a whole.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::replace::{UNFINISHED, is_temporary, sync_folder, write_new};
use super::{Tree, manifest};

/// Writes all files into a folder beside the tree's, which then gets its name: a reader, or a crash, sees all of them or none. Renaming each
/// file would take half as long again.
pub(super) fn write(tree: &Tree, manifest: &str, sync: bool) -> Result<()> {
    let mut name = OsString::from(".");
    name.push(tree.folder.file_name().unwrap_or_default());
    name.push(UNFINISHED);
    let unfinished = tree.folder.with_file_name(name);
    let written = fill(&unfinished, tree, manifest, sync).and_then(|()| {
        fs::rename(&unfinished, &tree.folder).with_context(|| format!("cannot create the folder `{}`", tree.folder.display()))
    });
    if written.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_dir_all(&unfinished);
    }
    written
}

fn fill(unfinished: &Path, tree: &Tree, manifest: &str, sync: bool) -> Result<()> {
    let shown = |inside: &str| tree.folder.join(inside).display().to_string();
    let making = |inside: &str| format!("cannot create the folder `{}`", shown(inside));
    make(unfinished).with_context(|| making(""))?;
    let mut made = BTreeSet::from([""]);
    let manifest = (manifest::NAME, manifest);
    for (path, text) in tree.files.iter().map(|(path, text)| (&**path, &**text)).chain([manifest]) {
        for (end, _) in path.match_indices('/') {
            let folder = &path[..end];
            if made.insert(folder) {
                fs::create_dir(unfinished.join(folder)).with_context(|| making(folder))?;
            }
        }
        write_new(&unfinished.join(path), text, sync).with_context(|| format!("cannot write `{}`", shown(path)))?;
    }
    for folder in made.iter().filter(|_| sync) {
        sync_folder(&unfinished.join(folder)).with_context(|| format!("cannot sync the folder `{}`", shown(folder)))?;
    }
    Ok(())
}

/// Makes an empty folder, in place of what a killed run left.
fn make(folder: &Path) -> std::io::Result<()> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            fs::remove_dir_all(folder)?;
            fs::create_dir(folder)
        }
        result => result,
    }
}

/// Removes what a killed run left beside trees.
///
/// # Errors
/// A folder that cannot be read or removed.
pub(super) fn tidy(around: &Path) -> Result<()> {
    let reading = || format!("cannot read the folder `{}`", around.display());
    for entry in fs::read_dir(around).with_context(reading)? {
        let entry = entry.with_context(reading)?;
        let temporary = entry.file_name().to_str().is_some_and(is_temporary);
        if temporary && entry.file_type().with_context(reading)?.is_dir() {
            let path = entry.path();
            fs::remove_dir_all(&path).with_context(|| format!("cannot remove the folder `{}`", path.display()))?;
        }
    }
    Ok(())
}
