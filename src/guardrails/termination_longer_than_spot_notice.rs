//! A spot instance is gone two minutes after the notice, whatever it is still doing.

use super::finding::{of, route};
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, service) in &architecture.services {
        let Some(mixed) = &service.mixed_instances_policy else { continue };
        let (drain, hook, shutdown) =
            (service.web().map_or(0, |web| *web.deregistration_delay), *service.terminating_hook_timeout, *service.shutdown_seconds);
        let sum = drain + hook + shutdown;
        let share = mixed.on_demand_percentage_above_base_capacity;
        if judge.below(*share, 100_u32) && judge.above(sum, judge.threshold()) {
            let notice = judge.threshold();
            let message = format!(
                "service `{name}` can need {sum} s to end, and a spot instance has {notice} s: {drain} to drain + {hook} of the hook + {shutdown} to shut down"
            );
            let at = route(["service", name.as_str(), "mixed_instances_policy", "on_demand_percentage_above_base_capacity"]);
            judge.report(
                judge
                    .finding(message, at, "the rest is spot")
                    .related(of(name, "deregistration_delay"), format!("{drain} s"))
                    .related(of(name, "terminating_hook_timeout"), format!("{hook} s"))
                    .related(of(name, "shutdown_seconds"), format!("{shutdown} s"))
                    .help("shorten `shutdown_seconds` and `longest_request_seconds`, from which the others follow, or run it on demand"),
            );
        }
    }
}
