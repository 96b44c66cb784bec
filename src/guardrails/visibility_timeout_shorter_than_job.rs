//! A message that comes back into sight while it is worked on is worked on twice.

use super::finding::{of, route};
use super::judge::Judge;
use crate::model::{Architecture, derived};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, service) in &architecture.services {
        let Some(worker) = service.worker() else { continue };
        let (timeout, job) = (worker.queue.visibility_timeout_seconds, worker.job_seconds);
        if judge.below(*timeout, *job) {
            let message = format!("a message of service `{name}` is handed out again after {timeout} s, while its job takes up to {job} s");
            let at = route(["service", name.as_str(), "queue", "visibility_timeout_seconds"]);
            let finding = judge.finding(message, at, "a second worker gets the same job");
            judge.report(finding.related(of(name, "job_seconds"), "as long as a job takes").help(format!(
                "set `visibility_timeout_seconds` to {} (1.5 × job), or leave it out: tfgen derives it",
                derived::visibility_timeout(*job)
            )));
        }
    }
}
