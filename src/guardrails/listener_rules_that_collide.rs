//! Two listener rules with one priority, which AWS refuses, or with the same conditions, of which the second never matches.

use super::{Finding, route};
use crate::model::Architecture;

const RULE: &str = "listener-rules-that-collide";

pub(super) fn check(architecture: &Architecture) -> Vec<Finding> {
    let mut findings = Vec::new();
    let services: Vec<_> = architecture.services.iter().filter_map(|(name, service)| Some((name, service.web()?))).collect();
    for (index, (name, service)) in services.iter().enumerate() {
        for (other_name, other) in &services[..index] {
            if service.paths == other.paths && service.hosts == other.hosts {
                let message = format!("services `{other_name}` and `{name}` answer the same requests, so one of them never gets any");
                let finding = Finding::error(RULE, message, route(["service", name.as_str(), "paths"]), "the same paths and hosts");
                findings.push(
                    finding
                        .related(route(["service", other_name.as_str(), "paths"]), "as here")
                        .help("give each service `paths` or `hosts` of its own"),
                );
            } else if service.priority == other.priority {
                let message = format!("services `{other_name}` and `{name}` both have the listener priority {}", service.priority);
                let finding = Finding::error(RULE, message, route(["service", name.as_str(), "priority"]), "");
                findings.push(
                    finding
                        .related(route(["service", other_name.as_str(), "priority"]), "")
                        .help("set `priority` of one of them: the lower number is asked first"),
                );
            }
        }
    }
    findings
}
