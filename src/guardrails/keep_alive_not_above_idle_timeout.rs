//! The application closes a connection that the load balancer is about to use: the classic 502.

use super::finding::{of, route};
use super::judge::Judge;
use crate::model::{Architecture, derived};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    let Some(load_balancer) = &architecture.load_balancer else { return };
    let idle = load_balancer.idle_timeout;
    for (name, service) in &architecture.services {
        let Some(web) = service.web() else { continue };
        let keep = web.keep_alive_seconds;
        if judge.at_most(*keep, *idle) {
            let message = format!("service `{name}` closes connections that the load balancer still uses");
            let finding = judge.finding(message, of(name, "keep_alive_seconds"), format!("closed by the application after {keep} s"));
            judge.report(
                finding.related(route(["load_balancer", "idle_timeout"]), format!("kept by the load balancer for {idle} s")).help(format!(
                    "set `keep_alive_seconds` to {} (idle timeout + 5), or leave it out: tfgen derives it",
                    derived::keep_alive(*idle)
                )),
            );
        }
    }
}
