//! The first start: a bucket that is to hold the state of its own making.

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::json;

use crate::cloud::Cloud;
use crate::discover::tools;
use crate::rendered::Rendered;
use crate::terraform::{Backend, Workspace};

const ARCHITECTURE: &str = r#"
project    = "first"
region     = "eu-west-1"
account_id = "123456789012"

github {
  repository = "acme/shop"
}

state {
  bucket  = "first-terraform-state"
  locking = "both"
}

network {
  cidr_block = "10.20.0.0/16"
}

environment "test" {}
"#;

/// The rendered script, as its README has it called, without questions.
fn bootstrap(workspace: &Workspace, path: &str) -> Output {
    workspace.command(Path::new("bash")).args(["bootstrap.sh", "-auto-approve"]).env("PATH", path).output().expect("bash starts")
}

fn text(output: &Output) -> String {
    format!("{}\n{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn the_first_start_can_be_stopped_and_begun_again() {
    let Some(tools) = tools() else { return };
    let cloud = Cloud::start(tools);
    let rendered = Rendered::text(ARCHITECTURE);
    let workspace = Workspace::new(tools, &rendered.bootstrap()).on(&cloud);
    let local = workspace.dir().join("terraform.tfstate");
    let holds_state = || fs::metadata(&local).is_ok_and(|file| file.len() > 0);

    // Something goes wrong between the two steps.
    let broken = workspace.path("case \"$*\" in *-migrate-state*) echo 'no network' >&2; exit 1 ;; esac");
    let stopped = bootstrap(&workspace, &broken);
    assert!(!stopped.status.success() && text(&stopped).contains("no network"), "{}", text(&stopped));
    assert!(holds_state(), "the only state there is lies in the local file");

    // Once more: nothing is made again, the state moves, and describes what there is.
    let path = workspace.path("");
    let first = bootstrap(&workspace, &path);
    assert!(first.status.success(), "{}", text(&first));
    assert!(text(&first).contains("No changes.") && !text(&first).contains("Apply complete!"), "{}", text(&first));
    assert!(!local.exists() && !local.with_extension("tfstate.backup").exists(), "a copy of the state is left in the folder");
    assert_eq!(fs::read(workspace.dir().join("backend.tf")).unwrap(), fs::read(workspace.dir().join("backend.tf.example")).unwrap());
    let keys = "answer([o['Key'] for o in client('s3', 'eu-west-1').list_objects_v2(Bucket='first-terraform-state').get('Contents', [])])";
    assert_eq!(cloud.python(keys, &[]), json!(["bootstrap/terraform.tfstate"]));

    // And again, when everything is as it should be.
    let again = bootstrap(&workspace, &path);
    assert!(again.status.success() && text(&again).contains("No changes."), "{}", text(&again));

    // What everyone's state depends on does not go by mistake.
    let before = workspace.state_list();
    let destroyed = workspace.terraform(&["destroy", "-no-color", "-auto-approve"]).output().expect("terraform starts");
    assert!(!destroyed.status.success(), "{}", text(&destroyed));
    for kept in ["aws_s3_bucket.state", "aws_dynamodb_table.locks"] {
        assert!(text(&destroyed).contains(&format!("Resource {kept} has lifecycle.prevent_destroy")), "{kept}: {}", text(&destroyed));
    }
    assert_eq!(workspace.state_list(), before, "something was destroyed all the same");
    roles(&cloud);
    assert_eq!(cloud.lacks(), [""; 0], "the local AWS lacks operations: add them to tests/aws");
}

/// Who may take which role, as AWS has it.
fn roles(cloud: &Cloud) {
    let trusted = cloud.python(
        "
iam = client('iam')
def trust(name):
    [statement] = iam.get_role(RoleName=name)['Role']['AssumeRolePolicyDocument']['Statement']
    return [statement['Action'], statement['Principal'], statement['Condition']]
answer({role: trust('first-test-' + role) for role in ('plan', 'drift', 'apply')})",
        &[],
    );
    let trust = |subject: &str| {
        json!([
            "sts:AssumeRoleWithWebIdentity",
            { "Federated": "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" },
            { "StringEquals": {
                "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
                "token.actions.githubusercontent.com:sub": subject,
            } },
        ])
    };
    let expected = json!({
        "plan": trust("repo:acme/shop:pull_request"),
        "drift": trust("repo:acme/shop:ref:refs/heads/main"),
        "apply": trust("repo:acme/shop:environment:test"),
    });
    assert_eq!(trusted, expected);
}

#[test]
fn credentials_of_another_account_change_nothing() {
    let Some(tools) = tools() else { return };
    let cloud = Cloud::start(tools);
    let elsewhere = ARCHITECTURE
        .replace(r#""both""#, r#""s3""#)
        .replace(r#"environment "test" {}"#, "environment \"test\" {\n  account_id = \"210987654321\"\n}");
    let rendered = Rendered::text(&elsewhere);
    cloud.create_state_backend("first-terraform-state", "eu-west-1", None);
    let account = rendered.bootstrap().with_file_name("bootstrap-210987654321");
    for root in [rendered.root(), account] {
        let workspace = Workspace::new(tools, &root).on(&cloud);
        workspace.init(Backend::AsWritten);
        let findings = workspace.validate();
        assert!(findings.is_empty(), "validate finds {findings:#?}");
        workspace.fmt_check();
        let planned = workspace.terraform(&["plan", "-no-color"]).output().expect("terraform starts");
        assert!(!planned.status.success(), "{}", root.display());
        assert!(text(&planned).contains("AWS account ID not allowed: 123456789012"), "{}", text(&planned));
    }
}
