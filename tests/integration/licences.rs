//! What tfgen is built from may be passed on with it.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

/// Licences that ask for no more than their text being passed on.
const ALLOWED: [&str; 13] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// A package that tfgen is built or tested with; not those of `fuzz/`, of which nothing is passed on.
struct Package {
    name: String,
    /// Where it comes from, if that is not crates.io.
    elsewhere: bool,
    licence: String,
}

fn cargo(arguments: &[&str]) -> String {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn packages() -> Vec<Package> {
    let what = ["tree", "--locked", "--offline", "--package", "tfgen", "--target", "x86_64-unknown-linux-gnu"];
    let how = ["--edges", "normal,build,dev", "--prefix", "none", "--no-dedupe", "--format", "{p}\t{l}"];
    let lines: BTreeSet<String> = cargo(&[&what[..], &how].concat()).lines().map(ToOwned::to_owned).collect();
    let package = |line: &String| {
        let (package, licence) = line.split_once('\t').unwrap();
        // `name v1.0.0`, and in brackets what is special about it.
        let (name, rest) = package.split_once(' ').unwrap();
        let elsewhere = rest.contains('(') && !rest.ends_with("(proc-macro)");
        Package { name: name.to_owned(), elsewhere, licence: licence.to_owned() }
    };
    let packages: Vec<Package> = lines.iter().map(package).collect();
    assert!(packages.len() > 50, "{} packages", packages.len());
    packages
}

/// Whether an expression such as `(MIT OR Apache-2.0) AND Unicode-3.0` can be met: `AND` binds closer than `OR`, brackets closest.
fn may_be_met(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ");
    if let Some((before, rest)) = expression.split_once('(') {
        let (inner, after) = rest.split_once(')').expect("a bracket that is closed");
        let inner = if may_be_met(inner) { "MIT" } else { "REFUSED" };
        return may_be_met(&format!("{before}{inner}{after}"));
    }
    expression.split(" OR ").any(|all| all.split(" AND ").all(|licence| ALLOWED.contains(&licence.trim())))
}

#[test]
fn every_dependency_has_a_licence_that_may_be_passed_on() {
    let refused: Vec<String> = packages()
        .iter()
        .filter(|package| !may_be_met(&package.licence))
        .map(|package| format!("{}: {}", package.name, package.licence))
        .collect();
    assert!(refused.is_empty(), "{refused:#?}");
}

#[test]
fn an_expression_is_met_by_one_way() {
    for (expression, met) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("MIT OR GPL-3.0", true),
        ("MIT AND GPL-3.0", false),
        ("(MIT OR GPL-3.0) AND Unicode-3.0", true),
        ("(GPL-2.0 OR GPL-3.0) AND MIT", false),
        ("Unlicense/MIT", true),
    ] {
        assert_eq!(may_be_met(expression), met, "{expression}");
    }
}

/// Everything comes from crates.io, by its checksum; and nothing of ours runs while it is built.
#[test]
fn nothing_is_fetched_from_elsewhere_and_no_build_script_is_ours() {
    let elsewhere: Vec<String> = packages().into_iter().filter(|package| package.elsewhere).map(|package| package.name).collect();
    assert_eq!(elsewhere, ["tfgen"]);
    let lock = include_str!("../../Cargo.lock");
    for package in lock.split("[[package]]").skip(1) {
        let name = package.lines().find_map(|line| line.strip_prefix("name = ")).unwrap().trim_matches('"');
        let fetched =
            package.contains("source = \"registry+https://github.com/rust-lang/crates.io-index\"") && package.contains("checksum = ");
        assert_eq!(fetched, !["tfgen", "tfgen-fuzz"].contains(&name), "{package}");
    }
    let ours: Value = serde_json::from_str(&cargo(&["metadata", "--format-version", "1", "--no-deps", "--locked", "--offline"])).unwrap();
    for package in ours["packages"].as_array().unwrap() {
        let targets = package["targets"].as_array().unwrap();
        assert!(targets.iter().all(|target| target["kind"][0] != "custom-build"), "{} has a build script", package["name"]);
    }
}

/// README has a judgement of each crate that tfgen asks for, and of no other one.
#[test]
fn every_dependency_is_reviewed() {
    let metadata: Value =
        serde_json::from_str(&cargo(&["metadata", "--format-version", "1", "--no-deps", "--locked", "--offline"])).unwrap();
    let package = metadata["packages"].as_array().unwrap().iter().find(|package| package["name"] == "tfgen").unwrap();
    let ours = package["dependencies"].as_array().unwrap().iter().filter(|dependency| dependency["kind"].is_null());
    let ours: BTreeSet<&str> = ours.map(|dependency| dependency["name"].as_str().unwrap()).collect();
    let table = include_str!("../../README.md").split("| crate | what for | judged |").nth(1).unwrap();
    let rows = table.lines().skip(2).map_while(|line| line.strip_prefix("| ")).filter_map(|line| line.split(" | ").next());
    let reviewed: BTreeSet<&str> = rows.flat_map(|row| row.split('`').skip(1).step_by(2)).collect();
    assert_eq!(reviewed, ours);
}
