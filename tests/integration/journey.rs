//! The twelve problems that tfgen comes from, written as they were first made, and cured as they are told to be.
//!
//! In `tests/cases/journey/` a line says behind it what it is met with, and what cures it:
//!
//! ```text
//! nat = "per_az" # warning[nat-per-zone-outside-production] # cured: nat = "single"
//! ```
//!
//! `error[…]` and `warning[…]` name a rule; `cannot-happen[…]` names what the model has no way to write down: the line is refused, and
//! `tfgen explain` says why. A cure is what the help proposes: the value that it names, or nothing where the line may be left out. A line
//! that is met with a word and has no cure of its own is cured by another one.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::rendering::{Case, cases};
use crate::support::Workspace;

/// What a line is met with.
#[derive(Debug)]
struct Expected<'a> {
    line: u64,
    /// `error`, `warning` or `cannot-happen`.
    verdict: &'a str,
    id: &'a str,
    cure: Option<&'a str>,
}

/// The text without marks, the text with every cure, and the marks.
fn read(text: &str) -> (String, String, Vec<Expected<'_>>) {
    let (mut wrong, mut right, mut expected) = (String::new(), String::new(), Vec::new());
    for (index, line) in text.lines().enumerate() {
        let (marked, cure) = line.split_once(" # cured:").map_or((line, None), |(marked, cure)| (marked, Some(cure)));
        let mark = marked.rsplit_once(" # ").and_then(|(_, mark)| mark.strip_suffix(']')?.split_once('['));
        let plain = if mark.is_some() { marked.rsplit_once(" # ").unwrap().0 } else { marked };
        if let Some((verdict, id)) = mark {
            expected.push(Expected { line: index as u64 + 1, verdict, id, cure });
        }
        wrong.push_str(&format!("{plain}\n"));
        right.push_str(&format!("{}\n", cure.unwrap_or(plain)));
    }
    (wrong, right, expected)
}

/// What the program finds.
fn findings(text: &str) -> Vec<Value> {
    let run = Workspace::new(text).run("lint --all --format json");
    let found: Value = serde_json::from_str(&run.stdout()).unwrap_or_else(|problem| panic!("{problem}: {run}"));
    found["findings"].as_array().unwrap().clone()
}

/// Line, severity and rule. Where environments are compared, each of them is a finding of its own.
fn summary(finding: &Value) -> (u64, String, String) {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let primary = finding["places"].as_array().unwrap().iter().find(|place| place["primary"] == true).unwrap();
    (primary["line"].as_u64().unwrap(), text(&finding["severity"]), text(&finding["rule"]))
}

/// The problem's number: `07-security-groups` is about the seventh.
fn number(case: &Case) -> u32 {
    case.name.split_once('-').and_then(|(number, _)| number.parse().ok()).unwrap_or_else(|| panic!("{} needs a number", case.name))
}

#[test]
fn every_problem_is_told_of() {
    let told: BTreeSet<u32> = cases("journey").iter().map(number).collect();
    assert_eq!(told, (1..=12).collect());
}

#[test]
fn every_problem_is_met_where_it_was_made_and_nothing_else_is() {
    for case in cases("journey") {
        let (wrong, _, expected) = read(&case.text);
        assert!(!expected.is_empty(), "{} expects nothing", case.name);
        let found: BTreeSet<_> = findings(&wrong).iter().map(summary).collect();
        let wanted: BTreeSet<_> = expected
            .iter()
            .map(|Expected { line, verdict, id, .. }| match *verdict {
                "cannot-happen" => (*line, "error".to_owned(), String::new()),
                verdict => (*line, verdict.to_owned(), (*id).to_owned()),
            })
            .collect();
        assert_eq!(found, wanted, "{}", case.name);
        let refused = expected.iter().any(|expected| expected.verdict != "warning");
        Workspace::new(&wrong).run("render --all --dry-run").exits(if refused { 1 } else { 0 });
    }
}

#[test]
fn what_cannot_happen_is_explained() {
    let list = Workspace::empty().run("explain").stdout();
    let (rules, impossible) = list.split_once("\nCannot happen").unwrap();
    for case in cases("journey") {
        for Expected { verdict, id, .. } in read(&case.text).2 {
            let part = if verdict == "cannot-happen" { impossible } else { rules };
            assert!(part.lines().any(|line| line.split_whitespace().next() == Some(id)), "{}: {verdict} {id}", case.name);
            Workspace::empty().run(&format!("explain {id}")).exits(0).says(&format!("# {id}\n"));
        }
    }
}

#[test]
fn the_cure_that_is_proposed_cures_it() {
    for case in cases("journey") {
        let (wrong, right, expected) = read(&case.text);
        let findings = findings(&wrong);
        for Expected { line, verdict, id, cure } in expected {
            if verdict == "cannot-happen" {
                continue;
            }
            let finding = findings.iter().find(|finding| summary(finding).0 == line && finding["rule"] == id).unwrap();
            let help: Vec<&str> = finding["help"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            let proposed = |cure: &str| match cure.split_once(" = ") {
                // A word may stand in backticks.
                Some((_, value)) => help.iter().any(|help| help.contains(value) || help.replace('`', "\"").contains(value)),
                None => help.iter().any(|help| help.contains("leave") && help.contains(" out")),
            };
            let cured = match cure {
                Some(cure) => proposed(cure),
                None => case.text.lines().filter_map(|line| line.split_once(" # cured:")).any(|(_, cure)| proposed(cure)),
            };
            assert!(cured, "{}: nobody proposes the cure of line {line}: {help:?}", case.name);
        }
        Workspace::new(&right).run("lint --all --deny-warnings").exits(0);
        Workspace::new(&right).run("render --all --dry-run").exits(0).is_content();
    }
}
