//! Project, environment and service are joined by hyphens, so two different triples can make one name.

use std::collections::HashMap;

use super::finding::Route;
use super::generated_name_too_long::place;
use super::judge::Judge;
use crate::model::{Architecture, Name};
use crate::plan::names;

pub(super) fn check(architectures: &[Architecture], judge: &mut Judge) {
    let mut seen: HashMap<(&'static str, String), (&Name, Route)> = HashMap::new();
    for architecture in architectures {
        for limited in names::limited(architecture) {
            let at = place(&limited);
            let name = (limited.what, limited.name);
            let first = seen.get(&name);
            if judge.is(first.is_some())
                && let Some((environment, other)) = first
            {
                let message = format!("two things would be the {} `{}`", name.0, name.1);
                let label = format!("in environment `{}`", architecture.environment);
                let finding = judge.finding_in(&architecture.environment, message, at, label);
                let finding = finding.related_in(environment, other.clone(), format!("in environment `{environment}`"));
                judge.report(
                    finding.help("rename the service or the environment: names are project, environment and service, joined by `-`"),
                );
            } else {
                seen.insert(name, (&architecture.environment, at));
            }
        }
    }
}
