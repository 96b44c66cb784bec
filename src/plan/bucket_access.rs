//! What a service does with buckets: the rights of its role, and the names it is told, which only applying tells.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Expression, Input, storage};
use crate::model::{Architecture, BucketRef, Service};

/// What the service templates print of it.
#[derive(Debug, Serialize)]
pub struct BucketAccess {
    /// Resource of the right to fetch the artifact, and where user data fetches it from.
    artifact_arn: Expression,
    /// `s3://…`, where the bucket's name is in the architecture; that of the environment's own is set before user data.
    artifact_url: Option<String>,
    artifact_key: String,
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
    BucketAccess {
        artifact_arn: match explicit {
            Some(bucket) => Expression(format!("\"arn:aws:s3:::{}/{key}\"", bucket.as_str())),
            None => Expression(format!("\"arn:aws:s3:::${{var.{}}}/{key}\"", storage::ARTIFACTS)),
        },
        artifact_url: explicit.map(|bucket| format!("s3://{}/{key}", bucket.as_str())),
        artifact_key: key,
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
    // A bucket that is not there has been reported.
    for bucket in used(service).into_iter().filter(|bucket| architecture.buckets.contains_key(bucket.name())) {
        let variable = storage::variable(bucket.name());
        let value = storage::value(&variable);
        inputs.push(Input::string(variable, format!("Name of bucket {}.", bucket.name()), value));
    }
    inputs
}

/// What the application is told, as `${…}`: the name of each bucket it uses, which only applying tells, as `MEDIA_BUCKET`.
pub fn wired(service: &Service) -> impl Iterator<Item = (String, Expression)> {
    used(service).into_iter().map(|bucket| {
        let variable = storage::variable(bucket.name());
        (variable.to_uppercase(), Expression(format!("${{var.{variable}}}")))
    })
}

fn used(service: &Service) -> BTreeSet<&BucketRef> {
    service.reads.iter().chain(&service.writes).collect()
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
