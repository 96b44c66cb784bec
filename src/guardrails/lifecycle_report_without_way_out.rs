//! An instance that cannot reach the Auto Scaling API never reports that it is ready, and is given up again and again.

use super::finding::of;
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    let endpoint = architecture.network.interface_endpoints.iter().any(|service| service.as_str() == "autoscaling");
    for (name, service) in &architecture.services {
        // One that asks for the internet and has no route to it is another rule's.
        if judge.is(!service.internet_egress) && judge.is(!endpoint) {
            let wait = service.launching_hook_timeout;
            let message = format!("service `{name}` cannot report that it is ready, so every instance is given up after {wait} s");
            let finding = judge.finding(message, of(name, "internet_egress"), "no way to the Auto Scaling API");
            judge.report(finding.help("set `internet_egress = true`, or add `\"autoscaling\"` to `interface_endpoints` of the network"));
        }
    }
}
