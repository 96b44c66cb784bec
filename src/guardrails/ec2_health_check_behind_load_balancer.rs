//! The group replaces machines that have stopped, but not applications that have.

use super::finding::{of, route};
use super::judge::Judge;
use crate::model::{Architecture, HealthCheckType};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, service) in &architecture.services {
        if judge.is(service.health_check_type == HealthCheckType::Ec2) && service.web().is_some() {
            let message = format!("service `{name}` keeps instances that answer nobody");
            let finding = judge.finding(message, of(name, "health_check_type"), "asks only whether the machine runs");
            let finding = finding.related(route(["load_balancer"]), "what this finds unhealthy is left as it is");
            judge.report(finding.help("set `health_check_type = \"ELB\"`, or leave it out: that is the default"));
        }
    }
}
