//! Where a user writes text, and where it goes.

/// How the value is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrives {
    /// No awkward string is taken.
    Nowhere,
    /// As a literal of this file, on its own.
    Literal(&'static str),
    /// As a literal of this file, with this before and after it.
    Within(&'static str, &'static str, &'static str),
    /// As a literal of this file, without what it begins with.
    Without(&'static str, &'static str),
    /// In the file of environment variables that user data writes.
    Environment,
    /// In the unit that user data writes, and in it alone.
    Command,
    /// In the estimate of what it costs.
    Estimate,
    /// As a word of a command that user data runs, with this in front of it.
    Word(&'static str),
}

/// A place for text in an architecture.
pub struct Field {
    /// The mark in `tests/cases/awkward.hcl`.
    pub name: &'static str,
    /// What the field's form asks for around an awkward string.
    pub before: &'static str,
    pub after: &'static str,
    pub arrives: Arrives,
}

const fn field(name: &'static str, before: &'static str, after: &'static str, arrives: Arrives) -> Field {
    Field { name, before, after, arrives }
}

use Arrives::{Command, Environment, Estimate, Literal, Nowhere, Within, Without, Word};

pub const FIELDS: &[Field] = &[
    field("project", "", "", Literal("providers.tf")),
    field("tag key", "", "", Literal("providers.tf")),
    field("tag", "", "", Literal("providers.tf")),
    field("required_version", ">= 1.10", "", Nowhere),
    field("aws_provider_version", ">= 5.100", "", Nowhere),
    field("state bucket", "aa", "a", Literal("backend.tf")),
    field("state key", "dev", "x", Literal("backend.tf")),
    field("table", "aaa", "", Literal("backend.tf")),
    field("cidr_block", "10.20.0.0/16", "", Nowhere),
    field("zone", "us-east-1a", "", Nowhere),
    field("nat", "instance", "", Nowhere),
    field("nat_instance_type", "t4g.nano", "", Literal("modules/network/nat.tf")),
    field("endpoint", "", "", Literal("modules/network/endpoints.tf")),
    field("domain_name", "", ".example.com", Literal("modules/load_balancer/main.tf")),
    field("ssl_policy", "ELBSecurityPolicy-TLS13-1-2-2021-06", "", Nowhere),
    field("instance_type", "t4g.small", "", Literal("modules/service_web/main.tf")),
    field("image_id", "resolve:ssm:", "", Without("modules/service_web/main.tf", "resolve:ssm:")),
    field("command", "/usr/bin/node ", "", Command),
    field("package", "", "", Word("")),
    field("path", "/", "", Literal("modules/service_web/load_balancing.tf")),
    field("host", "a", ".example.com", Literal("modules/service_web/load_balancing.tf")),
    field("readiness_path", "/", "", Word("http://127.0.0.1:8080")),
    field("variable", "", "", Environment),
    field("value", "", "", Environment),
    field("artifact bucket", "aa", "a", Within("modules/service_web/iam.tf", "arn:aws:s3:::", "/web/1.0.0.tar.gz")),
    field("artifact key", "", "", Word("s3://shop-artifacts-example/")),
    field("version", "", "", Word("/opt/web/releases/")),
    field("health_check path", "/", "", Literal("modules/service_web/load_balancing.tf")),
    field("matcher", "200", "", Nowhere),
    field("resource_path", "/", "", Literal("modules/dns/main.tf")),
    field("api path", "/orders/", "", Literal("modules/cdn/main.tf")),
    field("content_security_policy", "", "", Literal("modules/cdn/policies.tf")),
    field("path_pattern of assets", "/static/", "", Literal("modules/cdn/main.tf")),
    field("path_pattern", "/catalogue/", "", Literal("modules/cdn/main.tf")),
    field("response_page_path", "/", "", Literal("modules/cdn/main.tf")),
    field("source", "", "", Estimate),
    field("to", "10.99.0.0/24", "", Nowhere),
    field("protocol", "udp", "", Nowhere),
    field("purpose", "", "", Literal("modules/security/main.tf")),
];
