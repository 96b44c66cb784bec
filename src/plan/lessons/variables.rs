//! Values that a module is planned with in a test: right in type, and in shape where AWS or the provider looks at it.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::model::Architecture;
use crate::plan::Input;

/// One of `variables {}`.
#[derive(Debug, Serialize)]
pub(super) struct Variable {
    name: String,
    value: Value,
}

/// The ends of names, longest first where one is the end of another, and what such a variable is set to.
const SHAPES: &[(&str, &str)] = &[
    ("certificate_arn", "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-4000-8000-000000000000"),
    ("kms_key_arn", "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-4000-8000-000000000000"),
    ("listener_arn", "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/test/0123456789abcdef/0123456789abcdef"),
    ("load_balancer_arn", "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/test/0123456789abcdef"),
    ("queue_arn", "arn:aws:sqs:us-east-1:123456789012:test"),
    ("secret_arn", "arn:aws:secretsmanager:us-east-1:123456789012:secret:test-AbCdEf"),
    ("topic_arn", "arn:aws:sns:us-east-1:123456789012:test"),
    ("_arn", "arn:aws:iam::123456789012:role/test"),
    ("load_balancer_arn_suffix", "app/test/0123456789abcdef"),
    ("target_group_arn_suffix", "targetgroup/test/0123456789abcdef"),
    ("prefix_list_id", "pl-0123456789abcdef0"),
    ("security_group_id", "sg-0123456789abcdef0"),
    ("vpc_id", "vpc-0123456789abcdef0"),
    ("zone_id", "Z0123456789ABCDEFGHIJ"),
    ("subnet_ids", "subnet-0123456789abcdef0"),
];

impl Variable {
    /// A value for `input`.
    pub(super) fn of(input: &Input, architecture: &Architecture) -> Self {
        let shape = SHAPES.iter().find(|(end, _)| input.name.ends_with(end)).map_or("test", |(_, value)| value);
        let value = match input.kind {
            // Subscribers and rules to wait for: none.
            "list(string)" if shape == "test" => json!([]),
            // At least two, as load balancers and databases want.
            "list(string)" => json!([shape, shape.replace("abcdef0", "abcdef1")]),
            "map(string)" => keys(architecture).map(|key| (key, json!(shape))).collect::<Map<_, _>>().into(),
            "number" => json!(1),
            "bool" => json!(true),
            _ => json!(shape),
        };
        Self { name: input.name.clone(), value }
    }
}

/// What maps are keyed by: zones, and the replicas of a database.
fn keys(architecture: &Architecture) -> impl Iterator<Item = String> {
    let replicas = architecture.databases.values().map(|database| database.read_replicas.get()).max().unwrap_or_default();
    let zones = architecture.network.availability_zones.iter().map(ToString::to_string);
    zones.chain((1..=replicas).map(|number| format!("r{number}")))
}
