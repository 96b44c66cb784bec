//! Lesson 6: a state that is locked while somebody writes it.

use super::{Lesson, Test};
use crate::model::Architecture;
use crate::plan::Module;

/// A backend is no resource and in no plan: its file is read.
pub(super) fn test(architecture: &Architecture, modules: &[Module]) -> Option<Test> {
    let keys = modules.iter().find(|module| module.name == "keys")?;
    let state = &architecture.state;
    let written = |argument: &str, expected: serde_json::Value, why: &str| Lesson::written("backend.tf", argument, expected, why);
    let mut lessons = vec![
        written("encrypt", true.into(), "the state holds what resources keep secret"),
        written("key", state.key.to_string().into(), "Terraform would find an empty state there and create everything once more"),
    ];
    if state.locking.lockfile() {
        lessons.push(written("use_lockfile", true.into(), "two applies at once corrupt the state (lesson 6: the state lock)"));
    }
    if state.locking.table() {
        let why = "whoever locks in another table is not seen, and two applies at once corrupt the state (lesson 6: the state lock)";
        lessons.push(written("dynamodb_table", state.dynamodb_table.to_string().into(), why));
    }
    let reason = Some("No plan shows a backend: its file is read, from the smallest module there is.");
    Some(Test { name: "backend".to_owned(), reason, ..Test::of(architecture, keys, lessons) })
}
