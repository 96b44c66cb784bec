//! The user's files, read once and kept for diagnostics.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, FileId};

/// No hand-written file is larger; something else was named by mistake.
const MAX_BYTES: u64 = 10 * 1024 * 1024;

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
        let paths = if path.is_dir() { list(path).map_err(|problem| vec![problem])? } else { vec![path.to_owned()] };
        let (mut files, mut problems) = (Vec::new(), Vec::new());
        for path in paths {
            match read_text(&path) {
                Ok(text) => files.push(SourceFile { name: shown(&path), text }),
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() { Ok(Self { files }) } else { Err(problems) }
    }

    /// Files that were read elsewhere, by name.
    ///
    /// # Errors
    /// As [`Sources::read`], of texts that are there.
    pub fn from_bytes(files: Vec<(String, Vec<u8>)>) -> Result<Self, Vec<Diagnostic>> {
        let (mut sources, mut problems) = (Self::default(), Vec::new());
        for (name, bytes) in files {
            match if bytes.len() as u64 > MAX_BYTES { Err(too_large(&name)) } else { decode(bytes, &name) } {
                Ok(text) => sources.files.push(SourceFile { name, text }),
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() { Ok(sources) } else { Err(problems) }
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
    ///
    /// # Panics
    /// When the id belongs to other sources.
    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }
}

fn list(folder: &Path) -> Result<Vec<PathBuf>, Diagnostic> {
    let unreadable = |error: std::io::Error| Diagnostic::error(format!("cannot read the folder `{}`: {}", shown(folder), plain(&error)));
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        // Editors leave `.#main.hcl` and the like behind; Terraform skips them, too.
        if path.extension().is_some_and(|extension| extension == "hcl") && !hidden && !path.is_dir() {
            paths.push(path);
        }
    }
    paths.sort();
    if paths.is_empty() {
        return Err(Diagnostic::error(format!("the folder `{}` contains no `*.hcl` file", shown(folder)))
            .help("name the file, or the folder it is in; sub-folders are not searched"));
    }
    Ok(paths)
}

fn read_text(path: &Path) -> Result<String, Diagnostic> {
    let name = shown(path);
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => Diagnostic::error(format!("there is no file `{name}`")),
        _ => Diagnostic::error(format!("cannot read `{name}`: {}", plain(&error))),
    };
    let file = fs::File::open(path).map_err(failed)?;
    if file.metadata().is_ok_and(|metadata| metadata.is_file() && metadata.len() > MAX_BYTES) {
        return Err(too_large(&name));
    }
    let mut bytes = Vec::new();
    // A pipe or a device has no length beforehand, and may have no end.
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(too_large(&name));
    }
    decode(bytes, &name)
}

fn too_large(name: &str) -> Diagnostic {
    Diagnostic::error(format!("`{name}` is larger than 10 MiB")).help("an architecture is a few hundred lines; is this the right file?")
}

fn decode(bytes: Vec<u8>, name: &str) -> Result<String, Diagnostic> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(Diagnostic::error(format!("`{name}` is UTF-16")).help("save it as UTF-8"));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = error.as_bytes().iter().take(valid).filter(|&&byte| byte == b'\n').count() + 1;
        Diagnostic::error(format!("`{name}` is not UTF-8: line {line}, byte {valid} of the file")).help("save it as UTF-8")
    })?;
    // Some editors start a file with a byte order mark: it means nothing and HCL does not know it.
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The system's own words without "(os error 13)".
fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    let end = text.find(" (os error").unwrap_or(text.len());
    text.get(..end).unwrap_or(&text).to_lowercase()
}

fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}
