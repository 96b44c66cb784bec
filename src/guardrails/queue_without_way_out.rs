//! A worker that cannot reach SQS never gets a job; a sender that cannot reach it hangs until its request is over.

use super::Finding;
use super::way_out::{Api, way_out};
use crate::model::{Architecture, Name, Service};

const RULE: &str = "queue-without-way-out";

/// Named as its interface endpoint is.
const API: Api = Api { endpoint: "sqs", name: "SQS" };

pub(super) fn check(architecture: &Architecture) -> Vec<Finding> {
    let found = |(name, service): (&Name, &Service)| {
        let what = match (service.worker(), service.sends_to.first()) {
            (Some(_), _) => "receive from its queue".to_owned(),
            (None, Some(owner)) => format!("send to the queue of `{owner}`"),
            (None, None) => return None,
        };
        way_out(architecture, name, &API, RULE, || format!("service `{name}` cannot {what}"))
    };
    architecture.services.iter().filter_map(found).collect()
}
