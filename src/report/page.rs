//! The page as a whole.

use anyhow::{Context as _, Result};
use serde::Serialize;

use super::anchor::anchor;
use super::sources::{self, Prices};
use super::table::Table;
use super::values::{self, Values};
use super::{alarms, cost, guardrails, incidents, matrix, overview, rehearsals};
use crate::cost::Estimate;
use crate::diagnostic::Diagnostic;
use crate::graph;
use crate::guardrails::Waived;
use crate::model::Architecture;
use crate::project::Origins;
use crate::rehearse::{Incident, Timeline};

/// An environment, and everything that is known about it.
pub struct Subject<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it is.
    pub architecture: &'a Architecture,
    /// Who set its values.
    pub origins: Origins<'a>,
    /// What the guardrails find.
    pub diagnostics: &'a [Diagnostic],
    /// What they were told not to mind.
    pub waived: Vec<Waived<'a>>,
    /// What it costs.
    pub estimate: Estimate,
    /// What happens when something fails.
    pub timelines: Vec<Timeline>,
    /// The incidents that tfgen comes from, in it.
    pub incidents: Vec<Incident>,
}

/// What the templates in `report/` print.
#[derive(Debug, Serialize)]
pub struct Page {
    project: String,
    /// The architecture's name.
    source: String,
    overview: Table,
    scenarios: Table,
    incidents: Vec<incidents::Section>,
    environments: Vec<Environment>,
    sources: sources::Section,
}

#[derive(Debug, Serialize)]
struct Environment {
    name: String,
    /// Ids of its sections begin with it.
    id: String,
    production: bool,
    /// Its sections, as the contents list them.
    parts: Vec<Part>,
    /// Drawn by [`crate::graph`].
    picture: String,
    cost: cost::Section,
    matrix: matrix::Section,
    guardrails: guardrails::Section,
    rehearsals: rehearsals::Section,
    alarms: alarms::Section,
    values: values::Section,
}

#[derive(Debug, Serialize)]
struct Part {
    id: &'static str,
    title: &'static str,
}

const PARTS: [(&str, &str); 7] = [
    ("picture", "Picture"),
    ("cost", "Cost"),
    ("matrix", "Who may talk to whom"),
    ("guardrails", "Guardrails"),
    ("rehearsals", "When something fails"),
    ("alarms", "Who is told"),
    ("values", "Resolved values"),
];

/// The page about some environments, side by side.
///
/// # Errors
/// An architecture that cannot be printed: a bug in tfgen.
pub fn page(source: &str, subjects: &[Subject<'_>]) -> Result<Page> {
    let mut prices = Prices::default();
    let mut resolved = Vec::new();
    for subject in subjects {
        let value = serde_json::to_value(subject.architecture).context("cannot print the architecture; this is a bug in tfgen")?;
        resolved.push(Values::of(subject, &value));
    }
    let both = || subjects.iter().zip(&resolved);
    let environments = both().map(|(subject, values)| Environment {
        name: subject.name.to_owned(),
        id: anchor(["env", subject.name]),
        production: subject.architecture.production,
        parts: PARTS.iter().map(|(id, title)| Part { id, title }).collect(),
        picture: graph::svg(subject.architecture, &format!("picture-of-{}", subject.name)),
        cost: cost::section(subject, values, &mut prices),
        matrix: matrix::section(subject, values),
        guardrails: guardrails::section(subject),
        rehearsals: rehearsals::section(subject, values),
        alarms: alarms::section(subject),
        values: values.section(),
    });
    let environments = environments.collect();
    Ok(Page {
        project: subjects.first().map(|subject| subject.architecture.project.to_string()).unwrap_or_default(),
        source: source.to_owned(),
        overview: overview::overview(subjects, &resolved),
        scenarios: overview::scenarios(subjects),
        incidents: both().map(|(subject, values)| incidents::section(subject, values)).collect(),
        environments,
        sources: prices.section(),
    })
}
