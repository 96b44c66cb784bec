//! An instance that cannot reach the Auto Scaling API never reports that it is ready, and is given up again and again.

use super::{Finding, route};
use crate::model::{Architecture, Nat};

const RULE: &str = "lifecycle-report-without-way-out";

pub(super) fn check(architecture: &Architecture) -> Vec<Finding> {
    let network = &architecture.network;
    let endpoint = network.interface_endpoints.iter().any(|service| service.as_str() == "autoscaling");
    let mut findings = Vec::new();
    for (name, service) in &architecture.services {
        let internet = service.internet_egress && network.nat != Nat::None;
        if internet || endpoint {
            continue;
        }
        let wait = service.launching_hook_timeout;
        let message = format!("service `{name}` cannot report that it is ready, so every instance is given up after {wait} s");
        let finding = if service.internet_egress {
            Finding::error(RULE, message, route(["network", "nat"]), "no way to the internet")
                .related(route(["service", name.as_str(), "internet_egress"]), "though this service asks for one")
                .help("set `nat` to `\"instance\"`, `\"single\"` or `\"per_az\"`, or add `\"autoscaling\"` to `interface_endpoints` of the network")
        } else {
            Finding::error(RULE, message, route(["service", name.as_str(), "internet_egress"]), "no way to the Auto Scaling API")
                .help("set `internet_egress = true`, or add `\"autoscaling\"` to `interface_endpoints` of the network")
        };
        findings.push(finding);
    }
    findings
}
