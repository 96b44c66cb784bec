//! Why a file is not what would be rendered.

use super::change::{Change, Doubt};
use super::compare::Comparison;
use super::manifest::{self, State, VERSION};
use super::replace::is_temporary;
use crate::model::words;

/// Why a file is stale, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Cause {
    Edited,
    Unlisted,
    ArchitectureChanged,
    TfgenUpgraded,
    TfgenRebuilt,
    Interrupted,
    Merged,
    ManifestDamaged,
    Missing,
    ShouldNotExist,
}

words!(Cause {
    Edited => "edited",
    Unlisted => "not-in-manifest",
    ArchitectureChanged => "architecture-changed",
    TfgenUpgraded => "tfgen-upgraded",
    TfgenRebuilt => "tfgen-rebuilt",
    Interrupted => "interrupted",
    Merged => "merged",
    ManifestDamaged => "manifest-damaged",
    Missing => "missing",
    ShouldNotExist => "should-not-exist",
});

/// A file that is not what would be rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale<'a> {
    /// Inside the tree's folder.
    pub path: &'a str,
    /// What is to be done about it.
    pub change: &'a Change,
    /// In one word.
    pub cause: Cause,
    /// Completes "`path`: …".
    pub text: String,
}

impl Comparison {
    /// Every file that is stale, with its cause.
    pub fn stale(&self) -> impl Iterator<Item = Stale<'_>> {
        self.changes.iter().filter_map(|(path, change)| {
            let (cause, text) = self.cause(path, change)?;
            Some(Stale { path, change, cause, text })
        })
    }

    fn cause(&self, path: &str, change: &Change) -> Option<(Cause, String)> {
        let listed = || self.manifest.as_ref().is_some_and(|manifest| manifest.lists(path));
        Some(match change {
            Change::Unchanged | Change::Foreign(_) => return None,
            Change::Held { doubt: Doubt::Edited, rendered: true, .. } => (Cause::Edited, "somebody edited it".to_owned()),
            Change::Held { doubt: Doubt::Edited, .. } => (Cause::Edited, "should no longer exist, but somebody edited it".to_owned()),
            Change::Held { doubt: Doubt::Unlisted, rendered, .. } => {
                let why = if self.manifest.is_some() { "does not list it" } else { "is missing" };
                let gone = if *rendered { "" } else { "should no longer exist, but " };
                (Cause::Unlisted, format!("{gone}`{}` {why}, so nobody can tell whether it was edited", manifest::NAME))
            }
            Change::New if listed() || self.manifest.is_none() => (Cause::Missing, "is missing".to_owned()),
            Change::New => (Cause::Missing, format!("is missing: {}", self.reason().1)),
            Change::Removed if path.rsplit('/').next().is_some_and(is_temporary) => {
                (Cause::ShouldNotExist, "should no longer exist: a render was interrupted".to_owned())
            }
            Change::Removed => (Cause::ShouldNotExist, format!("should no longer exist: {}", self.reason().1)),
            Change::Changed { .. } => self.reason(),
        })
    }

    /// What has become different for the whole tree since it was written.
    fn reason(&self) -> (Cause, String) {
        let Some(manifest) = &self.manifest else { return (Cause::Missing, format!("`{}` is missing", manifest::NAME)) };
        let version = &manifest.tfgen;
        match manifest.state {
            State::Conflict => return (Cause::Merged, format!("`{}` holds both sides of a merge", manifest::NAME)),
            State::Damaged => return (Cause::ManifestDamaged, format!("`{}` is damaged", manifest::NAME)),
            State::Whole => {}
        }
        match (version == VERSION, self.same_architecture) {
            // What an older version made of the same file may have been another architecture: its defaults.
            (false, _) => (Cause::TfgenUpgraded, format!("tfgen was upgraded from {version} to {VERSION}")),
            (true, false) => (Cause::ArchitectureChanged, "the architecture changed".to_owned()),
            (true, true) if manifest.interrupted() => (Cause::Interrupted, "a render was interrupted".to_owned()),
            (true, true) => (Cause::TfgenRebuilt, format!("another build of tfgen {VERSION} wrote it")),
        }
    }
}
