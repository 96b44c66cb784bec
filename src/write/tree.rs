//! What is to be written: a folder and everything tfgen has in it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Digest;
use crate::render::Files;

/// The files of one folder: an environment's root, bootstrap, the workflows. Each has a manifest of its own.
#[derive(Clone, Debug)]
pub struct Tree {
    /// Where it lies. The folder around it holds the lock.
    pub folder: PathBuf,
    /// By path inside the folder. What is unmanaged is not among them.
    pub files: Files,
    /// Of everything that the files were made of.
    pub architecture: Digest,
    /// Files that tfgen leaves alone for ever, by path inside the folder.
    pub unmanaged: BTreeSet<String>,
}

impl Tree {
    /// A tree. Files that are unmanaged are taken out.
    pub fn new(folder: PathBuf, mut files: Files, architecture: Digest, unmanaged: BTreeSet<String>) -> Self {
        for path in &unmanaged {
            files.remove(path);
        }
        Self { folder, files, architecture, unmanaged }
    }

    /// The folder in which the lock lies: one for all trees beside each other.
    pub fn around(&self) -> &Path {
        match self.folder.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        }
    }
}
