//! CloudFront answers 504 while the service still works on the request.

use super::finding::{of, route};
use super::judge::Judge;
use crate::model::{Architecture, derived};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    // A CDN that asks no service at all is another rule's.
    let Some(cdn) = architecture.cdn.as_ref().filter(|cdn| cdn.uses_load_balancer()) else { return };
    let timeout = cdn.origin_read_timeout;
    for (name, service) in &architecture.services {
        let Some(web) = service.web() else { continue };
        let longest = web.longest_request_seconds;
        if judge.at_least(*longest, *timeout) {
            let message = format!("the longest request of service `{name}` takes {longest} s, and the CDN waits {timeout} s");
            let finding = judge.finding(message, of(name, "longest_request_seconds"), "");
            let finding = finding.related(route(["cdn", "origin_read_timeout"]), "at most 120");
            let enough = derived::origin_read_timeout(*longest);
            judge.report(if *enough > *longest {
                finding.help(format!("leave `origin_read_timeout` out: tfgen derives {enough}"))
            } else {
                finding.help("answer at once and let the client ask for the result")
            });
        }
    }
}
