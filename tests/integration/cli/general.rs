//! What holds for every command.

use std::process::Stdio;

use crate::support::{SMALL, Workspace};

#[test]
fn help_and_version_go_to_standard_output() {
    let workspace = Workspace::empty();
    workspace.run("--version").exits(0).says("tfgen 0.").is_content();
    workspace.run("--help").exits(0).says("Exit codes:").is_content();
    for command in ["render", "check", "show", "init", "completions"] {
        workspace.run(&format!("{command} --help")).exits(0).says("Examples:").says(&format!("  tfgen {command}")).is_content();
    }
}

#[test]
fn a_wrong_command_line_is_2() {
    let workspace = Workspace::new(SMALL);
    let before = workspace.tree();
    for arguments in [
        "",
        "rendr",
        "render",
        "check",
        "show",
        "render --env",
        "render --env dev --all",
        "render --all --verbose",
        "show --env dev --format yaml",
        "completions tcl",
        "init here there",
    ] {
        let run = workspace.run(arguments);
        run.exits(2).prints("");
        assert!(!run.stderr().is_empty(), "{run}");
    }
    assert_eq!(workspace.tree(), before);
}

#[test]
fn an_environment_that_does_not_exist_is_a_wrong_command_line() {
    let workspace = Workspace::new(SMALL);
    for command in ["render", "check", "show"] {
        workspace
            .run(&format!("{command} --env prd"))
            .exits(2)
            .prints("")
            .complains("there is no environment `prd` in `architecture.hcl`")
            .complains("did you mean `prod`?")
            .complains("there are `dev` and `prod`");
    }
    // Nothing is rendered for the one that does exist, either.
    workspace.run("render --env dev --env production --env test").exits(2).complains("`production`").complains("`test`");
    assert!(!workspace.exists("modules-out"));
}

#[test]
fn all_of_no_environments_is_said() {
    let without = Workspace::new("project = \"shop\"\n");
    without.run("render --all").exits(1).complains("`architecture.hcl` has no environments").complains("environment \"dev\" {}");
    without.run("show --env dev").exits(2).complains("declare it: `environment \"dev\" {}`");
}

#[test]
fn completions_name_the_commands() {
    let workspace = Workspace::empty();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        workspace.run(&format!("completions {shell}")).exits(0).says("render").says("origins").is_content();
    }
}

#[test]
fn colours_are_for_terminals() {
    let workspace = Workspace::new("project = 1\n");
    let escape = '\u{1b}';
    assert!(!workspace.run("show --env dev").stderr().contains(escape));

    let forced = Workspace::rendered().variable("CLICOLOR_FORCE", "1").replace("modules-out/dev/main.tf", "\n", "\n\n");
    let run = forced.run("check --all");
    assert!(run.stdout().contains(escape) && run.stderr().contains(escape), "{run}");

    let refused = forced.variable("NO_COLOR", "1");
    let run = refused.run("check --all");
    run.exits(3);
    assert!(!run.stdout().contains(escape) && !run.stderr().contains(escape), "{run}");
}

#[test]
fn a_reader_that_has_seen_enough_changes_nothing() {
    let workspace = Workspace::new(SMALL);
    let closed = |arguments: &str| {
        let mut child = workspace.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    assert_eq!(closed("show --env dev"), (Some(0), String::new()));
    assert_eq!(closed("check --all").0, Some(3));
    assert_eq!(closed("render --all"), (Some(0), String::new()));
    // All of it has been written nevertheless.
    workspace.run("check --all").exits(0);
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_4() {
    let workspace = Workspace::new(SMALL);
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = workspace.command("show --env dev").stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(4));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot write to standard output: no space left on device"));
}
