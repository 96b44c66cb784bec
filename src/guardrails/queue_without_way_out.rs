//! A worker that cannot reach SQS never gets a job; a sender that cannot reach it hangs until its request is over.

use super::judge::Judge;
use super::way_out::{Api, way_out};
use crate::model::Architecture;

/// Named as its interface endpoint is.
const API: Api = Api { endpoint: "sqs", name: "SQS" };

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, service) in &architecture.services {
        let message = match (service.worker(), service.sends_to.first()) {
            (Some(_), _) => format!("service `{name}` cannot receive from its queue"),
            (None, Some(owner)) => format!("service `{name}` cannot send to the queue of `{owner}`"),
            (None, None) => continue,
        };
        if let Some(finding) = way_out(architecture, judge, (name, service), &API, message) {
            judge.report(finding);
        }
    }
}
