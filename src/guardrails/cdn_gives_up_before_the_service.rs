//! CloudFront answers 504 while the service still works on the request.

use super::{Finding, route};
use crate::model::Architecture;

const RULE: &str = "cdn-gives-up-before-the-service";

pub(super) fn check(architecture: &Architecture) -> Vec<Finding> {
    let Some(cdn) = architecture.cdn.as_ref().filter(|cdn| cdn.uses_load_balancer()) else { return Vec::new() };
    let timeout = cdn.origin_read_timeout.get();
    let longest = architecture.services.iter().filter_map(|(name, service)| Some((name, service.web()?.longest_request_seconds.get())));
    let found = |name: &str, seconds: u32| {
        let message = format!("the longest request of service `{name}` takes {seconds} s, and the CDN waits {timeout} s");
        Finding::error(RULE, message, route(["service", name, "longest_request_seconds"]), "")
            .related(route(["cdn", "origin_read_timeout"]), "at most 120")
            .help("raise `origin_read_timeout`, or answer at once and let the client ask for the result")
    };
    longest.filter(|(_, seconds)| *seconds >= timeout).map(|(name, seconds)| found(name.as_str(), seconds)).collect()
}
