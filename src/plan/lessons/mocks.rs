//! What a mocked provider answers: what it makes up by itself is a random word, which the provider's own validators refuse.
//!
//! Terraform makes computed attributes up at the apply, OpenTofu in the plan already: there, what one resource has of another is looked at.

use serde::Serialize;
use serde_json::{Value, json};

/// `mock_resource` or `mock_data`.
#[derive(Debug, Serialize)]
pub struct Mock {
    /// `resource` or `data`.
    block: &'static str,
    kind: &'static str,
    defaults: Vec<Attribute>,
}

#[derive(Debug, Serialize)]
struct Attribute {
    name: &'static str,
    value: Value,
}

/// The mocks of a module that holds these: `resource` or `data source`, and its type.
pub fn mocks<'a>(holds: impl Fn(&str, &str) -> bool + 'a) -> Vec<Mock> {
    let data = DATA.iter().filter(|(kind, _, _)| holds("data source", kind)).map(|(kind, attribute, value)| Mock {
        block: "data",
        kind,
        defaults: vec![Attribute { name: attribute, value: json!(value) }],
    });
    let resources = ARNS.iter().filter(|(kind, _)| holds("resource", kind)).map(|(kind, arn)| Mock {
        block: "resource",
        kind,
        defaults: std::iter::once(Attribute { name: "arn", value: json!(arn) }).chain(more(kind)).collect(),
    });
    data.chain(resources).collect()
}

/// Type, attribute, value; sorted by type.
const DATA: &[(&str, &str, &str)] = &[
    ("aws_acm_certificate", "arn", "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-4000-8000-000000000000"),
    ("aws_caller_identity", "account_id", "123456789012"),
    ("aws_ec2_managed_prefix_list", "id", "pl-0123456789abcdef0"),
    ("aws_route53_zone", "zone_id", "Z0123456789ABCDEFGHIJ"),
    ("aws_ssm_parameter", "insecure_value", "ami-0123456789abcdef0"),
];

const SECRET: &str = "arn:aws:secretsmanager:us-east-1:123456789012:secret:test-AbCdEf";

/// Type and ARN; sorted by type.
const ARNS: &[(&str, &str)] = &[
    ("aws_acm_certificate", "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-4000-8000-000000000000"),
    ("aws_autoscaling_policy", "arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:0:autoScalingGroupName/test:policyName/test"),
    ("aws_cloudfront_distribution", "arn:aws:cloudfront::123456789012:distribution/E0123456789ABC"),
    ("aws_cloudwatch_log_group", "arn:aws:logs:us-east-1:123456789012:log-group:test"),
    ("aws_db_instance", "arn:aws:rds:us-east-1:123456789012:db:test"),
    ("aws_iam_instance_profile", "arn:aws:iam::123456789012:instance-profile/test"),
    ("aws_iam_role", "arn:aws:iam::123456789012:role/test"),
    ("aws_kms_key", "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-4000-8000-000000000000"),
    ("aws_launch_template", "arn:aws:ec2:us-east-1:123456789012:launch-template/lt-0123456789abcdef0"),
    ("aws_lb", "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/test/0123456789abcdef"),
    ("aws_lb_target_group", "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/test/0123456789abcdef"),
    ("aws_network_interface", "arn:aws:ec2:us-east-1:123456789012:network-interface/eni-0123456789abcdef0"),
    ("aws_rds_cluster", "arn:aws:rds:us-east-1:123456789012:cluster:test"),
    ("aws_s3_bucket", "arn:aws:s3:::test"),
    ("aws_secretsmanager_secret", SECRET),
    ("aws_sns_topic", "arn:aws:sns:us-east-1:123456789012:test"),
    ("aws_sqs_queue", "arn:aws:sqs:us-east-1:123456789012:test"),
    ("aws_wafv2_web_acl", "arn:aws:wafv2:us-east-1:123456789012:global/webacl/test/00000000-0000-4000-8000-000000000000"),
];

/// What is looked at beside the ARN.
fn more(kind: &str) -> Option<Attribute> {
    match kind {
        "aws_db_instance" | "aws_rds_cluster" => {
            let secret = json!({ "kms_key_id": "test", "secret_arn": SECRET, "secret_status": "active" });
            Some(Attribute { name: "master_user_secret", value: json!([secret]) })
        }
        "aws_launch_template" => Some(Attribute { name: "id", value: json!("lt-0123456789abcdef0") }),
        _ => None,
    }
}
