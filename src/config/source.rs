//! The user's files, read once and kept for diagnostics.

use std::path::Path;

use crate::diagnostic::{Diagnostic, FileId};

/// One file of the architecture.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path as the user wrote it (plus the file's name when they named a folder), with `/` between its parts.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// All files of one architecture, in the order of their names.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Reads one file, or every `*.hcl` of a folder (not of its sub-folders).
    ///
    /// # Errors
    /// One diagnostic per file that is missing, unreadable, larger than 10 MiB or not UTF-8; a folder without `*.hcl` files.
    pub fn read(path: &Path) -> Result<Self, Vec<Diagnostic>> {
        let _ = path;
        todo!()
    }

    /// Sources from memory, for tests.
    pub fn from_texts(files: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { files: files.into_iter().map(|(name, text)| SourceFile { name, text }).collect() }
    }

    /// The files with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(index, file)| (FileId(index as u32), file))
    }

    /// One file.
    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }
}
