//! A security group that lets traffic out does not make a route.

use super::finding::{of, route};
use super::judge::Judge;
use crate::model::{Architecture, Nat};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, service) in &architecture.services {
        // Where instances cannot even report that they are ready, that is the finding.
        let reports = architecture.network.interface_endpoints.iter().any(|service| service.as_str() == "autoscaling");
        if reports && judge.is(service.internet_egress) && judge.is(architecture.network.nat == Nat::None) {
            let message = format!("service `{name}` may open connections to the internet, but no route leads there");
            let finding = judge.finding(message, of(name, "internet_egress"), "every connection would time out");
            judge.report(
                finding
                    .related(route(["network", "nat"]), "no way to the internet")
                    .help("set `nat` to `\"instance\"`, `\"single\"` or `\"per_az\"`")
                    .help("or set `internet_egress = false` and name the AWS services it needs in `interface_endpoints` of the network"),
            );
        }
    }
}
