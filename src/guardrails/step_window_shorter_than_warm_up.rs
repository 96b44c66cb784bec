//! The alarm still sees the load that the last step has already answered, and scales out again.

use super::finding::{of, route};
use super::judge::Judge;
use crate::model::{Architecture, derived};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, service) in &architecture.services {
        let Some(step) = service.scaling.as_ref().and_then(|scaling| scaling.step.as_ref()) else { continue };
        let (window, warmup) = (*step.evaluation_periods * 60, service.default_instance_warmup);
        if judge.below(window, *warmup) {
            let message = format!("service `{name}` scales out again before new instances take any load");
            let at = route(["service", name.as_str(), "scaling", "step", "evaluation_periods"]);
            let finding = judge.finding(message, at, format!("decides after {window} s"));
            judge.report(finding.related(of(name, "default_instance_warmup"), format!("a new instance counts after {warmup} s")).help(
                format!(
                    "set `evaluation_periods` to {} (whole minutes that cover the warm-up), or leave it out: tfgen derives it",
                    derived::step_evaluation_periods(*warmup)
                ),
            ));
        }
    }
}
