//! The generated scripts, asked of those who know: bash and ShellCheck.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::rendering::every_file;
use crate::tools::tool;

/// Every script that differs from the others, with the path it has in a case; and the scripts that these write.
fn scripts() -> Vec<(String, String)> {
    let (mut scripts, mut seen) = (Vec::new(), BTreeSet::new());
    every_file(|path, text| {
        if !path.ends_with(".sh") {
            return;
        }
        let written = text.split_once("<<'END_OF_LIFECYCLE'\n").and_then(|(_, rest)| rest.split_once("END_OF_LIFECYCLE\n"));
        for (place, script) in [("", Some(text)), (", END_OF_LIFECYCLE", written.map(|(script, _)| script))] {
            if let Some(script) = script.filter(|script| seen.insert((*script).to_owned())) {
                scripts.push((format!("{path}{place}"), script.to_owned()));
            }
        }
    });
    for part in ["nat_user_data.sh", "/user_data.sh", "END_OF_LIFECYCLE"] {
        assert!(scripts.iter().any(|(path, _)| path.ends_with(part)), "{part} is among them");
    }
    scripts
}

fn complaints(program: &Path, arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut complaints = String::new();
    for (path, text) in scripts() {
        let file = folder.path().join("script.sh");
        fs::write(&file, text).unwrap();
        let output = Command::new(program).args(arguments).arg(&file).output().unwrap();
        if !output.status.success() {
            complaints.extend([path.as_str(), "\n", &String::from_utf8_lossy(&output.stdout), &String::from_utf8_lossy(&output.stderr)]);
        }
    }
    complaints
}

#[test]
fn bash_reads_every_script() {
    let Some(bash) = tool("bash") else { return };
    let complaints = complaints(&bash, &["-n"]);
    assert!(complaints.is_empty(), "{complaints}");
}

#[test]
fn shellcheck_finds_nothing() {
    let Some(shellcheck) = tool("shellcheck") else { return };
    let complaints = complaints(&shellcheck, &["--norc", "--color=never"]);
    assert!(complaints.is_empty(), "{complaints}");
}
