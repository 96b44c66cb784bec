//! Messages for a service that the environment does not have, or that has no queue.

use super::{Finding, route};
use crate::config::nearest;
use crate::model::Architecture;

const RULE: &str = "message-to-nowhere";

pub(super) fn check(architecture: &Architecture) -> Vec<Finding> {
    let workers = || architecture.services.iter().filter(|(_, service)| service.worker().is_some()).map(|(name, _)| name.as_str());
    let mut findings = Vec::new();
    for (name, service) in &architecture.services {
        for owner in service.sends_to.iter().filter(|owner| !workers().any(|worker| worker == owner.0.as_str())) {
            let at = route(["service", name.as_str(), "sends_to"]);
            if architecture.services.contains_key(&owner.0) {
                let finding = Finding::error(RULE, format!("`{owner}` is not a worker, so it has no queue to send to"), at, "");
                findings.push(
                    finding.related(route(["service", owner.0.as_str()]), "answers requests").help("call it through the load balancer"),
                );
            } else {
                let message = format!("there is no service `{}` in environment `{}`", owner.0, architecture.environment);
                let finding = Finding::error(RULE, message, at, "");
                findings.push(match nearest(owner.0.as_str(), workers()) {
                    Some(near) => finding.help(format!("did you mean `service.{near}`?")),
                    None => finding.help("a service with `kind = \"worker\"` has a queue"),
                });
            }
        }
    }
    findings
}
