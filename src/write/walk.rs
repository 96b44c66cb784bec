//! What lies in a tree's folder, and what is to be done about it.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::change::{Change, Obstacle};
use super::compare::Judge;
use super::ownership::is_generated_file;
use super::reader::Reader;
use super::replace::is_temporary;
use super::{Tree, manifest};

/// What is to be done about every file that lies in the folder, by path with `/`. Of other people's files there is no word.
pub(super) fn compare(judge: &Judge<'_>, reader: &mut Reader, changes: &mut BTreeMap<String, Change>) -> Result<()> {
    let tree = judge.tree;
    let mut names = Names { tree, by_lower_case: None };
    // A stack of our own: the depth of somebody's folders must not decide about ours.
    let mut pending = vec![String::new()];
    while let Some(inside) = pending.pop() {
        let path = tree.folder.join(&inside);
        let reading = || format!("cannot read the folder `{}`", path.display());
        for entry in fs::read_dir(&path).with_context(reading)? {
            let entry = entry.with_context(reading)?;
            // What we write has plain names.
            let name = entry.file_name();
            let Some(name) = name.to_str() else { continue };
            let relative = if inside.is_empty() { name.to_owned() } else { format!("{inside}/{name}") };
            // Links are not followed: what they lead to lies elsewhere.
            let kind = entry.file_type().with_context(reading)?;
            if kind.is_dir() {
                // Providers, git and editors keep their things in hidden folders; nothing is rendered into one.
                if name.starts_with('.') {
                    continue;
                }
                pending.push(relative.clone());
                if names.has_folder(&relative) {
                    continue;
                }
            } else if let Some(text) = tree.files.get(&relative) {
                let change = judge.rendered(&relative, text, &path.join(name), kind, reader)?;
                changes.insert(relative, change);
                continue;
            } else if tree.unmanaged.contains(&relative) || relative == manifest::NAME {
                continue;
            }
            let change = match names.other_case(&relative) {
                Some(other) => Some(Change::Foreign(Obstacle::Case(other))),
                None if kind.is_file() && is_temporary(name) => Some(Change::Removed),
                None if kind.is_file() => superfluous(judge, &relative)?,
                None => None,
            };
            changes.extend(change.map(|change| (relative, change)));
        }
    }
    Ok(())
}

/// A file that is not rendered. Of a large one that is nobody's but its owner's, only the beginning is read.
fn superfluous(judge: &Judge<'_>, relative: &str) -> Result<Option<Change>> {
    let path = judge.tree.folder.join(relative);
    let listed = judge.manifest.is_some_and(|manifest| manifest.lists(relative));
    if !listed && !generated(&path)? {
        return Ok(None);
    }
    let bytes = fs::read(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
    Ok(judge.superfluous(relative, &bytes))
}

fn generated(path: &Path) -> Result<bool> {
    match is_generated_file(path) {
        Ok(generated) => Ok(generated),
        // Another user's state file, or one that has gone meanwhile: nothing that stands in our way.
        Err(error) if matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::NotFound) => Ok(false),
        Err(error) => Err(error).with_context(|| format!("cannot read `{}`", path.display())),
    }
}

/// The names of what is rendered.
struct Names<'a> {
    tree: &'a Tree,
    /// Made when something is found that is not rendered.
    by_lower_case: Option<BTreeMap<String, String>>,
}

impl Names<'_> {
    fn has_folder(&self, folder: &str) -> bool {
        let inside = format!("{folder}/");
        self.tree.files.range(inside.clone()..).next().is_some_and(|(path, _)| path.starts_with(&inside))
    }

    /// The rendered file or folder that a file system may take this one for.
    fn other_case(&mut self, path: &str) -> Option<String> {
        let tree = self.tree;
        let names = self.by_lower_case.get_or_insert_with(|| {
            let folders = |path: &'_ str| path.match_indices('/').map(|(end, _)| path[..end].to_owned()).collect::<Vec<_>>();
            let all = tree.files.keys().flat_map(|path| folders(path).into_iter().chain([path.clone()]));
            all.map(|path| (path.to_lowercase(), path)).collect()
        });
        names.get(&path.to_lowercase()).filter(|other| *other != path).cloned()
    }
}
