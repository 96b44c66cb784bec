//! The generated workflows that run on the branch: apply, drift and unlock. Everything is real but the engine, which does as it is told:
//! what is asked here is whether it is called.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use serde_json::{Value, json};

use crate::cloud::Cloud;
use crate::discover::tools;
use crate::runner::{Job, Runner};

const ARCHITECTURE: &str = r#"project    = "shop"
region     = "us-east-1"
account_id = "123456789012"

github {
  repository = "acme/shop"
}

state {
  bucket  = "shop-state"
  locking = "both"
}

network {
  cidr_block = "10.0.0.0/16"
  nat        = "none"
}

environment "dev" {}
"#;

/// Writes down what it is asked for, shows the plan that lies ready, and ends a plan with the code that lies ready.
const ENGINE: &str = r#"#!/usr/bin/env bash
echo "$*" >> "$FAKE_GITHUB/engine"
case $1 in
  show) cat "$FAKE_GITHUB/plan.json" ;;
  plan) exit "$(cat "$FAKE_GITHUB/code")" ;;
esac
"#;

const REVIEWED: &str = r#"{"environment":"dev","add":0,"change":0,"changes":true,"destroy":["a.one"]}"#;

const LOCK: &str = r#"{"ID":"1b4e28ba-2fa1-11d2-883f-0016d3cca427","Operation":"OperationTypeApply","Info":"","Who":"runner@host","Version":"1.11.4","Created":"2026-01-02T03:04:05.678Z","Path":"shop-state/dev/terraform.tfstate"}"#;

/// A repository with two commits, the newer of which changes dev.
struct Stage<'a> {
    runner: Runner<'a>,
    sha: String,
    before: String,
}

impl<'a> Stage<'a> {
    fn new(tools: &crate::discover::Tools, cloud: &'a Cloud) -> Self {
        let runner = Runner::new(tools, cloud);
        let engine = runner.path("terraform/terraform");
        fs::remove_file(&engine).expect("the real one");
        fs::write(&engine, ENGINE).expect("a program");
        fs::set_permissions(&engine, fs::Permissions::from_mode(0o755)).expect("a program");
        fs::write(runner.repository().join("architecture.hcl"), ARCHITECTURE).expect("an architecture");
        runner.prepare("git", &["init", "--quiet"], "");
        for arguments in [&["render", "--all"][..], &["ci", "github"]] {
            runner.prepare(env!("CARGO_BIN_EXE_tfgen"), arguments, "");
        }
        runner.commit("The architecture");
        let before = runner.prepare("git", &["rev-parse", "HEAD"], "");
        fs::write(runner.repository().join("modules-out/dev/own.tf"), "locals {}\n").expect("a file");
        runner.commit("Something of one's own");
        let sha = runner.prepare("git", &["rev-parse", "HEAD"], "");
        let stage = Self { runner, sha, before };
        stage.code(0);
        stage.plan(&["a.one"]);
        stage
    }

    fn contexts(&self, event: &str) -> Value {
        json!({
            "github": {
                "event": { "before": self.before }, "event_name": event, "ref": "refs/heads/main", "repository": "acme/shop",
                "run_id": "1234", "server_url": "https://github.com", "sha": self.sha, "token": "a-token",
            },
            "inputs": {},
            "vars": { "TFGEN_REPOSITORY": "acme/tfgen", "TFGEN_COMMIT": "0123456789abcdef0123456789abcdef01234567" },
        })
    }

    /// What the engine will show to be destroyed.
    fn plan(&self, destroyed: &[&str]) {
        let changes = destroyed.iter().map(|address| json!({ "address": address, "type": "a", "change": { "actions": ["delete"] } }));
        let plan = json!({ "format_version": "1.2", "resource_changes": changes.collect::<Vec<_>>() });
        fs::write(self.runner.path("github/plan.json"), plan.to_string()).expect("a plan");
    }

    fn code(&self, code: u8) {
        fs::write(self.runner.path("github/code"), code.to_string()).expect("a code");
    }

    /// What the engine was asked for since the last question, one command's name after the other.
    fn asked(&self) -> Vec<String> {
        let file = self.runner.path("github/engine");
        let lines = fs::read_to_string(&file).unwrap_or_default();
        let _ = fs::remove_file(&file);
        lines.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
    }
}

/// What GitHub knows of the commit: the pull request it was, its run, and nothing newer.
fn answers(stage: &Stage<'_>, repository_of_run: &str) -> Value {
    json!({
        format!("compare/{}...main", stage.sha): { "files": [] },
        format!("commits/{}/pulls", stage.sha): [
            { "merged_at": null, "merge_commit_sha": stage.sha, "head": { "sha": "other" } },
            { "merged_at": "2026-01-01", "merge_commit_sha": stage.sha, "head": { "sha": "head" } },
        ],
        "actions/workflows/terraform-plan.yml/runs?event=pull_request&status=success&head_sha=head": { "workflow_runs": [
            { "id": 4, "head_repository": { "full_name": "acme/shop" } },
            { "id": 5, "head_repository": { "full_name": repository_of_run } },
            { "id": 6, "head_repository": { "full_name": "mallory/shop" } },
        ] },
    })
}

#[test]
fn an_apply_destroys_what_was_reviewed_and_nothing_else() {
    let Some(tools) = tools() else { return };
    let cloud = Cloud::start(tools);
    let stage = Stage::new(tools, &cloud);
    let jobs = &stage.runner.workflow("terraform-apply.yml")["jobs"];
    assert_eq!(jobs["apply"]["environment"], "${{ matrix.target.environment }}");

    let changed = stage.runner.run(&jobs["changed"], stage.contexts("push")).expect("it is the branch");
    assert!(changed.succeeded, "{changed:#?}");
    let targets: Value = serde_json::from_str(changed.outputs["targets"].as_str().expect("text")).expect("JSON");
    let apply = |answers: Value, event: &str, accepted: Option<&str>| -> Job {
        let artifacts = json!({ "5/reviewed-dev": REVIEWED, "6/reviewed-dev": REVIEWED.replace("a.one", "a.two") });
        stage.runner.knows(&json!({ "comments": [], "issues": [], "answers": answers, "artifacts": artifacts }));
        let mut contexts = stage.contexts(event);
        contexts["needs"] = json!({ "changed": { "outputs": changed.outputs } });
        contexts["matrix"] = json!({ "target": targets[0] });
        contexts["inputs"] = json!({ "destroy": accepted });
        stage.runner.run(&jobs["apply"], contexts).expect("something has changed")
    };

    let job = apply(answers(&stage, "acme/shop"), "push", None);
    assert!(job.succeeded && job.log.contains("dev: 1 resource is destroyed, as agreed"), "{job:#?}");
    assert_eq!(job.role.as_deref(), Some("arn:aws:iam::123456789012:role/shop-dev-apply"));
    assert_eq!(stage.asked(), ["init", "plan", "show", "apply"]);

    // Another one is destroyed than was reviewed; a fork's run has kept what suits it.
    stage.plan(&["a.two"]);
    let job = apply(answers(&stage, "acme/shop"), "push", None);
    assert!(!job.succeeded && job.log.contains("destroyed: a.two"), "{job:#?}");
    assert_eq!(stage.asked(), ["init", "plan", "show"]);

    // Nobody reviewed anything: not in a run of ours, not in a pull request.
    stage.plan(&["a.one"]);
    let mut nothing = answers(&stage, "acme/shop");
    nothing[format!("commits/{}/pulls", stage.sha)] = json!([]);
    for answers in [answers(&stage, "mallory/shop"), nothing] {
        let job = apply(answers, "push", None);
        assert!(!job.succeeded && job.log.contains("nothing may be destroyed"), "{job:#?}");
        assert_eq!(stage.asked(), ["init", "plan", "show"]);
    }
    for (accepted, succeeds) in [("0", false), ("1", true)] {
        let job = apply(answers(&stage, "acme/shop"), "workflow_dispatch", Some(accepted));
        assert_eq!(job.succeeded, succeeds, "{job:#?}");
        assert_eq!(stage.asked().contains(&"apply".to_owned()), succeeds);
    }

    // What is newer must not be undone.
    let mut newer = answers(&stage, "acme/shop");
    newer[format!("compare/{}...main", stage.sha)] = json!({ "files": [{ "filename": "modules-out/dev/main.tf" }] });
    let job = apply(newer.clone(), "push", None);
    assert!(!job.succeeded && job.role.is_none() && job.log.contains("a newer commit changes modules-out/dev"), "{job:#?}");
    newer[format!("compare/{}...main", stage.sha)] = json!({ "files": [{ "filename": "modules-out/dev-two/main.tf" }] });
    assert!(apply(newer, "push", None).succeeded);

    // Not from another branch, and all of them by hand or where git does not know what was there before.
    let mut elsewhere = stage.contexts("push");
    elsewhere["github"]["ref"] = json!("refs/heads/feature");
    assert!(stage.runner.run(&jobs["changed"], elsewhere).is_none());
    for (before, chosen, found) in
        [("0000000000000000000000000000000000000000", "", 1), (stage.sha.as_str(), "", 0), ("", "dev", 1), ("", "none", 0)]
    {
        let mut contexts = stage.contexts("push");
        contexts["github"]["event"]["before"] = json!(before);
        contexts["inputs"]["environment"] = json!(chosen);
        let job = stage.runner.run(&jobs["changed"], contexts).expect("it is the branch");
        let targets: Value = serde_json::from_str(job.outputs["targets"].as_str().expect("text")).expect("JSON");
        assert_eq!(targets.as_array().map(Vec::len), Some(found), "{before} {chosen}: {job:#?}");
    }
}

#[test]
fn an_environment_that_drifts_has_one_issue() {
    let Some(tools) = tools() else { return };
    let cloud = Cloud::start(tools);
    let stage = Stage::new(tools, &cloud);
    let jobs = &stage.runner.workflow("terraform-drift.yml")["jobs"];
    let foreign = json!([
        { "number": 1, "state": "open", "user": { "login": "mallory" }, "body": "<!-- tfgen plan dev -->" },
        { "number": 2, "state": "open", "user": { "login": "github-actions[bot]" }, "body": "<!-- tfgen plan dev -->", "pull_request": {} },
        { "number": 3, "state": "open", "user": { "login": "github-actions[bot]" }, "body": null },
    ]);
    stage.runner.knows(&json!({ "comments": [], "issues": foreign, "answers": {}, "artifacts": {} }));
    let mut contexts = stage.contexts("schedule");
    contexts["matrix"] = json!({ "target": jobs["drift"]["strategy"]["matrix"]["target"][0] });
    let look = |code: u8| {
        stage.code(code);
        let job = stage.runner.run(&jobs["drift"], contexts.clone()).expect("it is the branch");
        (job, stage.runner.known()["issues"].as_array().expect("issues")[3..].to_vec())
    };
    let (job, issues) = look(0);
    assert!(job.succeeded && issues.is_empty(), "{job:#?}");
    assert_eq!(job.role.as_deref(), Some("arn:aws:iam::123456789012:role/shop-dev-drift"));
    let (job, issues) = look(2);
    assert!(job.succeeded && issues.len() == 1, "{job:#?}");
    assert_eq!(issues[0]["title"], "dev differs from what is committed");
    assert!(issues[0]["body"].as_str().is_some_and(|body| body.contains("`a.one` is destroyed")), "{issues:#?}");
    stage.plan(&["a.two"]);
    let (_, issues) = look(2);
    assert!(issues.len() == 1 && issues[0]["body"].as_str().is_some_and(|body| body.contains("`a.two` is destroyed")), "{issues:#?}");
    let (job, issues) = look(1);
    assert!(!job.succeeded && issues[0]["state"] == "open", "{job:#?}");
    let (_, issues) = look(0);
    assert!(issues.len() == 1 && issues[0]["state"] == "closed", "{issues:#?}");
    assert_eq!(stage.runner.known()["issues"].as_array().expect("issues")[..3], foreign.as_array().expect("issues")[..]);
}

#[test]
fn a_lock_is_shown_before_it_is_taken_away() {
    let Some(tools) = tools() else { return };
    let cloud = Cloud::start(tools);
    cloud.create_state_backend("shop-state", "us-east-1", Some("terraform-locks"));
    let stage = Stage::new(tools, &cloud);
    let jobs = &stage.runner.workflow("terraform-unlock.yml")["jobs"];
    assert_eq!(jobs["unlock"]["environment"], "${{ matrix.target.environment }}");
    assert_eq!(jobs["unlock"]["needs"], json!(["target", "show"]));
    let contexts = |id: &str| {
        let mut contexts = stage.contexts("workflow_dispatch");
        contexts["inputs"] = json!({ "environment": "dev", "lock_id": id });
        let target = stage.runner.run(&jobs["target"], contexts.clone()).expect("it is the branch");
        let targets: Value = serde_json::from_str(target.outputs["targets"].as_str().expect("text")).expect("JSON");
        contexts["matrix"] = json!({ "target": targets[0] });
        contexts
    };
    let id = "1b4e28ba-2fa1-11d2-883f-0016d3cca427";
    let show = |id: &str| stage.runner.run(&jobs["show"], contexts(id)).expect("it has no condition");
    let job = show(id);
    assert!(!job.succeeded && job.log.contains("no lock of dev can be read"), "{job:#?}");

    // The item in the table, then the object beside the state.
    let item = "client('dynamodb').put_item(TableName='terraform-locks', Item={'LockID': {'S': 'shop-state/dev/terraform.tfstate'}, 'Info': {'S': sys.argv[1]}})";
    let object = "client('s3').put_object(Bucket='shop-state', Key='dev/terraform.tfstate.tflock', Body=sys.argv[1])";
    for place in [item, object] {
        cloud.python(place, &[LOCK]);
        let job = show(id);
        assert!(job.succeeded, "{job:#?}");
        assert_eq!(job.role.as_deref(), Some("arn:aws:iam::123456789012:role/shop-dev-drift"));
        for part in ["    held by runner@host\n", "    for OperationTypeApply\n", "    taken 2026-01-02T03:04:05.678Z, ", " minutes ago\n"]
        {
            assert!(job.summary.contains(part), "`{part}` is not in {}", job.summary);
        }
    }
    let job = show("other");
    assert!(!job.succeeded && job.log.contains("somebody else holds it now") && job.summary.contains("runner@host"), "{job:#?}");
    assert_eq!(stage.asked(), [""; 0]);

    let job = stage.runner.run(&jobs["unlock"], contexts(id)).expect("it has no condition");
    assert!(job.succeeded, "{job:#?}");
    assert_eq!(job.role.as_deref(), Some("arn:aws:iam::123456789012:role/shop-dev-apply"));
    let asked = fs::read_to_string(stage.runner.path("github/engine")).expect("calls");
    assert!(asked.ends_with(&format!("force-unlock -force {id}\n")), "{asked}");
}
