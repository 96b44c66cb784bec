//! One bucket with its companions: what `shared/bucket.tf` prints. Every bucket of every module is rendered by that one template.
//!
//! A module that has a bucket puts a [`BucketView`] into its view as `bucket` (or loops over several with `bucket` as the variable),
//! includes `shared/bucket.tf`, and declares `data "aws_caller_identity" "current"` once.

use serde::Serialize;

use super::Expression;
use crate::model::AccountId;

/// A bucket: public access blocked, TLS only, events to EventBridge, unfinished uploads aborted; and what differs from bucket to bucket.
#[derive(Clone, Debug, Serialize)]
pub struct BucketView {
    pub(super) label: String,
    purpose: String,
    name: Expression,
    force_destroy: bool,
    prevent_destroy: bool,
    object_ownership: &'static str,
    /// Why ACLs stay possible, where they do.
    acls_because: Option<&'static str>,
    kms_key_arn: Option<Expression>,
    pub(super) versioning: bool,
    pub(super) lifecycle: Lifecycle,
    log_bucket: Option<Expression>,
    statements: Vec<Statement>,
    skips: Vec<Skip>,
}

/// What a bucket's objects are encrypted with.
#[derive(Clone, Debug)]
pub enum Encryption {
    /// A KMS key, by its ARN.
    Kms(Expression),
    /// S3's own key, and why no other: who delivers logs often accepts nothing else.
    S3(&'static str),
}

/// Where S3 writes down who asked for which object.
#[derive(Clone, Debug)]
pub enum AccessLogs {
    /// The logs bucket's name, of a kind that waits for the logs bucket's policy: under `s3/LABEL/`.
    To(Expression),
    /// Nowhere, and why.
    Nowhere(&'static str),
}

/// When objects move and go, in days. Source: S3 API, `LifecycleRule`.
#[derive(Clone, Debug, Serialize)]
pub struct Lifecycle {
    /// Until objects move to infrequent access.
    pub standard_ia_days: Option<u32>,
    /// Until objects move to Glacier, from where they must be restored before they can be read.
    pub glacier_days: Option<u32>,
    /// Until objects expire.
    pub expiration_days: Option<u32>,
    /// Until what was overwritten or deleted is gone for good.
    pub noncurrent_version_expiration_days: u32,
    /// Old versions that are kept whatever their age.
    pub newer_noncurrent_versions: Option<u32>,
}

/// A right of an AWS service or of another account, beside the rule that nobody comes without TLS.
#[derive(Clone, Debug, Serialize)]
pub struct Statement {
    /// What it is for.
    pub purpose: String,
    /// Its id in the policy.
    pub sid: String,
    /// For example `s3:PutObject`.
    #[serde(serialize_with = "one_or_several")]
    pub actions: &'static [&'static str],
    /// See [`service`] and [`account`].
    pub principal: Expression,
    /// What follows the bucket's ARN inside a string: `/*`, or nothing for the bucket itself.
    pub path: Expression,
    /// On whose behalf: without it any account could make a service act here. An account acts for itself.
    pub condition: Option<Expression>,
}

/// As people write a policy: a list only where there is more than one.
fn one_or_several<S: serde::Serializer>(actions: &&'static [&'static str], serializer: S) -> Result<S::Ok, S::Error> {
    match actions {
        [action] => action.serialize(serializer),
        actions => actions.serialize(serializer),
    }
}

/// An AWS service, for example `delivery.logs.amazonaws.com`.
pub fn service(name: &str) -> Expression {
    Expression(format!("{{ Service = \"{name}\" }}"))
}

/// Whoever the account lets.
pub fn account(id: &AccountId) -> Expression {
    Expression(format!("{{ AWS = \"arn:aws:iam::{id}:root\" }}"))
}

/// A check that cannot hold here, and why.
#[derive(Clone, Debug, Serialize)]
struct Skip {
    check: &'static str,
    reason: &'static str,
}

/// The name with the account id behind it, which makes it the only one in all of AWS.
pub fn with_account_id(name: &str) -> Expression {
    Expression(format!("\"{name}-${{data.aws_caller_identity.current.account_id}}\""))
}

/// Requests on behalf of this account alone.
pub fn own_account() -> Expression {
    Expression::from("{ StringEquals = { \"aws:SourceAccount\" = data.aws_caller_identity.current.account_id } }")
}

impl BucketView {
    /// A versioned bucket. `label` is that of each of its resources, `purpose` a comment above it, `name` the expression of its name.
    pub fn new(
        label: impl Into<String>,
        purpose: impl Into<String>,
        name: Expression,
        encryption: Encryption,
        access_logs: AccessLogs,
        lifecycle: Lifecycle,
    ) -> Self {
        let mut skips = vec![Skip { check: "CKV_AWS_144", reason: "everything lives in one region" }];
        let kms_key_arn = match encryption {
            Encryption::Kms(arn) => Some(arn),
            Encryption::S3(reason) => {
                skips.push(Skip { check: "CKV_AWS_145", reason });
                None
            }
        };
        let log_bucket = match access_logs {
            AccessLogs::To(bucket) => Some(bucket),
            AccessLogs::Nowhere(reason) => {
                skips.push(Skip { check: "CKV_AWS_18", reason });
                None
            }
        };
        Self {
            label: label.into(),
            purpose: purpose.into(),
            name,
            force_destroy: false,
            prevent_destroy: false,
            object_ownership: "BucketOwnerEnforced",
            acls_because: None,
            kms_key_arn,
            versioning: true,
            lifecycle,
            log_bucket,
            statements: Vec::new(),
            skips,
        }
    }

    /// Whether it is deleted with the objects in it: outside production.
    #[must_use]
    pub fn force_destroy(mut self, force_destroy: bool) -> Self {
        self.force_destroy = force_destroy;
        self
    }

    /// Terraform refuses to delete it.
    #[must_use]
    pub fn prevent_destroy(mut self) -> Self {
        self.prevent_destroy = true;
        self
    }

    /// Whether overwritten and deleted objects are kept for a while.
    #[must_use]
    pub fn versioning(mut self, versioning: bool) -> Self {
        self.versioning = versioning;
        if !versioning {
            self.skips.push(Skip { check: "CKV_AWS_21", reason: "the architecture says versioning = false" });
        }
        self
    }

    /// ACLs stay possible, for the one kind of delivery that still wants them; the bucket's owner owns every object all the same.
    /// Source: CloudFront developer guide, "Configure standard logging (legacy)".
    #[must_use]
    pub fn with_acls(mut self, reason: &'static str) -> Self {
        self.object_ownership = "BucketOwnerPreferred";
        self.acls_because = Some(reason);
        self
    }

    /// Lets AWS services or other accounts in.
    #[must_use]
    pub fn allow(mut self, statements: impl IntoIterator<Item = Statement>) -> Self {
        self.statements.extend(statements);
        self
    }
}

impl Lifecycle {
    /// Objects stay where they are and as long as they are not deleted; then 90 days more.
    pub fn keep() -> Self {
        Self {
            standard_ia_days: None,
            glacier_days: None,
            expiration_days: None,
            noncurrent_version_expiration_days: 90,
            newer_noncurrent_versions: None,
        }
    }

    /// Logs: read for a month, kept for questions, gone after `days`. Infrequent access bills at least 30 days and Glacier at least 90,
    /// so moving what expires sooner costs more than leaving it. Source: S3 pricing, "Minimum storage duration".
    pub fn logs(days: u32) -> Self {
        Self {
            standard_ia_days: (days >= 60).then_some(30),
            glacier_days: (days >= 180).then_some(90),
            expiration_days: Some(days),
            noncurrent_version_expiration_days: 7,
            newer_noncurrent_versions: None,
        }
    }
}
