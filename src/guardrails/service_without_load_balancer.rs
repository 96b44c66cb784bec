//! A service that answers requests is reached through the load balancer; without one nobody reaches it.

use super::finding::route;
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, _) in architecture.services.iter().filter(|(_, service)| service.web().is_some()) {
        if judge.is(architecture.load_balancer.is_none()) {
            let message = format!("service `{name}` has no load balancer in front of it");
            let finding = judge.finding(message, route(["service", name.as_str()]), "");
            judge.report(finding.help("add a `load_balancer {}` block: every argument has a default"));
        }
    }
}
