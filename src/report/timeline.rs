//! One timeline: how it ends, its curve, and what happened when.

use serde::Serialize;

use super::anchor::link;
use super::sources::rule;
use super::table::{Cell, Link, Table};
use crate::rehearse::{Timeline, Verdict, clock, curve_picture};

/// A timeline as the page shows it.
#[derive(Debug, Serialize)]
pub(super) struct View {
    title: String,
    ending: String,
    mood: &'static str,
    facts: Vec<Fact>,
    /// Rules whose findings it shows the consequence of.
    shows: Vec<Link>,
    curve: Option<String>,
    steps: Option<Table>,
    notes: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Fact {
    word: &'static str,
    says: String,
}

/// How bad it is, as a class of the page.
pub(super) fn mood(timeline: &Timeline) -> &'static str {
    match timeline.verdict {
        _ if timeline.wrong() => "bad",
        Verdict::TooSmall { .. } | Verdict::ByHand { .. } => "warn",
        Verdict::DoesNotApply { .. } => "dim",
        Verdict::Heals | Verdict::NeverHeals { .. } => "good",
    }
}

/// How it ends, in two words.
pub(super) fn ending(timeline: &Timeline) -> &'static str {
    match &timeline.verdict {
        Verdict::Heals if timeline.objective.is_some_and(|objective| !objective.met) => "heals too late",
        Verdict::Heals if timeline.capacity_back == Some(0) => "keeps serving",
        Verdict::Heals => "heals",
        Verdict::TooSmall { .. } => "too small",
        Verdict::ByHand { .. } => "by hand",
        Verdict::NeverHeals { .. } => "never heals",
        Verdict::DoesNotApply { .. } => "does not apply",
    }
}

/// `id` tells its picture from the others of the page.
pub(super) fn view(timeline: &Timeline, id: &str) -> View {
    let told = timeline.facts().into_iter().filter(|(word, _)| !matches!(*word, "verdict" | "caught by"));
    View {
        title: timeline.heading(),
        ending: timeline.ending(),
        mood: mood(timeline),
        facts: told.map(|(word, says)| Fact { word, says }).collect(),
        shows: timeline.shows.iter().map(|id| rule(id)).collect(),
        curve: curve_picture(id, timeline),
        steps: steps(timeline, id).filled(),
        notes: timeline.notes.clone(),
    }
}

/// What happened and who was told, in order.
fn steps(timeline: &Timeline, id: &str) -> Table {
    let mut table = Table::new(format!("what happens when: {} ({id})", timeline.heading()), &["at", ">seconds", "what", "follows from"]);
    let mut lines: Vec<(u32, bool, [Cell; 2])> = Vec::new();
    for step in &timeline.steps {
        let source = match step.behaviour {
            Some(behaviour) => Cell::code(behaviour).href(link(["behaviour", behaviour])),
            None => Cell::text("the architecture"),
        };
        lines.push((step.at, false, [Cell::text(&step.what), source]));
    }
    let environment = timeline.environment.as_str();
    for notice in &timeline.noticed {
        let until = notice.until.map_or_else(String::new, |until| format!(", until {}", clock(until)));
        let what = format!("{} is told: {}{until}", notice.priority.as_str().to_uppercase(), notice.name);
        let alarm = Cell::text("alarm").href(link(["env", environment, "alarm", &notice.name]));
        lines.push((notice.at, true, [Cell::text(what).mood("bad"), alarm]));
    }
    lines.sort_by_key(|(at, told, _)| (*at, *told));
    for (at, _, [what, source]) in lines {
        table.row([Cell::text(clock(at)), Cell::number(f64::from(at), at.to_string()), what, source]);
    }
    table.in_order()
}
