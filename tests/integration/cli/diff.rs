//! `tfgen diff`

use crate::support::{SMALL, Workspace};

pub(super) fn git(workspace: &Workspace, arguments: &[&str]) {
    let identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"];
    let mut command = std::process::Command::new("git");
    let output = command.args(identity).args(arguments).current_dir(workspace.path("")).output().expect("git is installed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// [`SMALL`] is committed and tagged `first`.
fn committed() -> Workspace {
    let workspace = Workspace::new(SMALL);
    git(&workspace, &["init", "-q"]);
    git(&workspace, &["add", "-A"]);
    git(&workspace, &["commit", "-qm", "first"]);
    git(&workspace, &["tag", "first"]);
    workspace
}

#[test]
fn two_environments_differ_in_values_that_somebody_set() {
    let workspace = Workspace::new(SMALL);
    workspace
        .run("diff dev prod")
        .exits(0)
        .says("network.nat\n  dev   \"single\"  # default\n  prod  \"per_az\"  # environment architecture.hcl:19\n")
        .says("production\n  dev   false  # default\n  prod  true  # environment architecture.hcl:15\n")
        .says(" differences between `dev` and `prod`\n")
        .is_content();
    workspace
        .run("diff dev prod --format markdown")
        .exits(0)
        .says("| `network.nat` | `\"single\"` (default) | `\"per_az\"` (environment) |\n");
    let json: serde_json::Value = serde_json::from_str(&workspace.run("diff dev prod --format json").exits(0).stdout()).unwrap();
    let nat = json.as_array().unwrap().iter().find(|entry| entry["route"] == serde_json::json!(["network", "nat"])).unwrap();
    assert_eq!(nat["prod"], serde_json::json!({ "value": "per_az", "origin": "environment", "file": "architecture.hcl", "line": 19 }));
    workspace.run("diff dev dev").exits(0).prints("0 differences between `dev` and `dev`\n");
}

#[test]
fn a_block_of_one_environment_is_one_difference() {
    let workspace = Workspace::new(&SMALL.replace("production = true", "production = true\n  bucket \"media\" {}"));
    workspace
        .run("diff dev prod")
        .exits(0)
        .says("bucket.media\n  dev   not set\n  prod  { ")
        .says("}  # environment architecture.hcl:16\n");
}

#[test]
fn a_change_is_told_in_resources() {
    let workspace = committed();
    workspace
        .run("diff --since first")
        .exits(0)
        .prints("dev: no resource changes\nprod: no resource changes\nbootstrap: no resource changes\n");

    let workspace = workspace.replace("architecture.hcl", "environment \"dev\" {}", "environment \"dev\" {\n  bucket \"media\" {}\n}");
    let run = workspace.run("diff --since first");
    run.exits(0).says("  + module.storage.aws_s3_bucket.media\n").says("prod: no resource changes\n").is_content();
    git(&workspace, &["commit", "-qam", "second"]);
    let workspace = workspace.file("architecture.hcl", SMALL);
    workspace.run("diff --since HEAD --env dev").exits(0).says(" removed\n").says("  - module.storage.aws_s3_bucket.media\n");
    workspace.run("diff --since HEAD~1 --env dev").exits(0).prints("dev: no resource changes\n");
    let run = workspace.run("diff --since HEAD --format markdown");
    run.exits(0).says("### What changes since `HEAD`\n").says("| prod | 0 | 0 | 0 |\n");
    run.says("- **removed** `module.storage.aws_s3_bucket.media`\n");
    let json: serde_json::Value = serde_json::from_str(&workspace.run("diff --since HEAD --format json").exits(0).stdout()).unwrap();
    assert_eq!(json["roots"]["prod"]["removed"], serde_json::json!([]));
    assert!(json["roots"]["dev"]["removed"].as_array().unwrap().contains(&"module.storage.aws_s3_bucket.media".into()));
    assert!(!workspace.exists("modules-out"), "nothing is written");
}

#[test]
fn an_argument_that_changes_is_named() {
    let workspace = committed().replace("architecture.hcl", "10.1.0.0/16", "10.2.0.0/16");
    workspace.run("diff --since first --env prod").exits(0).says("  ~ module.network.aws_vpc.this: cidr_block\n");
    // Only the name of a tag's value: the provider's, not that of each resource.
    let workspace = workspace.file("architecture.hcl", format!("{SMALL}\ntags = {{\n  team = \"a\"\n}}\n"));
    workspace.run("diff --since first --env dev").exits(0).says("dev: no resource changes\n    provider.aws: default_tags.tags\n");
}

#[test]
fn environments_come_and_go() {
    let (kept, _) = SMALL.split_at(SMALL.find("environment \"prod\"").unwrap());
    let workspace = committed().file("architecture.hcl", format!("{kept}environment \"test\" {{}}\n"));
    workspace.run("diff --since first --env prod").exits(0).says("  - module.network.aws_vpc.this\n");
    workspace.run("diff --since first --env test").exits(0).says("  + module.network.aws_vpc.this\n");
    workspace.run("diff --since first --env tset").exits(2).complains("did you mean `test`?");
}

#[test]
fn a_folder_has_a_past_as_well() {
    let (base, overlays) = SMALL.split_at(SMALL.find("environment").unwrap());
    let workspace = Workspace::empty().file("infra/z.hcl", base).file("infra/a.hcl", overlays).file("infra/sub/x.hcl", "not read");
    git(&workspace, &["init", "-q"]);
    git(&workspace, &["add", "-A"]);
    git(&workspace, &["commit", "-qm", "first"]);
    let workspace = workspace.replace("infra/z.hcl", "10.0.0.0/16", "10.9.0.0/16");
    for file in ["infra", "infra/", "./infra"] {
        workspace.run(&format!("diff --since HEAD --env dev --file {file}")).exits(0).says("aws_vpc.this: cidr_block\n");
    }
    let workspace = workspace.file("infra/new.hcl", "tags = {}\n");
    workspace.run("diff --since HEAD --env dev --file infra").exits(0);
    workspace.run("diff --since HEAD --file infra/new.hcl").exits(4).complains("there was no `infra/new.hcl` at `HEAD`");
}

#[test]
fn a_past_that_is_not_there_is_said() {
    Workspace::new(SMALL).run("diff --since HEAD").exits(4).complains("`architecture.hcl` is not in a git repository");
    let workspace = committed();
    workspace.run("diff --since nothing").exits(2).complains("git knows no revision `nothing`").complains("fetch-depth: 0");
    workspace.run("diff --since --version").exits(2);
    workspace.run("diff --since=--version").exits(2).complains("git knows no revision `--version`");
    workspace.run("diff dev").exits(2);
    workspace.run("diff dev prd").exits(2).complains("there is no environment `prd`");
    // Without git there is no past either.
    let workspace = workspace.variable("PATH", "/nonexistent");
    workspace.run("diff --since HEAD").exits(4).complains("cannot run `git`");
}

#[test]
fn what_was_wrong_then_is_told_of_then() {
    let workspace = committed();
    let workspace = workspace.file("architecture.hcl", SMALL.replace("region ", "regoin "));
    git(&workspace, &["commit", "-qam", "wrong"]);
    let workspace = workspace.file("architecture.hcl", SMALL);
    workspace.run("diff --since HEAD").exits(1).complains("HEAD:architecture.hcl:2");
}
