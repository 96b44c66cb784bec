//! The machine is taken away while the application is still ending.

use super::finding::of;
use super::judge::Judge;
use crate::model::{Architecture, derived};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, service) in &architecture.services {
        let (hook, shutdown) = (service.terminating_hook_timeout, service.shutdown_seconds);
        if judge.below(*hook, u64::from(*shutdown) + judge.threshold()) {
            let message = format!("service `{name}` is cut off before it has ended");
            let finding = judge.finding(message, of(name, "terminating_hook_timeout"), format!("the machine goes after {hook} s"));
            judge.report(
                finding
                    .related(
                        of(name, "shutdown_seconds"),
                        format!("but the application needs {shutdown} s, and {} s pass until it is told", judge.threshold()),
                    )
                    .help(format!(
                        "set `terminating_hook_timeout` to {} (shutdown + 15), or leave it out: tfgen derives it",
                        derived::terminating_hook_timeout(*shutdown)
                    )),
            );
        }
    }
}
