//! The counts of each release.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// Instructions, by what was run.
pub type Counts = BTreeMap<String, u64>;

/// Counts by version, the latest last.
pub struct Recorded {
    releases: Vec<(String, Counts)>,
}

impl Recorded {
    /// What the repository has.
    pub fn read() -> Self {
        let text = fs::read_to_string(path()).expect("the recorded counts");
        let releases: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text).expect("counts by version");
        let counts = |counts| serde_json::from_value(counts).expect("counts");
        Self { releases: releases.into_iter().map(|(version, found)| (version, counts(found))).collect() }
    }

    /// The latest release, and its counts.
    pub fn latest(&self) -> Option<&(String, Counts)> {
        self.releases.last()
    }

    /// Writes the counts as those of this version.
    pub fn write(&mut self, counts: Counts) {
        let version = env!("CARGO_PKG_VERSION");
        self.releases.retain(|(known, _)| known != version);
        self.releases.push((version.to_owned(), counts));
        let releases: serde_json::Map<String, serde_json::Value> =
            self.releases.iter().map(|(version, counts)| (version.clone(), serde_json::json!(counts))).collect();
        let text = serde_json::to_string_pretty(&releases).expect("counts are JSON");
        fs::write(path(), format!("{text}\n")).expect("the counts are written");
    }
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("benches/instructions.json")
}
