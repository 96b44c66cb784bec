//! The incidents that tfgen comes from, in this architecture: as they were first configured, and as it has them.

use serde::Serialize;

use super::anchor::link;
use super::cost::nat_share;
use super::page::Subject;
use super::table::Link;
use super::timeline::{self, View};
use super::values::Values;
use crate::cost;
use crate::model::Nat;

/// What an environment has of them.
#[derive(Debug, Serialize)]
pub(super) struct Section {
    name: String,
    pairs: Vec<Pair>,
    bill: Bill,
}

/// The same failure twice.
#[derive(Debug, Serialize)]
struct Pair {
    title: &'static str,
    different: Vec<&'static str>,
    then: View,
    now: View,
}

/// The first bill: a NAT gateway in every zone, and traffic that all went through it.
#[derive(Debug, Serialize)]
struct Bill {
    then: String,
    now: String,
    setting: Option<Link>,
    comparison: String,
}

pub(super) fn section(subject: &Subject<'_>, values: &Values<'_>) -> Section {
    let environment = subject.name;
    let pair = |(index, incident): (usize, &crate::rehearse::Incident)| Pair {
        title: incident.title,
        different: incident.different.clone(),
        then: timeline::view(&incident.then, &format!("incident-{index}-then-of-{environment}")),
        now: timeline::view(&incident.now, &format!("incident-{index}-now-of-{environment}")),
    };
    Section { name: environment.to_owned(), pairs: subject.incidents.iter().enumerate().map(pair).collect(), bill: bill(subject, values) }
}

fn bill(subject: &Subject<'_>, values: &Values<'_>) -> Bill {
    let mut then = subject.architecture.clone();
    then.network.nat = Nat::PerAz;
    Bill {
        then: nat_share(&cost::estimate(&then)),
        now: nat_share(&subject.estimate),
        setting: values.origin(&["network", "nat"]),
        comparison: link(["env", subject.name, "cost"]),
    }
}
