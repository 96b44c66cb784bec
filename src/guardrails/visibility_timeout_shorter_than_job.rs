//! A message that comes back into sight while it is worked on is worked on twice.
//! Source: SQS developer guide, "Amazon SQS visibility timeout".

use super::{Finding, route};
use crate::model::Architecture;

const RULE: &str = "visibility-timeout-shorter-than-job";

pub(super) fn check(architecture: &Architecture) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (name, worker) in architecture.services.iter().filter_map(|(name, service)| Some((name, service.worker()?))) {
        let (timeout, job) = (worker.queue.visibility_timeout_seconds.get(), worker.job_seconds.get());
        if timeout < job {
            let message = format!("a message of service `{name}` is handed out again after {timeout} s, while its job takes up to {job} s");
            let at = route(["service", name.as_str(), "queue", "visibility_timeout_seconds"]);
            let finding = Finding::error(RULE, message, at, "a second worker gets the same job");
            findings.push(
                finding
                    .related(route(["service", name.as_str(), "job_seconds"]), "as long as a job takes")
                    .help("leave `visibility_timeout_seconds` out: it follows from `job_seconds`"),
            );
        }
    }
    findings
}
