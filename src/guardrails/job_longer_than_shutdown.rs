//! A worker that is stopped before its job is over leaves it half done, and the message is handed out again.

use super::{Finding, route};
use crate::model::Architecture;

const RULE: &str = "job-longer-than-shutdown";

pub(super) fn check(architecture: &Architecture) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (name, service) in &architecture.services {
        let Some(worker) = service.worker() else { continue };
        let (job, shutdown, hook) = (worker.job_seconds.get(), service.shutdown_seconds.get(), service.terminating_hook_timeout.get());
        let (argument, time) = if shutdown < job { ("shutdown_seconds", shutdown) } else { ("terminating_hook_timeout", hook) };
        if time < job {
            let message = format!("an instance of service `{name}` that goes gets {time} s, while its job takes up to {job} s");
            let finding = Finding::error(RULE, message, route(["service", name.as_str(), argument]), "the job is cut off");
            findings.push(
                finding
                    .related(route(["service", name.as_str(), "job_seconds"]), "as long as a job takes")
                    .help(format!("leave `{argument}` out: it follows from `job_seconds`")),
            );
        }
    }
    findings
}
