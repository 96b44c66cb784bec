//! The storage module: the buckets of an environment, but for those of its CDN, which belong to the CDN's module.

use serde::Serialize;

use super::bucket::{AccessLogs, BucketView, Encryption, Lifecycle, Statement, own_account, service, with_account_id};
use super::{Expression, Input, Module, Output, View, keys, names};
use crate::model::{Architecture, Bucket, Logs, Name};

/// What the storage templates print.
#[derive(Debug, Serialize)]
pub struct StorageView {
    logs: BucketView,
    artifacts: Option<BucketView>,
    buckets: Vec<BucketView>,
}

impl StorageView {
    /// Every bucket.
    pub(super) fn all(&self) -> impl Iterator<Item = &BucketView> {
        std::iter::once(&self.logs).chain(&self.artifacts).chain(&self.buckets)
    }

    /// The files it has.
    pub fn files(&self) -> Vec<&'static str> {
        let mut files = vec!["main.tf"];
        if self.artifacts.is_some() {
            files.push("artifacts.tf");
        }
        if !self.buckets.is_empty() {
            files.push("buckets.tf");
        }
        files
    }
}

/// Whether anything in the environment has use for a bucket.
pub fn needed(architecture: &Architecture) -> bool {
    architecture.load_balancer.is_some() || !architecture.buckets.is_empty() || artifacts_needed(architecture)
}

/// Whether a service leaves the bucket of its artifact to tfgen.
fn artifacts_needed(architecture: &Architecture) -> bool {
    architecture.services.values().any(|service| service.artifact.bucket.is_none())
}

/// What the root passes to every module whose logs are delivered to the logs bucket. Whoever reads it waits for the bucket's policy.
pub fn log_bucket() -> Expression {
    Expression::from("module.storage.log_bucket")
}

/// Variable of the artifact bucket's name, and output of this module.
pub const ARTIFACTS: &str = "artifacts_bucket";

/// Variable of the name of one of the user's buckets, and output of this module: `media_bucket`.
pub fn variable(bucket: &Name) -> String {
    format!("{}_bucket", bucket.identifier())
}

/// What the root passes for such a variable.
pub fn value(variable: &str) -> Expression {
    Expression(format!("module.storage.{variable}"))
}

/// Key prefix of the load balancer's access logs.
pub const LOAD_BALANCER_PREFIX: &str = "load-balancer";

/// Plans the module.
pub fn module(architecture: &Architecture) -> Module {
    let artifacts = artifacts_needed(architecture).then(|| artifacts(architecture));
    let buckets: Vec<BucketView> = architecture.buckets.iter().map(|(name, bucket)| own(architecture, name, bucket)).collect();
    let encrypted = artifacts.is_some() || !buckets.is_empty();
    Module {
        name: "storage".to_owned(),
        summary: "The buckets: access logs, artifacts of the services, and the architecture's own.".to_owned(),
        inputs: encrypted
            .then(|| Input::string("kms_key_arn", "ARN of the key that objects are encrypted with.", keys::key_arn()))
            .into_iter()
            .collect(),
        outputs: outputs(architecture),
        view: View::Storage(Box::new(StorageView { logs: logs(architecture), artifacts, buckets })),
    }
}

fn outputs(architecture: &Architecture) -> Vec<Output> {
    let mut outputs = shown(architecture);
    outputs.push(Output::new("log_bucket", "Bucket that access logs are delivered to.", "aws_s3_bucket.logs.id").after(
        "Who delivers logs proves at once that it may write there.",
        [Expression::from("aws_s3_bucket_ownership_controls.logs"), Expression::from("aws_s3_bucket_policy.logs")],
    ));
    outputs.sort_by(|a, b| a.name.cmp(&b.name));
    outputs
}

/// The buckets that people put something into.
fn shown(architecture: &Architecture) -> Vec<Output> {
    let artifacts = artifacts_needed(architecture)
        .then(|| Output::new(ARTIFACTS, "Bucket that the services' artifacts are uploaded to.", "aws_s3_bucket.artifacts.id"));
    let own = architecture
        .buckets
        .keys()
        .map(|name| Output::new(variable(name), format!("Name of bucket {name}."), format!("aws_s3_bucket.{}.id", name.identifier())));
    artifacts.into_iter().chain(own).collect()
}

/// Outputs of the root.
pub fn root_outputs(architecture: &Architecture) -> Vec<Output> {
    shown(architecture)
        .into_iter()
        .map(|output| {
            let value = value(&output.name);
            Output { value, ..output }
        })
        .collect()
}

fn logs(architecture: &Architecture) -> BucketView {
    let Logs { standard_ia_days, glacier_days, expiration_days } = &architecture.logs;
    let load_balancer = architecture.load_balancer.as_ref().map(|_| Statement {
        purpose: "Access logs of the load balancer.".to_owned(),
        sid: "LoadBalancerLogs".to_owned(),
        actions: &["s3:PutObject"],
        principal: service("logdelivery.elasticloadbalancing.amazonaws.com"),
        path: Expression(format!("/{LOAD_BALANCER_PREFIX}/AWSLogs/${{data.aws_caller_identity.current.account_id}}/*")),
        // As Elastic Load Balancing documents it; whether it names the account as well is not said.
        condition: Some(Expression(format!(
            "{{ ArnLike = {{ \"aws:SourceArn\" = \"arn:aws:elasticloadbalancing:{}:${{data.aws_caller_identity.current.account_id}}:loadbalancer/*\" }} }}",
            architecture.region.as_str()
        ))),
    });
    let s3 = Statement {
        purpose: "Access logs of the other buckets.".to_owned(),
        sid: "BucketLogs".to_owned(),
        actions: &["s3:PutObject"],
        principal: service("logging.s3.amazonaws.com"),
        path: Expression::from("/s3/*"),
        condition: Some(own_account()),
    };
    BucketView::new(
        "logs",
        "Access logs of the load balancer and of the other buckets.",
        with_account_id(&names::bucket(architecture, "logs")),
        Encryption::S3("load balancers and S3 deliver logs to buckets with S3's own key only"),
        AccessLogs::Nowhere("it is where access logs go; logs of the logs would never end"),
        Lifecycle {
            standard_ia_days: standard_ia_days.map(|days| days.get()),
            glacier_days: glacier_days.map(|days| days.get()),
            expiration_days: Some(expiration_days.get()),
            noncurrent_version_expiration_days: 7,
            newer_noncurrent_versions: None,
        },
    )
    .force_destroy(!architecture.production)
    .allow(load_balancer.into_iter().chain([s3]))
}

fn artifacts(architecture: &Architecture) -> BucketView {
    // Whatever an instance may boot from, or be rolled back to, stays and can be read at once.
    BucketView::new(
        "artifacts",
        format!(
            "What the services run. An instance without its artifact never gets ready, so upload first: `{} apply -target=module.storage` makes \
             the buckets alone.",
            architecture.terraform.engine.command()
        ),
        with_account_id(&names::bucket(architecture, "artifacts")),
        Encryption::Kms(Expression::from("var.kms_key_arn")),
        logged(),
        Lifecycle::keep(),
    )
    .force_destroy(!architecture.production)
}

fn own(architecture: &Architecture, name: &Name, bucket: &Bucket) -> BucketView {
    let days = |days: Option<crate::model::Days>| days.map(|days| days.get());
    BucketView::new(
        name.identifier(),
        format!("Bucket {name}."),
        with_account_id(&names::bucket(architecture, name.as_str())),
        Encryption::Kms(Expression::from("var.kms_key_arn")),
        logged(),
        Lifecycle {
            standard_ia_days: days(bucket.standard_ia_days),
            glacier_days: days(bucket.glacier_days),
            expiration_days: days(bucket.expiration_days),
            noncurrent_version_expiration_days: bucket.noncurrent_version_expiration_days.get(),
            newer_noncurrent_versions: None,
        },
    )
    .versioning(bucket.versioning)
    .force_destroy(bucket.force_destroy)
}

/// The logs bucket by its policy: S3 accepts it as a target only once the policy lets it in.
fn logged() -> AccessLogs {
    AccessLogs::To(Expression::from("aws_s3_bucket_policy.logs.bucket"))
}
