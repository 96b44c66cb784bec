//! The load balancer gives up before the application has answered.

use super::finding::{of, route};
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    let Some(load_balancer) = &architecture.load_balancer else { return };
    let idle = load_balancer.idle_timeout;
    for (name, service) in &architecture.services {
        let Some(web) = service.web() else { continue };
        let request = web.longest_request_seconds;
        if judge.above(*request, *idle) {
            let message = format!("service `{name}` answers some requests after the load balancer has given them up");
            let finding = judge.finding(message, of(name, "longest_request_seconds"), format!("a request can take {request} s"));
            judge.report(
                finding
                    .related(route(["load_balancer", "idle_timeout"]), format!("answered with 504 after {idle} s without a byte"))
                    .help(format!("set `idle_timeout` to {request} or more, or answer at once and let a worker do the rest")),
            );
        }
    }
}
