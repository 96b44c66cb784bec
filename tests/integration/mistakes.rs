//! One mistake a file, the words it is met with, and the proof that the cure cures it.
//!
//! In `tests/cases/mistakes/` a line that ends in `# cured: …` is wrong as it stands; what follows the mark is the right one. Without the
//! marks the file must be refused or warned about, as its snapshot says; with every such line replaced it must render.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::rendering::{Case, cases, files_below, tests};
use crate::support::Workspace;

const CURED: &str = " # cured:";

/// The text with the mistake, and without.
fn both(text: &str) -> (String, String) {
    let split =
        |line: &str| line.split_once(CURED).map(|(wrong, right)| (wrong.to_owned(), right.strip_prefix(' ').unwrap_or(right).to_owned()));
    let (wrong, right): (Vec<_>, Vec<_>) = text.lines().map(|line| split(line).unwrap_or((line.to_owned(), line.to_owned()))).unzip();
    (wrong.join("\n") + "\n", right.join("\n") + "\n")
}

/// What the user reads.
fn told() -> BTreeMap<String, String> {
    let told = |case: &Case| {
        let told = Workspace::new(&both(&case.text).0).run("render --all --dry-run").stderr();
        assert!(told.contains("error") || told.contains("warning"), "{} is not met with a word", case.name);
        told
    };
    cases("mistakes").into_iter().map(|case| (case.name.clone(), told(&case))).collect()
}

#[test]
fn every_mistake_is_met_with_these_words() {
    let mut failed = Vec::new();
    for (name, told) in told() {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(tests().join("snapshots/mistakes"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_description(format!("tests/cases/mistakes/{name}.hcl"));
        // One run shows every difference.
        let outcome = catch_unwind(AssertUnwindSafe(|| settings.bind(|| insta::assert_snapshot!(name.as_str(), told))));
        if outcome.is_err() {
            failed.push(name);
        }
    }
    assert!(failed.is_empty(), "these differ from tests/snapshots/mistakes: {failed:?}");
}

#[test]
fn the_cure_cures_it() {
    for case in cases("mistakes") {
        let (wrong, right) = both(&case.text);
        assert_ne!(wrong, right, "{} has no cure", case.name);
        let run = Workspace::new(&right).run("render --all --dry-run");
        // Others may still be warned of; what the case is about is gone.
        let told = Workspace::new(&wrong).run("render --all --dry-run").stderr();
        let headlines = |text: &str| text.lines().filter(|line| line.starts_with("warning[")).map(str::to_owned).collect::<BTreeSet<_>>();
        let left = headlines(&run.stderr());
        assert!(told.contains("\nerror") || told.starts_with("error") || left.len() < headlines(&told).len(), "{}: {left:?}", case.name);
        assert!(!run.stderr().contains("error"), "{}: {}\n{right}", case.name, run.stderr());
        run.exits(0);
    }
}

#[test]
fn no_words_are_left_over() {
    let expected: BTreeSet<_> =
        cases("mistakes").into_iter().map(|case| tests().join("snapshots/mistakes").join(format!("{}.snap", case.name))).collect();
    let found: BTreeSet<_> = files_below(&tests().join("snapshots/mistakes"))
        .into_iter()
        .filter(|path| path.extension().is_some_and(|kind| kind == "snap"))
        .collect();
    assert_eq!(found, expected);
}
