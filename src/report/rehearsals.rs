//! What happens when something fails, scenario by scenario.

use serde::Serialize;

use super::anchor::{anchor, link};
use super::page::Subject;
use super::table::{Cell, Link, Table};
use super::timeline::{self, View, ending, mood};
use super::values::Values;
use crate::cost::quantity;
use crate::rehearse::{Scenario, Timeline, Verdict, clock};

/// The section.
#[derive(Debug, Serialize)]
pub(super) struct Section {
    summary: Option<Table>,
    timelines: Vec<Told>,
    not_here: Vec<String>,
    numbers: Vec<Numbers>,
}

#[derive(Debug, Serialize)]
struct Told {
    id: String,
    word: &'static str,
    timeline: View,
}

/// What the timelines of a service rest on.
#[derive(Debug, Serialize)]
struct Numbers {
    service: String,
    written: Vec<Link>,
    assumed: Vec<String>,
}

/// The scenario and, where it is about one, the service.
fn id(timeline: &Timeline) -> String {
    let service = timeline.service.as_ref().map_or("", |name| name.as_str());
    anchor(["env", timeline.environment.as_str(), "rehearsal", timeline.scenario.as_str(), service])
}

pub(super) fn section(subject: &Subject<'_>, values: &Values<'_>) -> Section {
    let (applies, other): (Vec<&Timeline>, Vec<&Timeline>) =
        subject.timelines.iter().partition(|timeline| !matches!(timeline.verdict, Verdict::DoesNotApply { .. }));
    let told = |(index, timeline): (usize, &&Timeline)| Told {
        id: id(timeline),
        word: ending(timeline),
        timeline: timeline::view(timeline, &format!("rehearsal-{index}-of-{}", subject.name)),
    };
    Section {
        summary: summary(subject, &applies).filled(),
        timelines: applies.iter().enumerate().map(told).collect(),
        not_here: other.iter().map(|timeline| format!("{}: {}", timeline.heading(), timeline.ending())).collect(),
        numbers: numbers(subject, values),
    }
}

fn summary(subject: &Subject<'_>, timelines: &[&Timeline]) -> Table {
    let columns = ["scenario", "service", "ends", ">noticed after", "by", ">back after", ">least", ">failed", ">of requests"];
    let mut table = Table::new(format!("{}: rehearsals", subject.name), &columns);
    for timeline in timelines {
        let name = Cell::text(timeline.scenario.title()).href(format!("#{}", id(timeline)));
        let environment = timeline.environment.as_str();
        let (after, by) = match timeline.noticed.first() {
            Some(first) => {
                let by = Cell::code(format!("{} {}", first.priority.as_str().to_uppercase(), first.name));
                (at(first.at), by.href(link(["env", environment, "alarm", &first.name])))
            }
            None => (Cell::number(f64::INFINITY, "–"), Cell::text("no alarm")),
        };
        let back = match timeline.capacity_back {
            Some(0) => Cell::number(0.0, "never missing"),
            Some(seconds) => at(seconds),
            None if timeline.service.is_some() => Cell::number(f64::INFINITY, "never").mood(mood(timeline)),
            None => Cell::number(f64::INFINITY, "–"),
        };
        let least = format!("{} of {}", timeline.least_healthy, timeline.wanted);
        let failed = timeline.failures();
        table.row([
            name,
            Cell::code(timeline.service.as_ref().map_or("", |name| name.as_str())),
            Cell::text(ending(timeline)).mood(mood(timeline)),
            after,
            by,
            back,
            Cell::number(f64::from(timeline.least_healthy), if timeline.wanted > 0 { least } else { "–".to_owned() }),
            Cell::number(failed as f64, quantity(failed as f64)),
            Cell::number(timeline.requests as f64, quantity(timeline.requests as f64)),
        ]);
    }
    table
}

fn at(seconds: u32) -> Cell {
    Cell::number(f64::from(seconds), clock(seconds))
}

fn numbers(subject: &Subject<'_>, values: &Values<'_>) -> Vec<Numbers> {
    let of = |service: &str| {
        let mut own = subject.timelines.iter().filter(|timeline| timeline.service.as_ref().is_some_and(|name| name.as_str() == service));
        own.find(|timeline| !timeline.assumptions.is_empty()).map(|timeline| timeline.assumptions.clone()).unwrap_or_default()
    };
    let services = subject.architecture.services.keys().map(|name| name.as_str());
    services.map(|name| Numbers { service: name.to_owned(), written: values.numbers(&["service", name]), assumed: of(name) }).collect()
}

/// The worst of a scenario's timelines, and where it is; `None` where the scenario does not apply.
pub(super) fn worst<'t>(subject: &'t Subject<'_>, scenario: Scenario) -> Option<(&'t Timeline, String)> {
    let rank = |timeline: &&Timeline| match mood(timeline) {
        "bad" => 0,
        "warn" => 1,
        "good" => 2,
        _ => 3,
    };
    let of = subject.timelines.iter().filter(|timeline| timeline.scenario == scenario);
    let of = of.filter(|timeline| !matches!(timeline.verdict, Verdict::DoesNotApply { .. }));
    of.min_by_key(|timeline| (rank(timeline), std::cmp::Reverse(timeline.failures())))
        .map(|timeline| (timeline, format!("#{}", id(timeline))))
}
