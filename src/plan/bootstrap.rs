//! The bootstrap root: the bucket and the table that every other root keeps its state in.

use std::collections::BTreeMap;

use serde::Serialize;

use super::bucket::{AccessLogs, BucketView, Encryption, Lifecycle};
use super::root::tags;
use super::{Expression, Module, Output, Root, View};
use crate::model::{Bootstrap, State};

/// Name of the bootstrap's folder, and of its own state object.
pub const NAME: &str = "bootstrap";

/// What the bootstrap templates print.
#[derive(Debug, Serialize)]
pub struct BootstrapView {
    project: String,
    region: String,
    bucket: BucketView,
    bucket_name: String,
    key: String,
    table: Option<String>,
    kms_key_id: Option<String>,
    lockfile: bool,
    command: &'static str,
    default_tags: BTreeMap<String, String>,
}

/// Plans the bootstrap root.
pub fn root(bootstrap: &Bootstrap, source: &str) -> Root {
    let state = &bootstrap.state;
    let mut outputs = vec![
        Output::new("state_bucket", "Bucket that holds the state of every environment.", "aws_s3_bucket.state.id"),
        Output::new("state_kms_key_arn", "Key for the states: `kms_key_id` in the architecture.", "aws_kms_key.state.arn"),
    ];
    if state.locking.table() {
        outputs.push(Output::new("lock_table", "Table that holds the state locks.", "aws_dynamodb_table.locks.name"));
    }
    outputs.sort_by(|a, b| a.name.cmp(&b.name));
    Root {
        source: source.to_owned(),
        render_command: "tfgen render --all".to_owned(),
        command: bootstrap.terraform.engine.command(),
        required_version: bootstrap.terraform.required_version.to_string(),
        aws_provider_version: bootstrap.terraform.aws_provider_version.to_string(),
        permissions_boundary: None,
        review: None,
        module: Module {
            name: NAME.to_owned(),
            summary: format!("Where the Terraform state of {} lies.", bootstrap.project),
            inputs: Vec::new(),
            outputs,
            view: View::Bootstrap(Box::new(BootstrapView {
                project: bootstrap.project.to_string(),
                region: state.region.as_str().to_owned(),
                bucket: bucket(state),
                bucket_name: state.bucket.as_str().to_owned(),
                key: state.key.to_string(),
                table: state.locking.table().then(|| state.dynamodb_table.to_string()),
                kms_key_id: state.kms_key_id.as_ref().map(ToString::to_string),
                lockfile: state.locking.lockfile(),
                command: bootstrap.terraform.engine.command(),
                default_tags: tags(&bootstrap.tags, bootstrap.project.as_str(), NAME),
            })),
        },
        modules: Vec::new(),
    }
}

fn bucket(state: &State) -> BucketView {
    BucketView::new(
        "state",
        "Every state there ever was, one object an environment: the way back from a broken one.",
        Expression(format!("\"{}\"", state.bucket.as_str())),
        Encryption::Kms(Expression::from("aws_kms_key.state.arn")),
        AccessLogs::Nowhere("a bucket for its logs would need logs of its own; CloudTrail data events tell who reads state"),
        Lifecycle { newer_noncurrent_versions: Some(30), ..Lifecycle::keep() },
    )
    .prevent_destroy()
}
