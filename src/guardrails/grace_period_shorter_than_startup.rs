//! An instance is judged before it can be healthy, and replaced by one that fares no better.

use super::finding::of;
use super::judge::Judge;
use crate::model::{Architecture, derived};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, service) in &architecture.services {
        let (grace, startup, healthy) = (service.health_check_grace_period, service.startup_seconds, service.seconds_until_healthy());
        if judge.below(*grace, healthy) {
            let finding = judge.finding(
                format!("service `{name}` is replaced while it is still starting"),
                of(name, "health_check_grace_period"),
                format!("but is judged after {grace} s"),
            );
            let checks = service.web().map_or_else(String::new, |web| {
                format!(", and {} × {} s to be found healthy", web.health_check.healthy_threshold, web.health_check.interval)
            });
            let finding = finding.related(of(name, "startup_seconds"), format!("it can need {startup} s to start{checks}"));
            let help = derived::health_check_grace_period(*startup, healthy);
            judge.report(finding.help(format!("set it to {help} (2.5 × startup), or leave it out: tfgen derives it")));
        }
    }
}
