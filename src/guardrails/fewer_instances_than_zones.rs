//! With fewer instances than zones, losing the wrong zone loses most of the service.

use super::finding::{of, route};
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    let zones = architecture.network.availability_zones.len() as u32;
    for (name, service) in &architecture.services {
        if judge.is(architecture.production) && judge.below(*service.min_size, zones) {
            let finding = judge.finding(
                format!("service `{name}` leaves a zone without an instance"),
                of(name, "min_size"),
                format!("may shrink to {}", service.min_size),
            );
            let finding = finding.related(route(["network", "availability_zones"]), format!("but there are {zones} zones"));
            judge.report(
                finding.help(format!("set `min_size` to {zones} or more, or leave it out: in production it is the number of zones")),
            );
        }
    }
}
