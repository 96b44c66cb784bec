//! Steps only ever add instances: what takes them away again is target tracking.

use super::finding::{of, route};
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, service) in &architecture.services {
        let Some(scaling) = service.scaling.as_ref().filter(|scaling| scaling.step.is_some()) else { continue };
        if judge.is(scaling.cpu_target.is_none() && scaling.requests_per_target.is_none()) {
            let message = format!("service `{name}` grows with its load and never gets smaller again");
            let at = route(["service", name.as_str(), "scaling", "step"]);
            judge.report(
                judge
                    .finding(message, at, "adds instances only")
                    .related(of(name, "max_size"), format!("where it stays: {} instances", service.max_size))
                    .help("add what the group is held at by target tracking, which also scales in: `cpu_target` or `requests_per_target`"),
            );
        }
    }
}
