//! Messages for a service that the environment does not have, or that has no queue.

use super::finding::{of, route};
use super::judge::Judge;
use crate::config::nearest;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    let workers = || architecture.services.iter().filter(|(_, service)| service.worker().is_some()).map(|(name, _)| name);
    for (name, service) in &architecture.services {
        for owner in &service.sends_to {
            if !judge.is(!workers().any(|worker| *worker == owner.0)) {
                continue;
            }
            let at = of(name, "sends_to");
            judge.report(if architecture.services.contains_key(&owner.0) {
                let finding = judge.finding(format!("`{owner}` is not a worker, so it has no queue to send to"), at, "");
                let finding = finding.related(route(["service", owner.0.as_str()]), "answers requests");
                finding.help("call it through the load balancer")
            } else {
                let message = format!("there is no service `{}` in environment `{}`", owner.0, architecture.environment);
                let finding = judge.finding(message, at, "");
                match nearest(owner.0.as_str(), workers().map(|name| name.as_str())) {
                    Some(near) => finding.help(format!("did you mean `service.{near}`?")),
                    None => finding.help("a service with `kind = \"worker\"` has a queue"),
                }
            });
        }
    }
}
