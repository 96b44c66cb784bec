//! Metrics of an instance that is still starting count, and look like load.

use super::finding::of;
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, service) in &architecture.services {
        let (warmup, startup) = (service.default_instance_warmup, service.startup_seconds);
        if judge.below(*warmup, *startup) {
            let message = format!("service `{name}` counts instances that are still starting");
            let finding = judge.finding(message, of(name, "default_instance_warmup"), format!("counts after {warmup} s"));
            judge.report(
                finding
                    .related(of(name, "startup_seconds"), format!("but can need {startup} s to start"))
                    .help(format!("set `default_instance_warmup` to {startup}, or leave it out: tfgen derives it")),
            );
        }
    }
}
