//! What the rehearsals are held to.

mod behaviours;
mod incidents;
mod property;
mod scenarios;
mod shown;

use super::group::Group;
use super::*;
use crate::config::{Document, Sources, decode};
use crate::model::Architecture;

/// The committed example.
pub(super) fn example(environment: &str) -> Architecture {
    decoded(include_str!("../../../architecture.hcl"), environment)
}

pub(super) fn decoded(text: &str, environment: &str) -> Architecture {
    let sources = Sources::from_texts([("architecture.hcl".to_owned(), text.to_owned())]);
    let document = Document::parse(&sources).unwrap();
    decode::architecture(&document.resolve(environment).unwrap(), environment).unwrap()
}

/// One web service, `web`, of two instances in three zones.
pub(super) fn web(arguments: &str) -> Architecture {
    decoded(&format!("{}\nenvironment \"test\" {{\n{arguments}\n}}", include_str!("../../../tests/cases/guardrails/base.hcl")), "test")
}

pub(super) fn service(arguments: &str) -> Architecture {
    web(&format!("service \"web\" {{\n{arguments}\n}}"))
}

pub(super) fn group(architecture: &Architecture, name: &str) -> Group {
    let (name, service) = architecture.services.iter().find(|(own, _)| own.as_str() == name).unwrap();
    Group::new(architecture, name, service)
}

/// The one timeline of a scenario for a service.
pub(super) fn timeline(architecture: &Architecture, scenario: Scenario, service: &str) -> Timeline {
    let mut found = rehearse(architecture, &[scenario], SEED);
    found.retain(|timeline| timeline.service.as_ref().is_none_or(|name| name.as_str() == service));
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0)
}

pub(super) fn never_heals(timeline: &Timeline) -> Option<&'static str> {
    match &timeline.verdict {
        Verdict::NeverHeals { rule, .. } => Some(rule),
        _ => None,
    }
}
