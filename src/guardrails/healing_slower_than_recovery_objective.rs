//! From the death of an instance until another one serves, all in all.

use super::finding::{of, route};
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, service) in &architecture.services {
        let Some(web) = service.web() else { continue };
        let Some(objective) = service.recovery_time_objective_seconds else { continue };
        let check = &web.health_check;
        let detect = *check.interval * *check.unhealthy_threshold + *check.timeout;
        let (launch, start, register) = (judge.threshold(), *service.startup_seconds, *check.interval * *check.healthy_threshold);
        let sum = u64::from(detect) + launch + u64::from(start) + u64::from(register);
        if judge.above(sum, *objective) {
            let finding = judge.finding(
                format!("service `{name}` needs {sum} s to heal: {detect} to detect + {launch} to launch + {start} to start + {register} to register"),
                of(name, "recovery_time_objective_seconds"),
                format!("has to be back after {objective} s"),
            );
            judge.report(
                finding
                    .related(of(name, "startup_seconds"), format!("{start} s to start"))
                    .related(route(["service", name.as_str(), "health_check"]), format!("{detect} s to detect, {register} s to register"))
                    .help("start faster (a machine image with everything installed), check more often, or keep an instance to spare and state the objective that one instance really has"),
            );
        }
    }
}
