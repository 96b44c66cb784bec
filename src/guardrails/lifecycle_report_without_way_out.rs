//! An instance that cannot reach the Auto Scaling API never reports that it is ready, and is given up again and again.

use super::finding::{of, route};
use super::judge::Judge;
use crate::model::{Architecture, Nat};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    let network = &architecture.network;
    let endpoint = network.interface_endpoints.iter().any(|service| service.as_str() == "autoscaling");
    for (name, service) in &architecture.services {
        let internet = service.internet_egress && network.nat != Nat::None;
        if !(judge.is(!internet) && judge.is(!endpoint)) {
            continue;
        }
        let wait = service.launching_hook_timeout;
        let message = format!("service `{name}` cannot report that it is ready, so every instance is given up after {wait} s");
        let egress = of(name, "internet_egress");
        let endpoint = "add `\"autoscaling\"` to `interface_endpoints` of the network";
        judge.report(if service.internet_egress {
            judge
                .finding(message, route(["network", "nat"]), "no way to the internet")
                .related(egress, "though this service asks for one")
                .help(format!("set `nat` to `\"instance\"`, `\"single\"` or `\"per_az\"`, or {endpoint}"))
        } else {
            judge.finding(message, egress, "no way to the Auto Scaling API").help(format!("set `internet_egress = true`, or {endpoint}"))
        });
    }
}
