//! A service that cannot reach Secrets Manager never learns its database's password.

use super::{Finding, route};
use crate::model::{Architecture, Nat};

const RULE: &str = "secret-out-of-reach";

pub(super) fn check(architecture: &Architecture) -> Vec<Finding> {
    let network = &architecture.network;
    let endpoint = network.interface_endpoints.iter().any(|service| service.as_str() == "secretsmanager");
    let mut findings = Vec::new();
    for (name, service) in &architecture.services {
        let internet = service.internet_egress && network.nat != Nat::None;
        if service.connects_to.is_empty() || internet || endpoint {
            continue;
        }
        let message = format!("service `{name}` connects to a database, but cannot reach Secrets Manager, which holds the password");
        let finding = Finding::error(RULE, message, route(["service", name.as_str(), "connects_to"]), "its secret is out of reach");
        findings.push(finding.help(if service.internet_egress {
            "set `nat` of the network to `\"instance\"`, `\"single\"` or `\"per_az\"`, or add `\"secretsmanager\"` to its `interface_endpoints`"
        } else {
            "set `internet_egress = true`, or add `\"secretsmanager\"` to `interface_endpoints` of the network"
        }));
    }
    findings
}
