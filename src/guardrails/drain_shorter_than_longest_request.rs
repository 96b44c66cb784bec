//! The drain ends while a request is still being answered.

use super::finding::of;
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, service) in &architecture.services {
        let Some(web) = service.web() else { continue };
        let (drain, request) = (web.deregistration_delay, web.longest_request_seconds);
        if judge.below(*drain, *request) {
            let finding = judge.finding(
                format!("service `{name}` cuts off requests whenever an instance goes"),
                of(name, "deregistration_delay"),
                format!("a target is gone after {drain} s"),
            );
            let finding = finding.related(of(name, "longest_request_seconds"), format!("but a request can take {request} s"));
            let derived = *request + *service.shutdown_seconds;
            judge.report(
                finding.help(format!(
                    "set `deregistration_delay` to {derived} (longest request + shutdown), or leave it out: tfgen derives it"
                )),
            );
        }
    }
}
