//! ELB refuses a target group whose checks overlap, though only when it is applied.

use super::finding::route;
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, service) in &architecture.services {
        let Some(web) = service.web() else { continue };
        let (timeout, interval) = (web.health_check.timeout, web.health_check.interval);
        if judge.at_least(*timeout, *interval) {
            let at = |argument| route(["service", name.as_str(), "health_check", argument]);
            let message = format!("service `{name}` would ask again before an answer is overdue");
            let finding = judge.finding(message, at("timeout"), format!("waits {timeout} s for an answer"));
            let finding = finding.related(at("interval"), format!("but asks every {interval} s"));
            judge.report(finding.help(format!("set `timeout` below {interval}: a liveness path answers within a second or two")));
        }
    }
}
