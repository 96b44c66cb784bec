//! Project, environment and service are joined by hyphens, so two different triples can make one name.

use super::finding::Route;
use super::generated_name_too_long::place;
use super::judge::Judge;
use crate::model::{Architecture, Name};
use crate::plan::names;

pub(super) fn check(architectures: &[Architecture], judge: &mut Judge) {
    let mut seen: Vec<(&'static str, String, &Name, Route)> = Vec::new();
    for architecture in architectures {
        for limited in names::limited(architecture) {
            let at = place(&limited);
            let first = seen.iter().find(|(what, name, ..)| *what == limited.what && judge.is(*name == limited.name)).cloned();
            match first {
                Some((_, _, environment, other)) => {
                    let message = format!("two things would be the {} `{}`", limited.what, limited.name);
                    let label = format!("in environment `{}`", architecture.environment);
                    let finding = judge.finding_in(&architecture.environment, message, at, label);
                    let finding = finding.related_in(environment, other, format!("in environment `{environment}`"));
                    judge.report(
                        finding.help("rename the service or the environment: names are project, environment and service, joined by `-`"),
                    );
                }
                None => seen.push((limited.what, limited.name, &architecture.environment, at)),
            }
        }
    }
}
