//! `--changed-since`

use super::diff::git;
use crate::support::{SMALL, Workspace};

/// [`SMALL`] and what is rendered of it, committed and tagged `first`.
fn committed() -> Workspace {
    let workspace = Workspace::rendered();
    git(&workspace, &["init", "-q"]);
    git(&workspace, &["add", "-A"]);
    git(&workspace, &["commit", "-qm", "first"]);
    git(&workspace, &["tag", "first"]);
    workspace
}

const DEV: &str = "environment \"dev\" {}";

#[test]
fn what_has_not_changed_is_left_out() {
    let workspace = committed();
    let run = workspace.run("render --all --changed-since first");
    run.exits(0).complains("note: left out `dev` and `prod`: nothing has changed for them since `first`\n");
    run.prints("bootstrap: 8 files: 8 unchanged\n");
    workspace.run("check --all --changed-since first").exits(0).prints("modules-out is up to date (0 environments)\n");
    workspace.run("render --env dev --changed-since first").exits(0).complains("note: left out `dev`: nothing has changed for it since");
}

#[test]
fn a_change_of_one_environment_renders_that_one() {
    let workspace = committed().replace("architecture.hcl", DEV, "environment \"dev\" {\n  network { nat = \"none\" }\n}");
    let check = workspace.run("check --all --changed-since first");
    check.exits(3).says("modules-out/dev/main.tf: ").complains("note: left out `prod`: nothing has changed for it since `first`\n");
    let run = workspace.run("render --all --changed-since first");
    run.exits(0).says("dev: ").says("bootstrap: ");
    assert!(!run.stdout().contains("prod"), "{run}");
    workspace.run("check --all").exits(0);
}

#[test]
fn a_change_of_the_base_renders_all() {
    let workspace = committed().replace("architecture.hcl", "10.0.0.0/16", "10.9.0.0/16");
    let run = workspace.run("render --all --changed-since first");
    run.exits(0).says("dev: ").complains("`prod`");
    let workspace = workspace.replace("architecture.hcl", "project = \"shop\"", "project = \"mart\"");
    let run = workspace.run("render --all --changed-since first");
    run.exits(0).says("dev: ").says("prod: ");
    assert_eq!(run.stderr(), "");
}

/// Comments, order and formulas are not what an environment is made of.
#[test]
fn a_change_that_means_the_same_renders_nothing() {
    let workspace = committed().replace("architecture.hcl", "bucket = \"shop-state\"", "# the state\n  bucket = \"${project}-state\"");
    workspace.run("render --all --changed-since first").exits(0).complains("note: left out `dev` and `prod`");
}

/// The tree may be behind the revision: its manifest knows.
#[test]
fn what_was_never_rendered_is_not_left_out() {
    let workspace = committed().replace("architecture.hcl", DEV, "environment \"dev\" {\n  network { nat = \"none\" }\n}");
    git(&workspace, &["commit", "-qam", "not rendered"]);
    workspace.run("check --all --changed-since HEAD").exits(3).says("modules-out/dev/main.tf: ");
    std::fs::remove_file(workspace.path("modules-out/prod/.tfgen.json")).unwrap();
    workspace.run("check --all --changed-since HEAD").exits(3).says("modules-out/prod/.tfgen.json: ");
}

#[test]
fn another_version_of_tfgen_renders_all() {
    let version = concat!("\"tfgen\": \"", env!("CARGO_PKG_VERSION"), "\"");
    let workspace = committed().replace("modules-out/prod/.tfgen.json", version, "\"tfgen\": \"0.1.0\"");
    let run = workspace.run("check --all --changed-since first");
    run.exits(3).says("modules-out/prod/.tfgen.json: ").complains("note: left out `dev`: ");
}

/// A waiver is in no file, but without it there may be an error.
#[test]
fn a_waiver_that_is_gone_is_looked_at() {
    let with = "environment \"dev\" {\n  allow \"class-without-alarm\" {\n    reason = \"it serves nobody\"\n  }\n}";
    let workspace = Workspace::new(&SMALL.replace(DEV, with));
    workspace.run("render --all").exits(0);
    git(&workspace, &["init", "-q"]);
    git(&workspace, &["add", "-A"]);
    git(&workspace, &["commit", "-qm", "first"]);
    let workspace = workspace.replace("architecture.hcl", with, DEV);
    workspace.run("check --all --changed-since HEAD").exits(0).complains("note: left out `prod`: ");
}

#[test]
fn an_architecture_that_was_wrong_says_nothing() {
    let workspace = committed().replace("architecture.hcl", DEV, "environment \"dev\" {");
    git(&workspace, &["commit", "-qam", "wrong"]);
    let workspace = workspace.file("architecture.hcl", SMALL);
    let run = workspace.run("check --all --changed-since HEAD");
    run.exits(0).complains("note: every environment is looked at: `architecture.hcl` was wrong at `HEAD`\n").says("(2 environments)");
}

#[test]
fn a_revision_that_nobody_knows_is_a_wrong_command_line() {
    let workspace = committed();
    workspace.run("render --all --changed-since nothing").exits(2).complains("git knows no revision `nothing`");
    Workspace::new(SMALL).run("check --all --changed-since HEAD").exits(4).complains("is not in a git repository");
}

/// It has gone, and what it made may still be there; the one that is left out has not.
#[test]
fn what_is_left_out_is_no_leftover() {
    let run = committed().run("render --all --changed-since first");
    assert!(!run.stderr().contains("belongs to"), "{run}");
}
