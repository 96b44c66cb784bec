//! What is rendered, file by file, for people to review.
//!
//! `tests/snapshots/CASE/` mirrors the rendered folder. `minimal` and `everything` are there as a whole; of an `only-…` case only the files
//! that differ from `minimal`, and of a file that both have the lines that differ: the folder shows what one feature changes, and
//! `files.snap` says which files these are.
//!
//! `INSTA_UPDATE=always cargo test snapshots` writes them; without `INSTA_UPDATE` a difference fails.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use similar::TextDiff;
use tfgen::render::Files;

use crate::rendering::{files_below, rendered, tests};

/// A snapshot's text, and the template it comes from.
struct Shot {
    text: String,
    template: String,
}

/// Every snapshot there should be, by its path below `tests/snapshots`.
fn shots() -> BTreeMap<String, Shot> {
    let minimal = &rendered()["minimal"];
    let mut shots = BTreeMap::new();
    for (name, case) in rendered() {
        let only = name.starts_with("only-");
        for (path, text) in &case.files {
            let text = match minimal.files.get(path).filter(|_| only) {
                Some(before) if before == text => continue,
                Some(before) => changed_lines(before, text),
                None => text.clone(),
            };
            shots.insert(format!("{name}/{path}"), Shot { text, template: format!("templates/{}.tera", case.templates[path]) });
        }
        if only {
            let text = differences(&minimal.files, &case.files);
            shots.insert(format!("{name}/files"), Shot { text, template: "what differs from minimal".to_owned() });
        }
    }
    shots
}

fn differences(before: &Files, after: &Files) -> String {
    let mut text = String::new();
    for path in before.keys().chain(after.keys()).collect::<BTreeSet<_>>() {
        let what = match (before.get(path), after.get(path)) {
            (Some(before), Some(after)) if before == after => continue,
            (Some(_), Some(_)) => "changed",
            (None, _) => "added",
            (_, None) => "removed",
        };
        writeln!(text, "{what:<8} {path}").unwrap();
    }
    if text.is_empty() { "nothing\n".to_owned() } else { text }
}

/// A diff without line numbers, which would move whenever something above does.
fn changed_lines(before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let mut text = String::new();
    for group in diff.grouped_ops(3) {
        text.push_str("@@\n");
        for change in group.iter().flat_map(|operation| diff.iter_changes(operation)) {
            text.extend([change.tag().to_string().as_str(), change.value()]);
        }
    }
    text
}

fn folder() -> PathBuf {
    tests().join("snapshots")
}

#[test]
fn every_file_is_as_reviewed() {
    let mut failed = Vec::new();
    for (path, shot) in shots() {
        let (parent, name) = path.rsplit_once('/').unwrap();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder().join(parent));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_description(&shot.template);
        // One run shows every difference.
        let outcome = catch_unwind(AssertUnwindSafe(|| settings.bind(|| insta::assert_snapshot!(name, shot.text))));
        if outcome.is_err() {
            failed.push(path);
        }
    }
    assert!(failed.is_empty(), "these differ from tests/snapshots:\n{}", failed.join("\n"));
}

/// A snapshot of a file that is rendered no longer is reviewed by nobody.
#[test]
fn no_snapshot_is_left_over() {
    let expected: BTreeSet<PathBuf> = shots().into_keys().map(|path| folder().join(format!("{path}.snap"))).collect();
    let known = |path: &PathBuf| {
        ["mistakes", "graph"].iter().any(|other| path.starts_with(folder().join(other)))
            || path.extension().is_some_and(|kind| kind == "new")
    };
    let orphans: Vec<PathBuf> = files_below(&folder()).into_iter().filter(|path| !known(path) && !expected.contains(path)).collect();
    assert!(orphans.is_empty(), "delete what no case renders: {orphans:#?}");
}

/// A case that changes nothing tests nothing, unless it writes a default down.
#[test]
fn an_only_case_changes_something() {
    let minimal = &rendered()["minimal"];
    for (name, case) in rendered().iter().filter(|(name, _)| name.starts_with("only-")) {
        let same = case.files == minimal.files;
        assert_eq!(same, name == "only-nat-single", "{name}: only a default that is written down changes nothing");
    }
}
