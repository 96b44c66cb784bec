//! What would have to be done to make the disk equal to what was rendered.

use std::collections::BTreeMap;
use std::fs::{self, FileType};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::change::{Change, Doubt, Obstacle, Tally};
use super::manifest::{self, Manifest};
use super::ownership::is_generated;
use super::reader::Reader;
use super::{Digest, Overwrite, Tree, walk};

/// A tree against its folder on disk.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Where the tree lies.
    pub folder: PathBuf,
    /// By path inside the folder, the manifest among them. An empty path is the folder itself.
    pub changes: BTreeMap<String, Change>,
    /// What the disk has for a manifest.
    pub manifest: Option<Manifest>,
    /// Whether the folder is not there at all.
    pub(super) absent: bool,
    /// Whether that was made of the same architecture.
    pub(super) same_architecture: bool,
}

/// Compares a tree with the disk. Nothing is changed.
///
/// Digests are made only of texts that are not what was rendered: most of the time, of none.
///
/// # Errors
/// A file or folder of ours that cannot be read.
pub fn compare(tree: &Tree, overwrite: &Overwrite) -> Result<Comparison> {
    let mut comparison =
        Comparison { folder: tree.folder.clone(), changes: BTreeMap::new(), manifest: None, absent: false, same_architecture: false };
    match kind(&tree.folder)? {
        None => {
            comparison.absent = true;
            let paths = tree.files.keys().map(String::as_str).chain([manifest::NAME]);
            comparison.changes.extend(paths.map(|path| (path.to_owned(), Change::New)));
        }
        Some(kind) if kind.is_dir() => compare_folder(tree, overwrite, &mut comparison)?,
        Some(kind) => drop(comparison.changes.insert(String::new(), Change::Foreign(not_a_folder(kind)))),
    }
    Ok(comparison)
}

fn compare_folder(tree: &Tree, overwrite: &Overwrite, comparison: &mut Comparison) -> Result<()> {
    let own = on_disk(&tree.folder.join(manifest::NAME))?;
    comparison.manifest = match &own {
        OnDisk::Text(bytes) => Manifest::read(bytes),
        _ => None,
    };
    let manifest = comparison.manifest.as_ref();
    comparison.same_architecture = manifest.is_some_and(|manifest| manifest.architecture == Some(tree.architecture));
    let judge = Judge { tree, overwrite, manifest };
    let changes = &mut comparison.changes;
    // What lies there is listed once, which also says what each is.
    let mut reader = Reader::default();
    walk::compare(&judge, &mut reader, changes)?;
    let mut folders = Folders { root: &tree.folder, known: BTreeMap::new() };
    for (path, text) in &tree.files {
        if changes.contains_key(path) {
            continue;
        }
        let (path, change) = match folders.in_the_way(path)? {
            Some(Standing::Missing) => (path.as_str(), Change::New),
            Some(Standing::InTheWay(folder, obstacle)) => (folder, Change::Foreign(obstacle)),
            None => {
                let place = tree.folder.join(path);
                let change = kind(&place)?.map(|kind| judge.rendered(path, text, &place, kind, &mut reader)).transpose()?;
                (path.as_str(), change.unwrap_or(Change::New))
            }
        };
        changes.entry(path.to_owned()).or_insert(change);
    }
    let change = judge.manifest(own, changes);
    changes.insert(manifest::NAME.to_owned(), change);
    Ok(())
}

/// Says what is to be done about a file that is there.
pub(super) struct Judge<'a> {
    pub(super) tree: &'a Tree,
    overwrite: &'a Overwrite,
    pub(super) manifest: Option<&'a Manifest>,
}

impl Judge<'_> {
    /// A file that is rendered, where something is there.
    pub(super) fn rendered(&self, path: &str, text: &str, place: &Path, kind: FileType, reader: &mut Reader) -> Result<Change> {
        if let Some(obstacle) = not_a_file(kind) {
            return Ok(Change::Foreign(obstacle));
        }
        let bytes = reader.read(place, text.len()).with_context(|| format!("cannot read `{}`", place.display()))?;
        if bytes == text.as_bytes() {
            return Ok(Change::Unchanged);
        }
        Ok(self.verdict(path, bytes, true).unwrap_or(Change::Foreign(Obstacle::HandWritten)))
    }

    /// A file that is no longer rendered; `None` where it is none of ours.
    pub(super) fn superfluous(&self, path: &str, bytes: &[u8]) -> Option<Change> {
        self.verdict(path, bytes, false)
    }

    /// What tfgen wrote and nobody touched since may go; what somebody may have touched stays, until they give it up.
    fn verdict(&self, path: &str, bytes: &[u8], rendered: bool) -> Option<Change> {
        let doubt = match self.manifest {
            Some(manifest) if manifest.wrote(path, Digest::of(bytes)) => None,
            Some(manifest) if manifest.lists(path) => Some(Doubt::Edited),
            _ if is_generated(bytes) => Some(Doubt::Unlisted),
            _ => return None,
        };
        let before = String::from_utf8_lossy(bytes).into_owned();
        Some(match doubt {
            Some(doubt) if !self.overwrite.covers(&self.tree.folder.join(path)) => Change::Held { before, doubt, rendered },
            _ if rendered => Change::Changed { before },
            _ => Change::Removed,
        })
    }

    /// The manifest itself.
    fn manifest(&self, own: OnDisk, changes: &BTreeMap<String, Change>) -> Change {
        let bytes = match own {
            OnDisk::Nothing => return Change::New,
            OnDisk::InTheWay(obstacle) => return Change::Foreign(obstacle),
            OnDisk::Text(bytes) => bytes,
        };
        let Some(manifest) = self.manifest else { return Change::Foreign(Obstacle::HandWritten) };
        let tree = self.tree;
        let right = |(path, text): (&String, &String)| {
            changes.get(path) == Some(&Change::Unchanged) || manifest.files.get(path) == Some(&Digest::of(text))
        };
        let current = manifest.tfgen == manifest::VERSION
            && manifest.architecture == Some(tree.architecture)
            && !manifest.interrupted()
            && manifest.files.keys().eq(tree.files.keys())
            && tree.files.iter().all(right)
            && manifest.text().as_bytes() == bytes;
        if current { Change::Unchanged } else { Change::Changed { before: String::from_utf8_lossy(&bytes).into_owned() } }
    }
}

impl Comparison {
    /// Whether there is nothing to do.
    pub fn is_current(&self) -> bool {
        self.changes.values().all(|change| *change == Change::Unchanged)
    }

    /// How many files there are of each kind, the manifest among them.
    pub fn tally(&self) -> Tally {
        Tally::of(self.changes.values())
    }

    /// A file's path as people read it, with the folder.
    pub fn shown(&self, path: &str) -> String {
        match path {
            "" => self.folder.display().to_string(),
            path => format!("{}/{path}", self.folder.display()),
        }
    }

    /// What is in the way, by shown path.
    pub fn obstacles(&self) -> impl Iterator<Item = (String, &Obstacle)> {
        self.changes.iter().filter_map(|(path, change)| match change {
            Change::Foreign(obstacle) => Some((self.shown(path), obstacle)),
            _ => None,
        })
    }
}

/// The folders of one root, each looked at once.
struct Folders<'a> {
    root: &'a Path,
    known: BTreeMap<String, Option<Option<Obstacle>>>,
}

/// Why a file cannot be looked at.
enum Standing<'p> {
    /// One of its folders is not there yet.
    Missing,
    /// One of its folders is none.
    InTheWay(&'p str, Obstacle),
}

impl Folders<'_> {
    fn in_the_way<'p>(&mut self, path: &'p str) -> Result<Option<Standing<'p>>> {
        for (end, _) in path.match_indices('/') {
            let folder = &path[..end];
            match self.state(folder)? {
                Some(None) => {}
                None => return Ok(Some(Standing::Missing)),
                Some(Some(obstacle)) => return Ok(Some(Standing::InTheWay(folder, obstacle))),
            }
        }
        Ok(None)
    }

    /// `None` for what is not there, and then what is wrong with it.
    fn state(&mut self, folder: &str) -> Result<Option<Option<Obstacle>>> {
        if let Some(state) = self.known.get(folder) {
            return Ok(state.clone());
        }
        let state = kind(&self.root.join(folder))?.map(|kind| (!kind.is_dir()).then(|| not_a_folder(kind)));
        self.known.insert(folder.to_owned(), state.clone());
        Ok(state)
    }
}

enum OnDisk {
    Nothing,
    InTheWay(Obstacle),
    Text(Vec<u8>),
}

fn on_disk(path: &Path) -> Result<OnDisk> {
    let Some(kind) = kind(path)? else { return Ok(OnDisk::Nothing) };
    Ok(match not_a_file(kind) {
        Some(obstacle) => OnDisk::InTheWay(obstacle),
        None => OnDisk::Text(fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?),
    })
}

fn not_a_file(kind: FileType) -> Option<Obstacle> {
    if kind.is_file() {
        None
    } else if kind.is_symlink() {
        Some(Obstacle::Link)
    } else if kind.is_dir() {
        Some(Obstacle::Folder)
    } else {
        // A pipe or a device: opening it could wait for ever.
        Some(Obstacle::HandWritten)
    }
}

fn not_a_folder(kind: FileType) -> Obstacle {
    if kind.is_symlink() { Obstacle::Link } else { Obstacle::Other }
}

/// What is at a path, links not followed; `None` for nothing.
fn kind(path: &Path) -> Result<Option<FileType>> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata.file_type())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read `{}`", path.display())),
    }
}
