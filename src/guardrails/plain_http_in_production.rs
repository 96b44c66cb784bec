//! A production load balancer without a certificate sends passwords and sessions in the clear.

use super::{Finding, route};
use crate::model::Architecture;

const RULE: &str = "plain-http-in-production";

pub(super) fn check(architecture: &Architecture) -> Vec<Finding> {
    let plain = architecture.load_balancer.as_ref().is_some_and(|load_balancer| !load_balancer.https());
    if !(architecture.production && plain) {
        return Vec::new();
    }
    let message = format!("environment `{}` is in production and answers in plain HTTP", architecture.environment);
    let finding = Finding::error(RULE, message, route(["load_balancer"]), "neither a domain nor a certificate");
    vec![finding.related(route(["production"]), "production").help(
        "add a `dns` block, whose certificate is created, or set `domain_name` to a domain with a certificate in ACM, or `certificate_arn`",
    )]
}
