//! Environments side by side: what a reviewer looks at first.

use super::anchor::link;
use super::page::Subject;
use super::table::{Cell, Table};
use super::values::Values;
use super::{alarms, guardrails, rehearsals, timeline};
use crate::cost::quantity;
use crate::diagnostic::Severity;
use crate::plan::observability::PRIORITIES;
use crate::rehearse::Scenario;

/// A row of the table: its name, and the cell of an environment.
type Row<'f> = (String, &'f dyn Fn(&Subject<'_>, &Values<'_>) -> Cell);

fn columns<'a>(first: &'a str, subjects: &'a [Subject<'_>]) -> Vec<&'a str> {
    [first].into_iter().chain(subjects.iter().map(|subject| subject.name)).collect()
}

/// The numbers of each environment.
pub(super) fn overview(subjects: &[Subject<'_>], values: &[Values<'_>]) -> Table {
    let mut table = Table::new("the numbers of each environment", &columns("what", subjects)).in_order();
    let section = |subject: &Subject<'_>, name: &str| link(["env", subject.name, name]);
    let found = |severity: Severity| {
        move |subject: &Subject<'_>, _: &Values<'_>| {
            let count = guardrails::count(subject, severity);
            let mood = if count == 0 { "good" } else { "bad" };
            Cell::text(count.to_string()).mood(mood).href(link(["env", subject.name, "guardrails"]))
        }
    };
    let (errors, warnings) = (found(Severity::Error), found(Severity::Warning));
    let set = |route: &'static [&'static str]| {
        move |_: &Subject<'_>, values: &Values<'_>| match values.shown(route) {
            Some((shown, origin)) => Cell::text(shown).note(Some(origin)),
            None => Cell::text("–"),
        }
    };
    let (zones, tier) = (set(&["network", "availability_zones"]), set(&["network", "nat"]));
    let rows: [Row<'_>; 10] = [
        ("zones".into(), &zones),
        ("NAT".into(), &tier),
        ("USD a month".into(), &|subject, _| Cell::text(subject.estimate.total_usd.to_string()).href(section(subject, "cost"))),
        ("of it fixed".into(), &|subject, _| Cell::text(subject.estimate.fixed_usd.to_string())),
        ("of it by usage".into(), &|subject, _| Cell::text(subject.estimate.usage_usd.to_string())),
        ("NAT's share of the bill".into(), &|subject, _| match subject.estimate.component("nat") {
            Some(nat) => Cell::text(format!("{:.1} %: {} USD", nat.share_percent, nat.total_usd)).bar(nat.share_percent),
            None => Cell::text("0 %: there is none"),
        }),
        ("errors".into(), &errors),
        ("warnings".into(), &warnings),
        ("waived".into(), &|subject, _| Cell::text(subject.waived.len().to_string()).href(section(subject, "guardrails"))),
        ("alarms and events, P1 to P4".into(), &|subject, _| {
            let counts = PRIORITIES.map(|(priority, _)| alarms::count(subject, priority).to_string());
            Cell::text(counts.join(" / ")).href(section(subject, "alarms"))
        }),
    ];
    for (name, cell) in rows {
        let cells = subjects.iter().zip(values).map(|(subject, values)| cell(subject, values));
        table.row([Cell::text(name)].into_iter().chain(cells));
    }
    table
}

/// How each scenario ends in each environment, for the service that fares worst.
pub(super) fn scenarios(subjects: &[Subject<'_>]) -> Table {
    let mut table = Table::new("how each failure ends", &columns("failure", subjects)).in_order();
    for scenario in Scenario::ALL {
        let cells = subjects.iter().map(|subject| match rehearsals::worst(subject, *scenario) {
            Some((worst, href)) => {
                let service = worst.service.as_ref().map_or_else(String::new, |name| format!(" ({name})"));
                let failed = if worst.failures() > 0 { format!(", {} failed", quantity(worst.failures() as f64)) } else { String::new() };
                Cell::text(format!("{}{failed}{service}", timeline::ending(worst))).mood(timeline::mood(worst)).href(href)
            }
            None => Cell::text("does not apply").mood("dim"),
        });
        table.row([Cell::text(scenario.title())].into_iter().chain(cells));
    }
    table.noted("Of several services the one that fares worst, with the requests that fail for good.")
}
