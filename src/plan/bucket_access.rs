//! What a service does with buckets: the rights of its role, and the names it is told, which only applying tells.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Expression, Input, keys, storage};
use crate::model::{Architecture, BucketRef, EnvironmentKey, Service};

/// What the service templates print of it.
#[derive(Debug, Serialize)]
pub struct BucketAccess {
    /// Resource of the right to fetch the artifact, and where user data fetches it from.
    artifact_arn: Expression,
    /// `s3://…`, where the bucket's name is in the architecture.
    artifact_url: Option<String>,
    artifact_key: String,
    /// Lines before the user data, as Terraform strings: `"MEDIA_BUCKET=${var.media_bucket}"`.
    values: Vec<Expression>,
    /// Those of them that the application is told as well.
    told: Vec<String>,
    /// ARNs of the objects that may be got, and put.
    reads: Vec<Expression>,
    writes: Vec<Expression>,
    /// What S3 does with the key on the service's behalf.
    kms_actions: Vec<&'static str>,
}

/// Plans it.
pub fn access(service: &Service) -> BucketAccess {
    let key = service.artifact.key.to_string();
    let explicit = service.artifact.bucket.as_ref();
    let told: Vec<(String, String)> = used(service)
        .into_iter()
        .map(|bucket| (environment_variable(bucket), storage::variable(bucket.name())))
        // The user's own variable of that name wins.
        .filter(|(variable, _)| !service.environment.keys().map(EnvironmentKey::as_str).any(|own| own == variable))
        .collect();
    let artifacts = explicit.is_none().then(|| (storage::ARTIFACTS.to_uppercase(), storage::ARTIFACTS.to_owned()));
    BucketAccess {
        artifact_arn: match explicit {
            Some(bucket) => Expression(format!("\"arn:aws:s3:::{}/{key}\"", bucket.as_str())),
            None => Expression(format!("\"arn:aws:s3:::${{var.{}}}/{key}\"", storage::ARTIFACTS)),
        },
        artifact_url: explicit.map(|bucket| format!("s3://{}/{key}", bucket.as_str())),
        artifact_key: key,
        values: artifacts
            .into_iter()
            .chain(told.iter().cloned())
            .map(|(name, variable)| Expression(format!("\"{name}=${{var.{variable}}}\"")))
            .collect(),
        told: told.into_iter().map(|(name, _)| name).collect(),
        reads: objects(&service.reads),
        writes: objects(&service.writes),
        kms_actions: kms_actions(service),
    }
}

/// The variables that the service's module needs for it.
pub fn inputs(architecture: &Architecture, service: &Service) -> Vec<Input> {
    let mut inputs = Vec::new();
    if service.artifact.bucket.is_none() {
        let variable = storage::ARTIFACTS;
        inputs.push(Input::string(variable, "Bucket that the artifact is fetched from.", storage::value(variable)));
    }
    if !kms_actions(service).is_empty() {
        inputs.push(Input::string("kms_key_arn", "ARN of the key that objects are encrypted with.", keys::key_arn()));
    }
    // A bucket that is not there has been reported.
    for bucket in used(service).into_iter().filter(|bucket| architecture.buckets.contains_key(bucket.name())) {
        let variable = storage::variable(bucket.name());
        let value = storage::value(&variable);
        inputs.push(Input::string(variable, format!("Name of bucket {}.", bucket.name()), value));
    }
    inputs
}

fn used(service: &Service) -> BTreeSet<&BucketRef> {
    service.reads.iter().chain(&service.writes).collect()
}

/// What the application finds a bucket's name under: `MEDIA_BUCKET`.
fn environment_variable(bucket: &BucketRef) -> String {
    storage::variable(bucket.name()).to_uppercase()
}

fn objects(buckets: &[BucketRef]) -> Vec<Expression> {
    buckets.iter().map(|bucket| Expression(format!("\"arn:aws:s3:::${{var.{}}}/*\"", storage::variable(bucket.name())))).collect()
}

/// S3 decrypts what is got and asks for a data key for what is put; a put in several parts needs both.
/// Source: S3 user guide, "Using server-side encryption with AWS KMS keys", permissions.
fn kms_actions(service: &Service) -> Vec<&'static str> {
    match (service.writes.is_empty(), service.reads.is_empty() && service.artifact.bucket.is_some()) {
        (false, _) => vec!["kms:Decrypt", "kms:GenerateDataKey"],
        (true, false) => vec!["kms:Decrypt"],
        (true, true) => Vec::new(),
    }
}
