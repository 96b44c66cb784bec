//! The generated plan workflow, from checkout to comment: on a repository made as the README says, against the local AWS.

use std::fs;

use serde_json::{Value, json};

use crate::cloud::Cloud;
use crate::discover::{say, tools};
use crate::runner::{Job, Runner};

const ARCHITECTURE: &str = r#"project    = "shop"
region     = "us-east-1"
account_id = "123456789012"

github {
  repository = "acme/shop"
  tfgen      = "acme/tfgen@0123456789abcdef0123456789abcdef01234567"
}

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.0.0.0/16"
  nat        = "none"
}

environment "dev" {}

environment "prod" {
  network { cidr_block = "10.1.0.0/16" }
}
"#;

/// A secret that was in the state of dev and goes.
const STATE: &str = r#"{"version":4,"terraform_version":"1.11.4","serial":1,"lineage":"8b2f1b7e-0000-4000-8000-000000000000","outputs":{},
"resources":[{"mode":"managed","type":"terraform_data","name":"old","provider":"provider[\"terraform.io/builtin/terraform\"]",
"instances":[{"schema_version":0,"attributes":{"id":"1","input":{"type":"string","value":"hunter2"},"output":{"type":"string","value":"hunter2"},
"triggers_replace":null},"sensitive_attributes":[]}]}]}"#;

/// A hand-written file with a secret in it, which the plan must show as one.
const OWN: &str = r#"variable "password" {
  type      = string
  default   = "hunter2"
  sensitive = true
}

resource "terraform_data" "own" {
  input = { name = "shown", password = var.password }
}
"#;

const PASSES: &str = "mock_provider \"aws\" {}\n\nrun \"nothing\" {\n  command = plan\n\n  assert {\n    condition     = terraform_data.own.input.name == \"shown\"\n    error_message = \"it is\"\n  }\n}\n";

fn contexts(repository_of_head: &str) -> Value {
    json!({
        "github": {
            "event": { "pull_request": { "number": 7, "head": { "repo": { "full_name": repository_of_head } } } },
            "repository": "acme/shop", "run_id": "1234", "server_url": "https://github.com", "token": "a-token",
        },
        "vars": {},
    })
}

/// The job, with what the job `generated` found out and the one environment it found.
fn contexts_of_plan(generated: &Job, head: &str) -> Value {
    let mut contexts = contexts(head);
    contexts["needs"] = json!({ "generated": { "outputs": generated.outputs } });
    let targets: Value = serde_json::from_str(generated.outputs["targets"].as_str().expect("text")).expect("JSON");
    assert_eq!(targets.as_array().map(Vec::len), Some(1), "{targets}");
    contexts["matrix"] = json!({ "target": targets[0] });
    contexts
}

fn comments(runner: &Runner<'_>) -> Vec<Value> {
    runner.known()["comments"].as_array().expect("comments").clone()
}

#[test]
fn a_pull_request_is_planned_from_checkout_to_comment() {
    let Some(tools) = tools() else { return };
    let cloud = Cloud::start(tools);
    cloud.create_state_backend("shop-state", "us-east-1", None);
    cloud.python("client('s3').put_object(Bucket='shop-state', Key='dev/terraform.tfstate', Body=sys.argv[1])", &[STATE]);
    let runner = Runner::new(tools, &cloud);
    let tfgen = env!("CARGO_BIN_EXE_tfgen");
    let terraform = tools.terraform.to_str().expect("text");
    // Somebody who is not the workflow writes what the workflow would.
    let foreign = json!([{ "id": 1, "user": { "login": "mallory" }, "body": "<!-- tfgen plan dev -->\nall is well" }]);
    runner.knows(&json!({ "comments": foreign, "issues": [], "answers": {}, "artifacts": {} }));

    // The repository, and a pull request that changes dev alone.
    fs::write(runner.repository().join("architecture.hcl"), ARCHITECTURE).expect("an architecture");
    runner.prepare("git", &["init", "--quiet"], "");
    for arguments in [&["render", "--all"][..], &["ci", "github"]] {
        runner.prepare(tfgen, arguments, "");
    }
    for environment in ["dev", "prod"] {
        runner.prepare(terraform, &["init", "-backend=false", "-input=false"], &format!("modules-out/{environment}"));
    }
    fs::write(runner.repository().join(".gitignore"), ".terraform/\n").expect("a file");
    runner.commit("The architecture");
    fs::write(runner.repository().join("modules-out/dev/own.tf"), OWN).expect("a file");
    let tests = runner.repository().join("modules-out/dev/tests");
    let test = tests.join("own.tftest.hcl");
    fs::create_dir_all(&tests).expect("a folder");
    fs::write(&test, PASSES).expect("a file");
    runner.commit("Something of one's own");

    let workflow = runner.workflow("terraform-plan.yml");
    let jobs = &workflow["jobs"];
    let generated = runner.run(&jobs["generated"], contexts("acme/shop")).expect("it has no condition");
    assert!(generated.succeeded, "{generated:#?}");
    assert_eq!(generated.role, None);

    let plan = || runner.run(&jobs["plan"], contexts_of_plan(&generated, "acme/shop")).expect("the branch is in the repository");
    let job = plan();
    assert!(job.succeeded, "{job:#?}");
    say(&format!("plan job: {}", job.steps.join(", ")));
    assert_eq!(job.role.as_deref(), Some("arn:aws:iam::123456789012:role/shop-dev-plan"));
    let written = comments(&runner);
    assert_eq!(written.len(), 2, "{written:#?}");
    assert_eq!(written[0], foreign[0]);
    let comment = written[1]["body"].as_str().expect("text");
    assert!(comment.starts_with("<!-- tfgen plan dev -->\n### `dev`: ") && comment.contains(" | 0 | **1** |\n"), "{comment}");
    for part in [
        "* `terraform_data.old` is destroyed\n",
        "+     input.name: \"shown\"\n",
        "+     input.password: (sensitive value)\n",
        "+ module.network.aws_vpc.this is created\n",
    ] {
        assert!(comment.contains(part), "`{part}` is not in\n{comment}");
    }
    assert!(job.summary.contains("+ module.network.aws_vpc.this is created\n"));
    let reviewed: Value = serde_json::from_str(&job.artifacts["reviewed-dev"]).expect("JSON");
    assert_eq!(reviewed["destroy"], json!(["terraform_data.old"]));
    for text in [comment, &job.summary, &job.log, &reviewed.to_string()] {
        assert!(!text.contains("hunter2"), "{text}");
    }

    // The comment is written over; where a test fails, it says that there is no plan.
    // Its own test, and those that every environment carries.
    assert!(job.log.contains("4 passed, 0 failed"), "{job:#?}");
    fs::write(&test, PASSES.replace("== \"shown\"", "== \"hidden\"")).expect("a file");
    runner.commit("A test that fails");
    let job = plan();
    assert!(!job.succeeded && job.log.contains("3 passed, 1 failed"), "{job:#?}");
    assert_eq!(job.role, None, "nothing is asked of AWS after a test has failed");
    let written = comments(&runner);
    assert!(
        written.len() == 2 && written[1]["body"].as_str().is_some_and(|body| body.contains("### `dev`: there is no plan")),
        "{written:#?}"
    );
    assert_eq!(cloud.lacks(), [""; 0]);

    // From a fork there is no plan and no credential, and what needs none is said.
    let fork = contexts_of_plan(&generated, "mallory/shop");
    assert!(runner.run(&jobs["plan"], fork.clone()).is_none());
    assert!(runner.run(&jobs["validate"], contexts_of_plan(&generated, "acme/shop")).is_none());
    fs::remove_dir_all(&tests).expect("a folder");
    runner.commit("No test");
    let job = runner.run(&jobs["validate"], fork).expect("it is a fork");
    assert!(job.succeeded && job.role.is_none() && job.log.contains("0 passed, 0 failed"), "{job:#?}");
}
