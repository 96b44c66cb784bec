//! A service that answers requests is reached through the load balancer; without one nobody reaches it.

use super::{Finding, route};
use crate::model::Architecture;

const RULE: &str = "service-without-load-balancer";

pub(super) fn check(architecture: &Architecture) -> Vec<Finding> {
    if architecture.load_balancer.is_some() {
        return Vec::new();
    }
    let found = |name: &str| {
        let message = format!("service `{name}` has no load balancer in front of it");
        Finding::error(RULE, message, route(["service", name]), "").help("add a `load_balancer {}` block: every argument has a default")
    };
    architecture.services.iter().filter(|(_, service)| service.web().is_some()).map(|(name, _)| found(name.as_str())).collect()
}
