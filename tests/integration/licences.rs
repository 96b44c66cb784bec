//! What tfgen is built from may be passed on with it.

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

fn packages() -> Vec<Value> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", "x86_64-unknown-linux-gnu"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
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
    let packages = packages();
    assert!(packages.len() > 50, "{} packages", packages.len());
    let refused: Vec<String> = packages
        .iter()
        .filter(|package| !package["license"].as_str().is_some_and(may_be_met))
        .map(|package| format!("{} {}: {}", package["name"], package["version"], package["license"]))
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
    for package in packages() {
        if package["name"] == "tfgen" {
            let targets = package["targets"].as_array().unwrap();
            assert!(targets.iter().all(|target| target["kind"][0] != "custom-build"), "tfgen has a build script");
        } else {
            assert_eq!(package["source"], "registry+https://github.com/rust-lang/crates.io-index", "{}", package["name"]);
        }
    }
}
