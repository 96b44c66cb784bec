//! `tfgen check`

use crate::support::{SMALL, Workspace};

#[test]
fn what_was_just_rendered_is_up_to_date() {
    let workspace = Workspace::rendered();
    let before = workspace.tree();
    workspace.run("check --all").exits(0).prints("modules-out is up to date (2 environments)\n").is_content();
    workspace.run("check --env dev").exits(0).prints("modules-out is up to date (1 environment)\n").is_content();
    assert_eq!(workspace.tree(), before);
}

#[test]
fn what_is_stale_is_shown_as_a_diff() {
    let workspace = Workspace::rendered().replace("modules-out/dev/providers.tf", "us-east-1", "eu-west-1");
    let before = workspace.tree();
    workspace
        .run("check --all")
        .exits(3)
        .says("modules-out/dev/providers.tf: somebody edited it\n--- modules-out/dev/providers.tf\n+++ modules-out/dev/providers.tf\n@@ ")
        .says("\n-  region = \"eu-west-1\"\n")
        .says("\n+  region = \"us-east-1\"\n")
        .complains("`modules-out` is stale: 1 file edited\n")
        .complains("run `tfgen render --all`")
        .complains("it will not touch what may have been edited");
    assert_eq!(workspace.tree(), before);
    // The other environment is right.
    workspace.run("check --env prod").exits(0);
    workspace.run("check --env dev").exits(3).complains("run `tfgen render --env dev`");

    workspace.run("render --env dev --overwrite modules-out/dev/providers.tf").exits(0);
    workspace.run("check --all").exits(0);
}

#[test]
fn what_is_missing_or_superfluous_is_named() {
    let workspace = Workspace::new(&format!("{SMALL}\nbucket \"media\" {{}}\n"));
    workspace.run("render --env dev").exits(0);
    std::fs::remove_file(workspace.path("modules-out/dev/main.tf")).unwrap();
    let workspace = workspace.file("architecture.hcl", SMALL);
    workspace
        .run("check --env dev")
        .exits(3)
        .says("modules-out/dev/main.tf: is missing\n")
        .says("modules-out/dev/modules/storage/main.tf: should no longer exist: the architecture changed\n")
        .says("modules-out/dev/README.md: the architecture changed\n--- modules-out/dev/README.md\n")
        .says("modules-out/dev/.tfgen.json: the architecture changed\n")
        .complains(" of an earlier architecture, 1 missing, ")
        .complains(" that should no longer exist\n");
}

#[test]
fn programs_are_told_as_well() {
    let workspace = Workspace::rendered().replace("modules-out/dev/main.tf", "\n", "\n\n");
    let run = workspace.run("check --all --format json");
    let report: serde_json::Value = serde_json::from_str(&run.exits(3).stdout()).unwrap();
    let entry = serde_json::json!({
        "root": "dev", "path": "modules-out/dev/main.tf", "cause": "edited", "text": "somebody edited it"
    });
    assert_eq!(report, serde_json::json!({ "up_to_date": false, "causes": { "edited": 1 }, "files": [entry] }));
    workspace
        .run("check --all --format github")
        .exits(3)
        .prints("::error file=modules-out/dev/main.tf,title=edited::`modules-out/dev/main.tf`: somebody edited it\n");
    workspace.run("render --all --overwrite modules-out").exits(0);
    workspace.run("check --all --format json").exits(0).says("\"up_to_date\": true").is_content();
}

#[test]
fn what_was_never_rendered_is_not_listed_file_by_file() {
    let workspace = Workspace::new(SMALL);
    let run = workspace.run("check --env dev --out there");
    run.exits(3).says("there/dev: is missing (").complains("run `tfgen render --env dev --out there`");
    assert_eq!(run.stdout().lines().count(), 2, "{run}");
    assert!(!workspace.exists("there"));
}

#[test]
fn a_long_diff_is_cut_and_says_so() {
    let workspace = Workspace::rendered();
    let lines: String = (0..5000).map(|line| format!("# {line}\n")).collect();
    let text = workspace.read("modules-out/dev/main.tf") + &lines;
    let workspace = workspace.file("modules-out/dev/main.tf", text);
    let run = workspace.run("check --all");
    run.exits(3).says(" more lines of this diff are not shown\n");
    assert!(run.stdout().lines().count() < 200, "{run}");
}
