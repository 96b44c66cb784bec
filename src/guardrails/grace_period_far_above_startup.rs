//! An instance that is dead from the start is kept for the whole grace period.

use super::finding::of;
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, service) in &architecture.services {
        let (grace, healthy) = (service.health_check_grace_period, service.seconds_until_healthy());
        if judge.above(*grace, judge.threshold() * u64::from(healthy)) {
            let finding = judge.finding(
                format!("service `{name}` heals slowly: an instance that never works is kept for {grace} s"),
                of(name, "health_check_grace_period"),
                format!("more than {} times as long", judge.threshold()),
            );
            let finding = finding.related(of(name, "startup_seconds"), format!("it is healthy after {healthy} s at worst"));
            judge.report(finding.help("leave `health_check_grace_period` out: tfgen derives it; or state the start-up time it really has"));
        }
    }
}
