//! Policies that have nothing to decide.

use super::finding::{of, route};
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, service) in &architecture.services {
        if service.scaling.is_some() && judge.at_most(*service.max_size, *service.min_size) {
            let message = format!("service `{name}` has scaling policies and a fixed size");
            let finding = judge.finding(message, of(name, "max_size"), format!("never more than {}", service.max_size));
            judge.report(
                finding
                    .related(of(name, "min_size"), format!("never fewer than {}", service.min_size))
                    .related(route(["service", name.as_str(), "scaling"]), "can do nothing")
                    .help("raise `max_size`, or leave the `scaling` block out"),
            );
        }
    }
}
