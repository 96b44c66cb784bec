//! Two listener rules with one priority, which AWS refuses, or with the same conditions, of which the second never matches.

use super::finding::of;
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    let services: Vec<_> = architecture.services.iter().filter_map(|(name, service)| Some((name, service.web()?))).collect();
    for (index, (name, service)) in services.iter().enumerate() {
        // One finding for each: with many, naming every pair would say the same thing over and over.
        let mut earlier = services[..index].iter();
        let same = earlier.clone().find(|(_, other)| judge.is(service.paths == other.paths) && judge.is(service.hosts == other.hosts));
        if let Some((other_name, _)) = same {
            let message = format!("services `{other_name}` and `{name}` answer the same requests, so one of them never gets any");
            let finding = judge.finding(message, of(name, "paths"), "the same paths and hosts");
            judge.report(finding.related(of(other_name, "paths"), "as here").help("give each service `paths` or `hosts` of its own"));
        } else if let Some((other_name, _)) = earlier.find(|(_, other)| judge.is(service.priority == other.priority)) {
            let message = format!("services `{other_name}` and `{name}` both have the listener priority {}", service.priority);
            let finding = judge.finding(message, of(name, "priority"), "");
            judge.report(
                finding.related(of(other_name, "priority"), "").help("set `priority` of one of them: the lower number is asked first"),
            );
        }
    }
}
