//! A name that AWS would refuse at apply, computed before rendering.

use super::finding::{Route, route};
use super::judge::Judge;
use crate::model::Architecture;
use crate::plan::names::{self, Limited};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for name in names::limited(architecture) {
        let length = name.name.chars().count();
        if judge.above(length as u64, name.limit as u64) {
            let message = format!("the {} `{}` would have {length} characters; AWS accepts {}", name.what, name.name, name.limit);
            let mut finding = judge.finding(message, place(&name), "part of the name");
            let mut parts = "project or environment".to_owned();
            if let Some((keyword, _)) = &name.block {
                finding = finding.related(route(["project"]), "part of the name");
                parts = format!("project, environment or {keyword}");
            }
            let excess = length.saturating_sub(name.limit);
            let characters = if excess == 1 { "character" } else { "characters" };
            judge.report(finding.help(format!("shorten the name of the {parts} by {excess} {characters}")));
        }
    }
}

/// What gives it its name: its own block, or what is part of every name.
pub(super) fn place(name: &Limited) -> Route {
    match &name.block {
        Some((keyword, label)) => route([keyword, label.as_str()]),
        None => route(["project"]),
    }
}
