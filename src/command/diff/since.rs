//! What a change of the architecture means for the resources of each environment.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use serde_json::json;

use super::counted;
use super::markdown::{LONGEST, code};
use crate::cli::{DiffArgs, DiffFormat};
use crate::command::load;
use crate::delta::{self, Changed, Delta};
use crate::diagnostic::Diagnostic;
use crate::outcome::Outcome;
use crate::plan::{self, bootstrap};
use crate::project::{Project, Refused};
use crate::render::{Files, Renderer};
use crate::screen::Screen;

pub(super) fn run(args: &DiffArgs, revision: &str, screen: &mut Screen) -> Result<Outcome> {
    let path = &args.input.file;
    let after = match load::open(path, screen) {
        Ok(project) => project,
        Err(outcome) => return Ok(outcome),
    };
    let before = match Project::open_at(path, revision) {
        Ok(project) => project,
        Err(Refused { outcome, sources, diagnostics }) => {
            load::report(&diagnostics, &sources, path, screen);
            return Ok(outcome);
        }
    };
    let known: BTreeSet<&str> = after.environments().into_iter().chain(before.environments()).collect();
    let known: Vec<&str> = known.into_iter().collect();
    let unknown: Vec<&String> = args.only.iter().filter(|name| !known.contains(&name.as_str())).collect();
    if !unknown.is_empty() {
        unknown.into_iter().for_each(|name| screen.tell(load::no_such_environment(name, &known, path)));
        return Ok(Outcome::Usage);
    }
    let mut names: Vec<&str> = known.into_iter().filter(|name| args.only.is_empty() || args.only.iter().any(|it| it == name)).collect();
    let bootstraps = if args.only.is_empty() { bootstraps(&before, &after) } else { BTreeSet::new() };
    names.extend(bootstraps.iter().map(String::as_str));
    let renderer = Renderer::new();
    let (mut deltas, mut wrong) = (BTreeMap::new(), false);
    for &name in &names {
        let mut sides = Vec::new();
        for project in [&before, &after] {
            match files(project, name, &renderer)? {
                Ok(files) => sides.push(files),
                Err(problems) => {
                    load::report(&problems, project.sources(), path, screen);
                    wrong = true;
                }
            }
        }
        if let [before, after] = sides.as_slice() {
            deltas.insert(name, delta::resources(before, after)?);
        }
    }
    if wrong {
        return Ok(Outcome::Wrong);
    }
    let deltas: Vec<(&str, Delta)> = names.into_iter().filter_map(|name| Some((name, deltas.remove(name)?))).collect();
    screen.print(&match args.format {
        DiffFormat::Human => human(&deltas),
        DiffFormat::Markdown => markdown(&deltas, revision),
        DiffFormat::Json => {
            let entries: BTreeMap<&str, &Delta> = deltas.iter().map(|(name, delta)| (*name, delta)).collect();
            format!("{}\n", serde_json::to_string_pretty(&json!({ "since": revision, "roots": entries }))?)
        }
    })?;
    Ok(Outcome::Clean)
}

/// The names of the roots that either side applies before its environments.
fn bootstraps(before: &Project, after: &Project) -> BTreeSet<String> {
    let names = |project: &Project| -> Vec<String> {
        // What is wrong with a base is reported where it is rendered.
        let Ok((_, base)) = project.bootstrap() else { return vec![bootstrap::NAME.to_owned()] };
        bootstrap::roots(&base, project.source()).into_iter().map(|root| root.module.name).collect()
    };
    names(before).into_iter().chain(names(after)).collect()
}

/// A root's files; none where there is no such root.
fn files(project: &Project, name: &str, renderer: &Renderer) -> Result<Result<Files, Vec<Diagnostic>>> {
    let root = if bootstrap::is_root(name) {
        let roots = project.bootstrap().map(|(_, base)| bootstrap::roots(&base, project.source()));
        match roots.map(|roots| roots.into_iter().find(|root| root.module.name == name)) {
            Ok(None) => return Ok(Ok(Files::new())),
            Ok(Some(root)) => Ok(root),
            Err(problems) => Err(problems),
        }
    } else if project.environments().contains(&name) {
        project.resolve(name).map(|resolved| plan::root::environment(&resolved.architecture, project.source()))
    } else {
        return Ok(Ok(Files::new()));
    };
    Ok(match root {
        Ok(root) => Ok(renderer.render(&root)?),
        Err(problems) => Err(problems),
    })
}

/// "main.tf: a, b (through c)"
fn told(changed: &Changed, word: impl Fn(&str) -> String) -> String {
    let list = |names: &[String]| names.iter().map(|name| word(name)).collect::<Vec<_>>().join(", ");
    let through = if changed.through.is_empty() { String::new() } else { format!(" (through {})", list(&changed.through)) };
    format!("{}: {}{through}", word(&changed.address), list(&changed.arguments))
}

fn summary(delta: &Delta) -> String {
    let kinds = [(delta.added.len(), "added"), (delta.changed.len(), "changed"), (delta.removed.len(), "removed")];
    let mut parts: Vec<String> = Vec::new();
    for (count, what) in kinds.into_iter().filter(|(count, _)| *count > 0) {
        parts.push(if parts.is_empty() { format!("{} {what}", counted(count, "resource")) } else { format!("{count} {what}") });
    }
    if parts.is_empty() { "no resource changes".to_owned() } else { parts.join(", ") }
}

fn human(deltas: &[(&str, Delta)]) -> String {
    let mut text = String::new();
    for (name, delta) in deltas {
        text.push_str(&format!("{name}: {}\n", summary(delta)));
        let plain = |word: &str| word.to_owned();
        let lines = delta.removed.iter().map(|address| format!("  - {address}\n"));
        let lines = lines.chain(delta.added.iter().map(|address| format!("  + {address}\n")));
        let lines = lines.chain(delta.changed.iter().map(|changed| format!("  ~ {}\n", told(changed, plain))));
        text.extend(lines.chain(delta.other.iter().map(|changed| format!("    {}\n", told(changed, plain)))));
    }
    text
}

/// A table, then a list for each environment, as far as a comment can hold it.
fn markdown(deltas: &[(&str, Delta)], revision: &str) -> String {
    let mut text = format!("### What changes since {}\n\n| environment | added | changed | removed |\n|---|--:|--:|--:|\n", code(revision));
    for (name, delta) in deltas {
        let removed = if delta.removed.is_empty() { "0".to_owned() } else { format!("**{}**", delta.removed.len()) };
        text.push_str(&format!("| {name} | {} | {} | {removed} |\n", delta.added.len(), delta.changed.len()));
    }
    let mut left_out = 0;
    for (name, delta) in deltas.iter().filter(|(_, delta)| !delta.is_empty()) {
        let list = details(delta);
        if text.len() + list.len() < LONGEST {
            text.push_str(&format!("\n<details><summary>{name}: {}</summary>\n\n{list}\n</details>\n", summary(delta)));
        } else {
            left_out += 1;
        }
    }
    if left_out > 0 {
        text.push_str(&format!(
            "\nThe lists of {} are too long for a comment: `tfgen diff --since` prints them.\n",
            counted(left_out, "environment")
        ));
    }
    text
}

fn details(delta: &Delta) -> String {
    let lines = delta.removed.iter().map(|address| format!("- **removed** {}\n", code(address)));
    let lines = lines.chain(delta.added.iter().map(|address| format!("- added {}\n", code(address))));
    let lines = lines.chain(delta.changed.iter().map(|changed| format!("- changed {}\n", told(changed, code))));
    lines.chain(delta.other.iter().map(|changed| format!("- {}\n", told(changed, code)))).collect()
}
