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

/// A part of the page, as its template prints it.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct Part(View);

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum View {
    /// What is before the environments.
    Opening { page: Box<Opening> },
    /// The incidents in one environment; numbers are from 1.
    Incidents { incident: Box<incidents::Section>, number: usize, last: bool },
    /// One environment.
    Environment { environment: Box<Environment> },
    /// What is behind the environments.
    Closing { sources: Box<sources::Section> },
}

impl Part {
    /// Its template.
    pub fn template(&self) -> &'static str {
        match self.0 {
            View::Opening { .. } => "report/begin.html",
            View::Incidents { .. } => "report/incident.html",
            View::Environment { .. } => "report/environment.html",
            View::Closing { .. } => "report/end.html",
        }
    }
}

/// What the page begins with.
#[derive(Debug, Serialize)]
struct Opening {
    project: String,
    /// The architecture's name.
    source: String,
    contents: Vec<Entry>,
    overview: Table,
    scenarios: Table,
}

/// An environment in the contents.
#[derive(Debug, Serialize)]
struct Entry {
    name: String,
    id: String,
    parts: [Anchor; PARTS.len()],
}

#[derive(Clone, Copy, Debug, Serialize)]
struct Anchor {
    id: &'static str,
    title: &'static str,
}

/// An environment's part of the page.
#[derive(Debug, Serialize)]
struct Environment {
    name: String,
    /// Ids of its sections begin with it.
    id: String,
    production: bool,
    /// Drawn by [`crate::graph`].
    picture: String,
    cost: cost::Section,
    matrix: matrix::Section,
    guardrails: guardrails::Section,
    rehearsals: rehearsals::Section,
    alarms: alarms::Section,
    values: values::Section,
}

/// The sections of an environment, as the contents list them.
const PARTS: [(&str, &str); 7] = [
    ("picture", "Picture"),
    ("cost", "Cost"),
    ("matrix", "Who may talk to whom"),
    ("guardrails", "Guardrails"),
    ("rehearsals", "When something fails"),
    ("alarms", "Who is told"),
    ("values", "Resolved values"),
];

/// Hands the page about some environments, side by side, to `put`: part by part, in their order.
///
/// # Errors
/// An architecture that cannot be printed: a bug in tfgen. What `put` fails with.
pub fn parts(source: &str, subjects: &[Subject<'_>], mut put: impl FnMut(Part) -> Result<()>) -> Result<()> {
    let mut prices = Prices::default();
    let mut resolved = Vec::new();
    for subject in subjects {
        let value = serde_json::to_value(subject.architecture).context("cannot print the architecture; this is a bug in tfgen")?;
        resolved.push(Values::of(subject, &value));
    }
    let entry = |subject: &Subject<'_>| Entry {
        name: subject.name.to_owned(),
        id: anchor(["env", subject.name]),
        parts: PARTS.map(|(id, title)| Anchor { id, title }),
    };
    let opening = Opening {
        project: subjects.first().map(|subject| subject.architecture.project.to_string()).unwrap_or_default(),
        source: source.to_owned(),
        contents: subjects.iter().map(entry).collect(),
        overview: overview::overview(subjects, &resolved),
        scenarios: overview::scenarios(subjects),
    };
    put(Part(View::Opening { page: Box::new(opening) }))?;
    let both = || subjects.iter().zip(&resolved);
    for (index, (subject, values)) in both().enumerate() {
        let incident = Box::new(incidents::section(subject, values));
        put(Part(View::Incidents { incident, number: index + 1, last: index + 1 == subjects.len() }))?;
    }
    for (subject, values) in both() {
        put(Part(View::Environment { environment: Box::new(environment(subject, values, &mut prices)) }))?;
    }
    put(Part(View::Closing { sources: Box::new(prices.section()) }))
}

fn environment(subject: &Subject<'_>, values: &Values<'_>, prices: &mut Prices) -> Environment {
    Environment {
        name: subject.name.to_owned(),
        id: anchor(["env", subject.name]),
        production: subject.architecture.production,
        picture: graph::svg(subject.architecture, &format!("picture-of-{}", subject.name)),
        cost: cost::section(subject, values, prices),
        matrix: matrix::section(subject, values),
        guardrails: guardrails::section(subject),
        rehearsals: rehearsals::section(subject, values),
        alarms: alarms::section(subject),
        values: values.section(),
    }
}
