//! The committed example, asked of checkov, which nobody here wrote.
//!
//! What it may find is listed in `tests/scanners/checkov.hcl`, and nothing else.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use serde::Deserialize;

use crate::support::Workspace;
use crate::tools::tool;

/// The reviewed list.
const LIST: &str = include_str!("../scanners/checkov.hcl");

/// The version that the list was made with: another one has other checks.
const REQUIREMENTS: &str = include_str!("../scanners/requirements.txt");

const KNOWN_BAD: &str = include_str!("../scanners/known_bad.tf");

/// Every tree, with the fewest resources and the fewest evaluated checks that a scan of it has to report: a scanner
/// that reads half of a tree finds nothing in the other half.
const TREES: [(&str, u64, usize); 4] = [("dev", 220, 400), ("staging", 220, 380), ("prod", 250, 420), ("bootstrap", 40, 200)];

#[derive(Deserialize)]
struct List {
    accepted: Vec<Entry>,
    suppressed: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    check: String,
    environments: Vec<String>,
    resources: Vec<String>,
    reason: String,
}

#[derive(Deserialize)]
struct Report {
    results: Results,
    summary: Summary,
}

#[derive(Deserialize)]
struct Results {
    passed_checks: Vec<Check>,
    failed_checks: Vec<Check>,
    skipped_checks: Vec<Check>,
}

#[derive(Deserialize)]
struct Summary {
    parsing_errors: u64,
    resource_count: u64,
    checkov_version: String,
}

#[derive(Deserialize)]
struct Check {
    check_id: String,
    resource: String,
    check_result: Outcome,
}

#[derive(Deserialize)]
struct Outcome {
    suppress_comment: Option<String>,
}

fn list() -> List {
    hcl::from_str(LIST).expect("the list reads")
}

/// `checkov` on one folder. It ends with 1 where a check fails and with 0 where a file does not parse: neither is trusted.
fn scan(checkov: &Path, folder: &Path) -> Report {
    let elsewhere = tempfile::tempdir().unwrap();
    let mut command = Command::new(checkov);
    command.args(["--skip-download", "--framework", "terraform", "--compact", "-o", "json", "-d"]).arg(folder);
    // A configuration in the folder it runs in would be honoured.
    command.current_dir(elsewhere.path()).env_remove("BC_API_KEY").stdin(Stdio::null());
    let output = command.output().unwrap();
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    serde_json::from_str(&stdout).unwrap_or_else(|error| panic!("{}: {error}\n{stdout}\n{stderr}", folder.display()))
}

/// Scans what is wrong on purpose: this one finds it, or it is not the scanner that it claims to be.
fn sees(checkov: &Path) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("main.tf"), KNOWN_BAD).unwrap();
    fs::write(folder.path().join("broken.tf"), "resource \"aws_s3_bucket\" \"broken\" {\n  bucket = \n").unwrap();
    let report = scan(checkov, folder.path());
    let pinned = REQUIREMENTS.lines().find_map(|line| line.strip_prefix("checkov==")).expect("a pin");
    assert_eq!(report.summary.checkov_version, pinned, "the list is of another version");
    assert_eq!(report.summary.parsing_errors, 1, "it does not say that a file cannot be read");
    let found: BTreeSet<&str> = report.results.failed_checks.iter().map(|check| check.check_id.as_str()).collect();
    for expected in ["CKV2_AWS_6", "CKV_AWS_16", "CKV_AWS_17", "CKV_AWS_20", "CKV_AWS_24", "CKV_AWS_62", "CKV_AWS_79", "CKV_AWS_338"] {
        assert!(found.contains(expected), "{expected} is not among {found:?}");
    }
    let skipped: Vec<_> = report.results.skipped_checks.iter().map(|check| check.check_result.suppress_comment.as_deref()).collect();
    assert_eq!(skipped, [Some("seen as skipped")]);
}

/// A finding in one line, as both sides write it.
fn line(check: &str, resource: &str, reason: &str) -> String {
    format!("{check} {resource}{}{reason}", if reason.is_empty() { "" } else { ": " })
}

/// What the list has for a tree.
fn listed(entries: &[Entry], tree: &str, with_reason: bool) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    for entry in entries.iter().filter(|entry| entry.environments.iter().any(|name| name == tree)) {
        let reason = if with_reason { entry.reason.as_str() } else { "" };
        for resource in &entry.resources {
            assert!(lines.insert(line(&entry.check, resource, reason)), "{} {resource} is listed twice for {tree}", entry.check);
        }
    }
    lines
}

/// What differs between a tree's scan and the list, one finding a line.
fn differences(tree: &str, report: &Report, list: &List) -> Vec<String> {
    let lines = |checks: &[Check]| -> BTreeSet<String> {
        let comment = |check: &Check| check.check_result.suppress_comment.clone().unwrap_or_default();
        checks.iter().map(|check| line(&check.check_id, &check.resource, &comment(check))).collect()
    };
    let mut differences = Vec::new();
    for (found, listed, word) in [
        (lines(&report.results.failed_checks), listed(&list.accepted, tree, false), "fails"),
        (lines(&report.results.skipped_checks), listed(&list.suppressed, tree, true), "is skipped"),
    ] {
        differences.extend(found.difference(&listed).map(|line| format!("{tree}: {word} and is not listed: {line}")));
        differences.extend(listed.difference(&found).map(|line| format!("{tree}: is listed, but no longer {word}: {line}")));
    }
    differences
}

#[test]
fn checkov_finds_what_is_listed_and_nothing_else() {
    let Some(checkov) = tool("checkov") else { return };
    sees(&checkov);

    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("architecture.hcl");
    let workspace = Workspace::new(&fs::read_to_string(example).unwrap());
    workspace.run("render --all").exits(0);
    let list = list();
    let differences: Vec<String> = thread::scope(|scope| {
        let scans: Vec<_> = TREES
            .iter()
            .map(|&(tree, resources, checks)| {
                let (checkov, folder, list) = (&checkov, workspace.path(&format!("modules-out/{tree}")), &list);
                scope.spawn(move || {
                    let report = scan(checkov, &folder);
                    let Results { passed_checks, failed_checks, skipped_checks } = &report.results;
                    let evaluated = passed_checks.len() + failed_checks.len() + skipped_checks.len();
                    assert_eq!(report.summary.parsing_errors, 0, "{tree}");
                    assert!(report.summary.resource_count >= resources, "{tree}: only {} resources", report.summary.resource_count);
                    assert!(evaluated >= checks, "{tree}: only {evaluated} checks");
                    differences(tree, &report, list)
                })
            })
            .collect();
        scans.into_iter().flat_map(|scan| scan.join().expect("a scan ends")).collect()
    });
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn every_entry_has_a_reason_and_a_tree() {
    let List { accepted, suppressed } = list();
    for entry in accepted.iter().chain(&suppressed) {
        assert!(entry.reason.split_whitespace().count() >= 4, "{}: \"{}\" is no reason", entry.check, entry.reason);
        assert!(!entry.resources.is_empty() && !entry.environments.is_empty(), "{} is about nothing", entry.check);
        for name in &entry.environments {
            assert!(TREES.iter().any(|(tree, ..)| tree == name), "{}: there is no {name}", entry.check);
        }
    }
}

#[test]
fn a_finding_and_an_entry_must_meet() {
    let list: List = hcl::from_str(
        r#"
        accepted {
          check        = "A"
          environments = ["dev"]
          resources    = ["one", "gone"]
          reason       = "of the test"
        }
        accepted {
          check        = "A"
          environments = ["prod"]
          resources    = ["elsewhere"]
          reason       = "of the test"
        }
        suppressed {
          check        = "B"
          environments = ["dev"]
          resources    = ["one"]
          reason       = "as rendered"
        }
        suppressed {
          check        = "C"
          environments = ["prod"]
          resources    = ["one"]
          reason       = "as rendered"
        }"#,
    )
    .unwrap();
    let check = |id: &str, resource: &str, comment: Option<&str>| Check {
        check_id: id.into(),
        resource: resource.into(),
        check_result: Outcome { suppress_comment: comment.map(Into::into) },
    };
    let report = Report {
        results: Results {
            passed_checks: Vec::new(),
            failed_checks: vec![check("A", "one", None), check("A", "new", None)],
            skipped_checks: vec![check("B", "one", Some("another reason"))],
        },
        summary: Summary { parsing_errors: 0, resource_count: 3, checkov_version: String::new() },
    };
    assert_eq!(
        differences("dev", &report, &list),
        [
            "dev: fails and is not listed: A new",
            "dev: is listed, but no longer fails: A gone",
            "dev: is skipped and is not listed: B one: another reason",
            "dev: is listed, but no longer is skipped: B one: as rendered",
        ]
    );
}
