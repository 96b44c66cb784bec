//! `tfgen rehearse`

use std::collections::BTreeSet;

use anyhow::{Context as _, Result};
use serde_json::json;

use super::{load, view};
use crate::cli::{RehearseArgs, RehearseFormat};
use crate::guardrails;
use crate::outcome::Outcome;
use crate::project::Project;
use crate::rehearse::{self, BEHAVIOURS, Incident, Scenario, Timeline, Verdict};
use crate::screen::Screen;

/// Plays what was asked for, and prints it. Guardrails do not stop it: what they reject is what is worth seeing.
pub(super) fn run(args: &RehearseArgs, screen: &mut Screen) -> Result<Outcome> {
    if args.sources {
        screen.print(&rehearse::sources())?;
        return Ok(Outcome::Clean);
    }
    let file = &args.input.file;
    let project = match load::open(file, screen) {
        Ok(project) => project,
        Err(outcome) => return Ok(outcome),
    };
    let environments = match load::select(&project, &args.environments, args.all, file, screen) {
        Ok(environments) => environments,
        Err(outcome) => return Ok(outcome),
    };
    let Some(played) = play(&project, &environments, args, screen) else { return Ok(Outcome::Wrong) };
    let text = match args.format {
        RehearseFormat::Text => text(&played),
        RehearseFormat::Svg => rehearse::pictures(&played.every().cloned().collect::<Vec<_>>()),
        RehearseFormat::Json => json(&played)?,
    };
    view::put(args.out.as_deref(), &text, screen)?;
    Ok(if played.timelines.iter().any(Timeline::wrong) { Outcome::Wrong } else { Outcome::Clean })
}

struct Played {
    timelines: Vec<Timeline>,
    incidents: Vec<Incident>,
    /// Ids of errors that the guardrails find, and that a timeline shows.
    explained: BTreeSet<&'static str>,
}

impl Played {
    fn every(&self) -> impl Iterator<Item = &Timeline> {
        self.timelines.iter().chain(self.incidents.iter().flat_map(|incident| [&incident.then, &incident.now]))
    }
}

fn play(project: &Project, environments: &[&str], args: &RehearseArgs, screen: &mut Screen) -> Option<Played> {
    let mut played = Played { timelines: Vec::new(), incidents: Vec::new(), explained: BTreeSet::new() };
    let mut problems = Vec::new();
    for environment in environments {
        let architecture = match project.resolve(environment) {
            Ok(resolved) => resolved.architecture,
            Err(found) => {
                problems.extend(found);
                continue;
            }
        };
        if args.journey {
            played.incidents.extend(rehearse::journey(&architecture));
            continue;
        }
        let scenarios = if args.scenarios.is_empty() { Scenario::ALL } else { &args.scenarios };
        let timelines = rehearse::rehearse(&architecture, scenarios, args.seed);
        let found: BTreeSet<&str> = guardrails::errors(&architecture).into_iter().map(|finding| finding.rule).collect();
        played.explained.extend(timelines.iter().flat_map(|timeline| &timeline.shows).copied().filter(|rule| found.contains(rule)));
        played.timelines.extend(timelines);
    }
    if problems.is_empty() {
        return Some(played);
    }
    load::report(&problems, project.sources(), &args.input.file, screen);
    None
}

fn text(played: &Played) -> String {
    let mut text = rehearse::text(&played.timelines);
    for Incident { title, then, now, different } in &played.incidents {
        text.push_str(&format!("# {title}\n\nas it was first: {}\n\n", different.join("; ")));
        text.push_str(&rehearse::text(std::slice::from_ref(then)));
        text.push_str("as this file has it:\n\n");
        text.push_str(&rehearse::text(std::slice::from_ref(now)));
    }
    let assumed = assumed(played);
    let gap = if assumed.is_empty() { "" } else { "\n" };
    text.push_str(&format!("{assumed}{gap}{}", summary(played)));
    text
}

/// The numbers that nobody declared, once for each service.
fn assumed(played: &Played) -> String {
    let mut seen = BTreeSet::new();
    let mut text = String::new();
    for timeline in played.every() {
        let Some(service) = timeline.service.as_ref().filter(|_| !timeline.assumptions.is_empty()) else { continue };
        if seen.insert((timeline.environment.clone(), service.clone())) {
            text.push_str(&format!("load of {} {service}\n", timeline.environment));
            for line in &timeline.assumptions {
                text.push_str(&format!("  {line}\n"));
            }
        }
    }
    text
}

fn summary(played: &Played) -> String {
    let count = |what: fn(&Timeline) -> bool| played.timelines.iter().filter(|timeline| what(timeline)).count();
    let all = count(|timeline| !matches!(timeline.verdict, Verdict::DoesNotApply { .. }));
    if all == 0 {
        return String::new();
    }
    let kinds = [
        (count(|timeline| matches!(timeline.verdict, Verdict::NeverHeals { .. })), "never heals"),
        (count(|timeline| timeline.objective.is_some_and(|objective| !objective.met)), "over the recovery objective"),
        (count(|timeline| matches!(timeline.verdict, Verdict::TooSmall { .. })), "too small"),
        (count(|timeline| matches!(timeline.verdict, Verdict::ByHand { .. })), "by hand"),
    ];
    let parts: Vec<String> = kinds.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    let parts = if parts.is_empty() { "all heal".to_owned() } else { parts.join(", ") };
    let mut text = format!("rehearsed {all}: {parts}; what each step follows from: tfgen rehearse --sources\n");
    if !played.explained.is_empty() {
        let rules: Vec<&str> = played.explained.iter().copied().collect();
        text.push_str(&format!("findings of tfgen lint that it shows: {}\n", rules.join(", ")));
    }
    text
}

fn json(played: &Played) -> Result<String> {
    let value = json!({
        "timelines": played.timelines,
        "journey": played.incidents,
        "explained_findings": played.explained,
        "behaviours": BEHAVIOURS,
    });
    let text = serde_json::to_string_pretty(&value).context("cannot print the timelines; this is a bug in tfgen")?;
    Ok(text + "\n")
}
