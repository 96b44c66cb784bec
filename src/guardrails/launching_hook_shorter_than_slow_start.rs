//! The hook gives an instance up that only starts slowly, and launches another one, which starts no faster.

use super::finding::of;
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, service) in &architecture.services {
        let (hook, startup) = (*service.launching_hook_timeout, *service.startup_seconds);
        let slow = judge.threshold() * u64::from(startup);
        if judge.below(hook, slow) {
            let message = format!("service `{name}` gives instances up that start slowly under load");
            let finding = judge.finding(message, of(name, "launching_hook_timeout"), format!("gives up after {hook} s"));
            let label = format!("{startup} s to start, and under load {} times as long: {slow} s", judge.threshold());
            let finding = finding.related(of(name, "startup_seconds"), label);
            judge.report(finding.help(if slow > 7200 {
                "start faster: a hook waits for 7200 s at most".to_owned()
            } else {
                format!("set it to {slow} at least, or leave it out: tfgen derives 2.5 × startup")
            }));
        }
    }
}
