//! Project, environment and service are joined by hyphens, so two different triples can make one name.

use std::collections::HashMap;

use super::finding::Route;
use super::generated_name_too_long::place;
use super::judge::Judge;
use super::outline::{Again, Outline};
use crate::model::Name;
use crate::plan::names;

pub(super) fn check(outlines: &[Outline], again: &Again<'_>, judge: &mut Judge) {
    let mut seen: HashMap<(&str, &str), (&Name, usize)> = HashMap::new();
    for Outline { environment, names, .. } in outlines {
        for (index, (what, name)) in names.iter().enumerate() {
            let first = seen.get(&(*what, name.as_str()));
            if judge.is(first.is_some())
                && let Some((other, other_index)) = first
            {
                let message = format!("two things would be the {what} `{name}`");
                let finding =
                    judge.finding_in(environment, message, at(again, environment, index), format!("in environment `{environment}`"));
                let finding = finding.related_in(other, at(again, other, *other_index), format!("in environment `{other}`"));
                judge.report(
                    finding.help("rename the service or the environment: names are project, environment and service, joined by `-`"),
                );
            } else {
                seen.insert((what, name), (environment, index));
            }
        }
    }
}

/// The place of one of the names of an environment.
fn at(again: &Again<'_>, environment: &Name, index: usize) -> Route {
    again(environment).and_then(|architecture| names::limited(&architecture).get(index).map(place)).unwrap_or_default()
}
