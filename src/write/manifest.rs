//! `.tfgen.json`: what tfgen wrote into a folder, so that it knows later what somebody else has changed there.
//!
//! It is committed with the files. Nothing in it is trusted to name a place: it only answers what is known of a file that was found.

use std::collections::{BTreeMap, BTreeSet};

use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::Value;

use super::Digest;

/// The manifest's name. It lies in the root of its tree.
pub const NAME: &str = ".tfgen.json";

/// The version that is running.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What was written, by whom, from what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The version of tfgen.
    pub tfgen: String,
    /// Of the resolved architecture.
    pub architecture: Option<Digest>,
    /// Of each file's text, by path.
    pub files: BTreeMap<String, Digest>,
    /// While files are being replaced: what they were before. A run that is killed leaves some of them.
    pub replacing: BTreeMap<String, Digest>,
    /// What a merge left of the other side's manifest: a file may be as either wrote it.
    others: BTreeSet<(String, Digest)>,
    /// Whether it is whole.
    pub state: State,
}

/// How much of a manifest could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// All of it.
    Whole,
    /// Both sides of a merge that nobody has settled.
    Conflict,
    /// The lines that are intact.
    Damaged,
}

impl Manifest {
    /// What this version writes.
    pub fn new(architecture: Digest, files: BTreeMap<String, Digest>) -> Self {
        Self {
            tfgen: VERSION.to_owned(),
            architecture: Some(architecture),
            files,
            replacing: BTreeMap::new(),
            others: BTreeSet::new(),
            state: State::Whole,
        }
    }

    /// Reads a manifest: all of it, or else what is intact. `None` for what never was one.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(bytes);
        whole(&text).or_else(|| rest(&text))
    }

    /// Whether a run was stopped before it was done.
    pub fn interrupted(&self) -> bool {
        !self.replacing.is_empty()
    }

    /// Whether it says anything about a file.
    pub fn lists(&self, path: &str) -> bool {
        self.files.contains_key(path)
            || self.replacing.contains_key(path)
            || self.others.range((path.to_owned(), Digest::LEAST)..).next().is_some_and(|(other, _)| other == path)
    }

    /// Whether tfgen itself wrote this text to this path.
    pub fn wrote(&self, path: &str, digest: Digest) -> bool {
        [&self.files, &self.replacing].iter().any(|known| known.get(path) == Some(&digest))
            || self.others.contains(&(path.to_owned(), digest))
    }

    /// The text of the file: one line a path, so that git merges what can be merged.
    pub fn text(&self) -> String {
        // Strings and maps of strings: there is no way for this to fail.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

impl Serialize for Manifest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("tfgen", &self.tfgen)?;
        map.serialize_entry("architecture", &self.architecture)?;
        map.serialize_entry("files", &self.files)?;
        if self.interrupted() {
            map.serialize_entry("replacing", &self.replacing)?;
        }
        map.end()
    }
}

fn whole(text: &str) -> Option<Manifest> {
    let value: Value = serde_json::from_str(text).ok()?;
    let digests = |key: &str| -> Option<BTreeMap<String, Digest>> {
        let Some(entries) = value.get(key) else { return Some(BTreeMap::new()) };
        entries.as_object()?.iter().map(|(path, digest)| Some((path.clone(), digest.as_str()?.parse().ok()?))).collect()
    };
    Some(Manifest {
        tfgen: value.get("tfgen")?.as_str()?.to_owned(),
        architecture: Some(value.get("architecture")?.as_str()?.parse().ok()?),
        files: digests("files")?,
        replacing: digests("replacing")?,
        others: BTreeSet::new(),
        state: State::Whole,
    })
}

/// Line by line: `"path": "digest"`. Nothing is lost by believing any of them, since each only says that tfgen wrote such a text.
fn rest(text: &str) -> Option<Manifest> {
    let mut manifest = Manifest { state: State::Damaged, architecture: None, ..Manifest::new(Digest::LEAST, BTreeMap::new()) };
    manifest.tfgen.clear();
    for line in text.lines() {
        if ["<<<<<<< ", ">>>>>>> "].iter().any(|marker| line.starts_with(marker)) {
            manifest.state = State::Conflict;
        }
        let Ok(Value::Object(entry)) = serde_json::from_str(&format!("{{{}}}", line.trim().trim_end_matches(','))) else { continue };
        for (key, value) in entry {
            match (key.as_str(), value.as_str(), value.as_str().and_then(|text| text.parse().ok())) {
                ("tfgen", Some(version), _) => version.clone_into(&mut manifest.tfgen),
                ("architecture", ..) => {}
                (_, _, Some(digest)) => drop(manifest.others.insert((key, digest))),
                _ => {}
            }
        }
    }
    (!manifest.tfgen.is_empty() || !manifest.others.is_empty()).then_some(manifest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let files = [("main.tf", "a"), ("modules/network/main.tf", "b")].map(|(path, text)| (path.to_owned(), Digest::of(text)));
        Manifest::new(Digest::of("architecture"), files.into())
    }

    #[test]
    fn a_manifest_reads_back() {
        let mut manifest = manifest();
        assert_eq!(Manifest::read(manifest.text().as_bytes()), Some(manifest.clone()));
        manifest.replacing.insert("main.tf".to_owned(), Digest::of("before"));
        let read = Manifest::read(manifest.text().as_bytes()).unwrap();
        assert_eq!(read, manifest);
        assert!(read.wrote("main.tf", Digest::of("before")) && read.wrote("main.tf", Digest::of("a")));
        assert!(!read.wrote("main.tf", Digest::of("b")) && !read.lists("other.tf"));
    }

    #[test]
    fn both_sides_of_a_merge_are_known() {
        let ours = manifest().text();
        let line = ours.lines().find(|line| line.contains("network")).unwrap();
        let theirs = line.replace(&Digest::of("b").to_string(), &Digest::of("theirs").to_string());
        let text = ours.replace(line, &format!("<<<<<<< HEAD\n{line}\n=======\n{theirs}\n>>>>>>> main"));
        let read = Manifest::read(text.as_bytes()).unwrap();
        assert_eq!(read.state, State::Conflict);
        for text in ["b", "theirs"] {
            assert!(read.wrote("modules/network/main.tf", Digest::of(text)), "{text}");
        }
        assert!(read.lists("main.tf") && !read.wrote("main.tf", Digest::of("b")));
    }

    #[test]
    fn what_is_cut_off_is_read_as_far_as_it_goes() {
        let text = manifest().text();
        let cut = text.find("modules").unwrap();
        let read = Manifest::read(&text.as_bytes()[..cut]).unwrap();
        assert_eq!(read.state, State::Damaged);
        assert!(read.wrote("main.tf", Digest::of("a")) && !read.lists("modules/network/main.tf"));
    }

    #[test]
    fn what_never_was_a_manifest_is_none() {
        for text in ["", "{}", "[]", "mine", "{\"files\": {}}", "\u{0}", "{\"tfgen\": 1}"] {
            assert_eq!(Manifest::read(text.as_bytes()), None, "{text}");
        }
    }
}
