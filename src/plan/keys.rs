//! The key module: one KMS key an environment.

use serde::Serialize;

use super::{Expression, Module, Output, View, names};
use crate::model::Architecture;

/// What the key templates print.
#[derive(Debug, Serialize)]
pub struct KeysView {
    description: String,
    alias: String,
    region: String,
    pub(super) deletion_window_in_days: u32,
    /// Whether CloudFront reads what is encrypted.
    cdn: bool,
}

/// What the root passes to every module that encrypts.
pub fn key_arn() -> Expression {
    Expression::from("module.keys.kms_key_arn")
}

/// Plans the module.
pub fn module(architecture: &Architecture) -> Module {
    let prefix = names::prefix(architecture);
    Module {
        name: "keys".to_owned(),
        summary: "The KMS key that everything in the environment is encrypted with.".to_owned(),
        inputs: Vec::new(),
        outputs: vec![Output::new("kms_key_arn", "ARN of the environment's key.", "aws_kms_key.this.arn")],
        view: View::Keys(KeysView {
            description: format!("Everything that {prefix} stores"),
            alias: format!("alias/{prefix}"),
            region: architecture.region.as_str().to_owned(),
            // What is encrypted with a deleted key is gone: production gets the longest time to notice.
            deletion_window_in_days: if architecture.production { 30 } else { 7 },
            cdn: architecture.cdn.is_some(),
        }),
    }
}
