//! The floor: what has to be done whoever does it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::environments;

/// The first environment.
const FIRST: &str = "e0000";

/// What the floor does.
#[derive(Clone, Copy)]
pub enum Work {
    Write,
    Compare,
}

impl Work {
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "write" => Some(Self::Write),
            "compare" => Some(Self::Compare),
            _ => None,
        }
    }

    /// Does it for so many environments, each with the packed texts of the first.
    pub fn run(self, count: usize, pack: &Path, folder: &Path) {
        let pack = fs::read(pack).expect("the pack");
        let files: Vec<(&str, &[u8])> = Unpacked { rest: &pack }.collect();
        let mut folders = BTreeSet::new();
        for index in 0..count {
            let own = environments::name(index);
            for (path, text) in &files {
                match path.strip_prefix(FIRST).and_then(|path| path.strip_prefix('/')) {
                    Some(path) => self.file(&folder.join(&own).join(path), text, &mut folders),
                    None if index == 0 => self.file(&folder.join(path), text, &mut folders),
                    None => {}
                }
            }
        }
    }

    fn file(self, target: &Path, text: &[u8], folders: &mut BTreeSet<PathBuf>) {
        match self {
            Self::Write => {
                let parent = target.parent().expect("a folder");
                if !folders.contains(parent) {
                    fs::create_dir_all(parent).expect("the folder is made");
                    folders.insert(parent.to_owned());
                }
                fs::write(target, text).expect("the file is written");
            }
            Self::Compare => assert!(fs::read(target).expect("the file is read") == text, "{} differs", target.display()),
        }
    }
}

/// Puts the first environment, and what is beside the environments, into one file: each path and text, with its length before it.
pub fn pack(folder: &Path, pack: &Path) {
    let mut packed = Vec::new();
    let mut files = Vec::new();
    list(folder, &mut files);
    files.sort();
    for file in files {
        let path = file.strip_prefix(folder).expect("a file in it").to_str().expect("a plain path");
        if path.starts_with('e') && !path.starts_with(FIRST) {
            continue;
        }
        let text = fs::read(&file).expect("the file is read");
        for part in [path.as_bytes(), &text] {
            packed.extend(u32::try_from(part.len()).expect("not that long").to_le_bytes());
            packed.extend(part);
        }
    }
    fs::write(pack, packed).expect("the pack is written");
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is read") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { list(&path, files) } else { files.push(path) }
    }
}

struct Unpacked<'a> {
    rest: &'a [u8],
}

impl<'a> Unpacked<'a> {
    fn part(&mut self) -> Option<&'a [u8]> {
        let (length, rest) = self.rest.split_first_chunk()?;
        let (part, rest) = rest.split_at(u32::from_le_bytes(*length) as usize);
        self.rest = rest;
        Some(part)
    }
}

impl<'a> Iterator for Unpacked<'a> {
    type Item = (&'a str, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let path = self.part()?;
        Some((str::from_utf8(path).expect("a plain path"), self.part()?))
    }
}
