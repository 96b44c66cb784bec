//! Carries a comparison out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::change::Change;
use super::compare::Comparison;
use super::manifest::{self, Manifest};
use super::replace::{replace, sync_folder};
use super::{Digest, Tree, fresh};

/// Makes the disk equal to the tree, of which `comparison` was made under the [`super::Lock`]. Only what differs is written, so that
/// everything else keeps its time of change.
///
/// The manifest comes first, with what each file was and is to be: wherever this is stopped, the next run knows all of them for ours.
/// `sync` waits until all of it is on the disk.
///
/// # Errors
/// Something in the way that is not ours, before anything was touched; a file or folder that cannot be written.
pub fn apply(comparison: &Comparison, tree: &Tree, sync: bool) -> Result<()> {
    if let Some((path, obstacle)) = comparison.obstacles().next() {
        bail!("`{path}` {obstacle}");
    }
    if let Some((path, _)) = comparison.changes.iter().find(|(_, change)| matches!(change, Change::Held { .. })) {
        bail!("`{}` may have been edited", comparison.shown(path));
    }
    if comparison.is_current() {
        return Ok(());
    }
    let files = tree.files.iter().map(|(path, text)| (path.clone(), Digest::of(text)));
    let mut manifest = Manifest::new(tree.architecture, files.collect());
    let mut writing = Writing { comparison, sync, made: BTreeSet::new() };
    if comparison.absent {
        fresh::write(tree, &manifest.text(), sync)?;
        return writing.finish();
    }
    manifest.replacing = before(comparison, tree)?;
    writing.write(manifest::NAME, &manifest.text())?;
    for (path, text) in &tree.files {
        if matches!(comparison.changes.get(path), Some(Change::New | Change::Changed { .. })) {
            writing.write(path, text)?;
        }
    }
    for (path, _) in comparison.changes.iter().filter(|(_, change)| **change == Change::Removed) {
        writing.remove(path)?;
    }
    if manifest.interrupted() {
        manifest.replacing.clear();
        writing.write(manifest::NAME, &manifest.text())?;
    }
    writing.finish()
}

/// What the files are now that will be replaced or removed.
fn before(comparison: &Comparison, tree: &Tree) -> Result<BTreeMap<String, Digest>> {
    let mut before = BTreeMap::new();
    for (path, change) in &comparison.changes {
        let changed = matches!(change, Change::Changed { .. }) && tree.files.contains_key(path);
        if changed || *change == Change::Removed {
            let bytes = fs::read(comparison.folder.join(path)).with_context(|| format!("cannot read `{}`", comparison.shown(path)))?;
            before.insert(path.clone(), Digest::of(bytes));
        }
    }
    Ok(before)
}

struct Writing<'a> {
    comparison: &'a Comparison,
    sync: bool,
    /// Folders that are there.
    made: BTreeSet<PathBuf>,
}

impl Writing<'_> {
    fn write(&mut self, path: &str, text: &str) -> Result<()> {
        let target = self.comparison.folder.join(path);
        if let Some(folder) = target.parent()
            && !self.made.contains(folder)
        {
            fs::create_dir_all(folder).with_context(|| format!("cannot create the folder `{}`", folder.display()))?;
            self.made.insert(folder.to_owned());
        }
        replace(&target, text, self.sync).with_context(|| format!("cannot write `{}`", self.comparison.shown(path)))
    }

    /// Removes a file, and the folders that it leaves empty, up to the tree's own.
    fn remove(&mut self, path: &str) -> Result<()> {
        let target = self.comparison.folder.join(path);
        fs::remove_file(&target).with_context(|| format!("cannot remove `{}`", self.comparison.shown(path)))?;
        for folder in target.ancestors().skip(1).take_while(|folder| *folder != self.comparison.folder) {
            match fs::remove_dir(folder) {
                Ok(()) => drop(self.made.remove(folder)),
                Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => break,
                Err(error) => return Err(error).with_context(|| format!("cannot remove the folder `{}`", folder.display())),
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<()> {
        if self.sync {
            let around = self.comparison.folder.parent().filter(|parent| !parent.as_os_str().is_empty());
            let folders = self.made.iter().flat_map(|folder| folder.ancestors().take_while(|it| it.starts_with(&self.comparison.folder)));
            let folders: BTreeSet<&Path> = folders.chain(around).collect();
            for folder in folders {
                sync_folder(folder).with_context(|| format!("cannot sync the folder `{}`", folder.display()))?;
            }
        }
        Ok(())
    }
}
