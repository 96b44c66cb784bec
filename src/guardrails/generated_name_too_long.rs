//! A name that AWS would refuse at apply, computed before rendering.

use super::finding::route;
use super::judge::Judge;
use crate::model::Architecture;
use crate::plan::names;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for name in names::limited(architecture) {
        let length = name.name.chars().count();
        if judge.above(length as u64, name.limit as u64) {
            let at = match &name.service {
                Some(service) => route(["service", service.as_str()]),
                None => route(["project"]),
            };
            let message = format!("the {} `{}` would have {length} characters; AWS accepts {}", name.what, name.name, name.limit);
            let mut finding = judge.finding(message, at, "part of the name");
            if name.service.is_some() {
                finding = finding.related(route(["project"]), "part of the name");
            }
            let parts = if name.service.is_some() { "project, environment or service" } else { "project or environment" };
            let excess = length.saturating_sub(name.limit);
            judge.report(finding.help(format!("shorten the name of the {parts} by {excess} characters")));
        }
    }
}
