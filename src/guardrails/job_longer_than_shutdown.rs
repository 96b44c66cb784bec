//! A worker that is stopped before its job is over leaves it half done, and the message is handed out again.

use super::finding::of;
use super::judge::Judge;
use crate::model::{Architecture, derived};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, service) in &architecture.services {
        let Some(worker) = service.worker() else { continue };
        let (job, shutdown) = (worker.job_seconds, service.shutdown_seconds);
        if judge.below(*shutdown, *job) {
            let message = format!("an instance of service `{name}` that goes gets {shutdown} s, while its job takes up to {job} s");
            let finding = judge.finding(message, of(name, "shutdown_seconds"), "the job is cut off");
            judge.report(finding.related(of(name, "job_seconds"), "as long as a job takes").help(format!(
                "set `shutdown_seconds` to {} (job + 15), or leave it out: tfgen derives it",
                derived::worker_shutdown(*job)
            )));
        }
    }
}
