//! The layout pass against the real `terraform fmt`.

mod generated;

use std::collections::{HashMap, HashSet};
use std::{env, fs, io, path::Path, process::Command};

use similar::TextDiff;
use tfgen::render::layout::lay_out;

#[test]
fn lays_out_as_terraform_fmt_does() {
    let cases = cases();
    let Some(formatted) = terraform_fmt(&cases) else { return };
    for ((name, text), (_, expected)) in cases.iter().zip(&formatted) {
        assert_same(name, expected, &laid_out(name, text));
    }
}

/// Also where more is tidied than `terraform fmt` would: blank lines, carriage returns, spaces at the end of comments.
#[test]
fn terraform_fmt_changes_nothing_in_what_is_laid_out() {
    let laid_out: Vec<_> = cases().iter().chain(&untidy_cases()).map(|(name, text)| (name.clone(), laid_out(name, text))).collect();
    let Some(formatted) = terraform_fmt(&laid_out) else { return };
    for ((name, text), (_, expected)) in laid_out.iter().zip(&formatted) {
        assert_same(name, expected, text);
    }
}

/// Every Terraform file that any case renders.
#[test]
fn terraform_fmt_changes_nothing_in_what_is_rendered() {
    let mut rendered: Vec<Case> = Vec::new();
    crate::rendering::every_file(|path, text| {
        if path.ends_with(".tf") {
            rendered.push((format!("{}.tf", path.replace('/', ".")), text.to_owned()));
        }
    });
    assert!(rendered.len() > 1000, "{} files", rendered.len());
    let Some(formatted) = terraform_fmt(&rendered) else { return };
    for ((name, text), (_, expected)) in rendered.iter().zip(&formatted) {
        assert_same(name, expected, text);
    }
}

#[test]
fn laying_out_again_changes_nothing() {
    for (name, text) in cases().iter().chain(&untidy_cases()) {
        let once = laid_out(name, text);
        assert_same(name, &once, &laid_out(name, &once));
    }
}

#[test]
fn a_case_cut_anywhere_is_laid_out_or_refused() {
    for (_, text) in cases() {
        for (at, _) in text.char_indices() {
            // What is tested is that neither half panics; most are refused.
            let _ = lay_out(&text[..at]);
            let _ = lay_out(&text[at..]);
        }
    }
}

type Case = (String, String);

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/layout");
    let mut cases: Vec<Case> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap()))
        .collect();
    cases.sort();
    cases
}

fn untidy_cases() -> Vec<Case> {
    let mut untidy = Vec::new();
    for (name, text) in cases() {
        untidy.push((format!("blank_lines_in_{name}"), text.replace('\n', "\n\n \n")));
        untidy.push((format!("tabs_at_line_ends_of_{name}"), text.replace(" #", "\t#").replace("{\n", "{ # \t\n")));
        untidy.push((format!("carriage_returns_in_{name}"), text.replace('\n', "\r\n")));
    }
    untidy
}

fn laid_out(name: &str, text: &str) -> String {
    lay_out(text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// What `terraform fmt` makes of the cases, in the same order; `None` where there is no Terraform to ask.
fn terraform_fmt(cases: &[Case]) -> Option<Vec<Case>> {
    let mut formatted = terraform_fmt_of_what_it_accepts(cases)?;
    let mut text = |name: &String| formatted.remove(name).unwrap_or_else(|| panic!("`terraform fmt` does not accept {name}"));
    Some(cases.iter().map(|(name, _)| (name.clone(), text(name))).collect())
}

/// The same by name, without those that it says are no HCL.
fn terraform_fmt_of_what_it_accepts(cases: &[Case]) -> Option<HashMap<String, String>> {
    let folder = tempfile::tempdir().unwrap();
    // Terraform only warns about a configuration file that is missing, but it does so in its output.
    let settings = folder.path().join("settings.tfrc");
    fs::write(&settings, "").unwrap();
    for (name, text) in cases {
        fs::write(folder.path().join(name), text).unwrap();
    }

    let result = Command::new("terraform")
        .args(["fmt", "-no-color", "-list=false", "."])
        .current_dir(folder.path())
        .env("TF_CLI_CONFIG_FILE", &settings)
        .env("CHECKPOINT_DISABLE", "1")
        .output();
    let output = match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            assert!(env::var_os("CI").is_none(), "terraform is not on PATH, and in CI nothing is skipped");
            println!("skipped: terraform not on PATH");
            return None;
        }
        result => result.unwrap(),
    };
    // `Error: Invalid character` and, below it, `  on NAME line 1:`.
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let refused: HashSet<&str> =
        said.lines().filter_map(|line| line.strip_prefix("  on ")?.split_once(" line ")).map(|(name, _)| name).collect();
    assert_eq!(output.status.success(), refused.is_empty(), "{said}");
    let read = |(name, _): &Case| (name.clone(), fs::read_to_string(folder.path().join(name)).unwrap());
    Some(cases.iter().filter(|(name, _)| !refused.contains(name.as_str())).map(read).collect())
}

fn assert_same(name: &str, expected: &str, actual: &str) {
    let diff = TextDiff::from_lines(expected, actual);
    assert!(expected == actual, "{name}\n{}", diff.unified_diff().header("expected", "laid out"));
}
