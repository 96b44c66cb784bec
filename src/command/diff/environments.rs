//! What differs between two environments: values, and who set them.

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use super::counted;
use super::markdown::code;
use crate::cli::{DiffArgs, DiffFormat};
use crate::command::load;
use crate::delta::{self, Difference};
use crate::outcome::Outcome;
use crate::project::{Origin, Origins, Project, Resolved};
use crate::screen::Screen;

pub(super) fn run(args: &DiffArgs, names: [&String; 2], screen: &mut Screen) -> Result<Outcome> {
    let path = &args.input.file;
    let project = match load::open(path, screen) {
        Ok(project) => project,
        Err(outcome) => return Ok(outcome),
    };
    if let Err(outcome) = load::select(&project, &names.map(String::clone), false, path, screen) {
        return Ok(outcome);
    }
    let mut problems = Vec::new();
    let mut sides = Vec::new();
    for name in names {
        match project.resolve(name) {
            Ok(resolved) => sides.push(Side { name, value: serde_json::to_value(&resolved.architecture)?, resolved, project: &project }),
            Err(found) => problems.extend(found),
        }
    }
    let [left, right] = sides.as_slice() else {
        load::report(&problems, project.sources(), path, screen);
        return Ok(Outcome::Wrong);
    };
    let differences = delta::values(&left.value, &right.value);
    screen.print(&match args.format {
        DiffFormat::Human => human(&differences, left, right),
        DiffFormat::Markdown => markdown(&differences, left, right),
        DiffFormat::Json => {
            let entry =
                |it: &Difference| json!({ "route": it.route, left.name: left.json(it, &it.left), right.name: right.json(it, &it.right) });
            let entries: Vec<Value> = differences.iter().map(entry).collect();
            format!("{}\n", serde_json::to_string_pretty(&entries).context("cannot print the differences; this is a bug in tfgen")?)
        }
    })?;
    Ok(Outcome::Clean)
}

/// One of the two.
struct Side<'a> {
    name: &'a str,
    value: Value,
    resolved: Resolved,
    project: &'a Project,
}

impl Side<'_> {
    fn origin(&self, difference: &Difference) -> Origin<'_> {
        let route: Vec<&str> = difference.route.iter().map(String::as_str).collect();
        Origins::new(&self.resolved.body, self.project.sources(), self.project.label(self.name)).of(&route)
    }

    fn json(&self, difference: &Difference, value: &Option<Value>) -> Value {
        let Some(value) = value else { return Value::Null };
        let origin = self.origin(difference);
        match origin.place {
            Some((file, line)) => json!({ "value": value, "origin": origin.who, "file": file, "line": line }),
            None => json!({ "value": value, "origin": origin.who }),
        }
    }
}

/// A value on one line. A block is not written out: `show` does that.
fn shown(value: &Option<Value>) -> String {
    match value {
        None => "not set".to_owned(),
        Some(Value::Object(entries)) => format!("{{ {} }}", entries.keys().map(String::as_str).collect::<Vec<_>>().join(", ")),
        Some(value) => value.to_string(),
    }
}

fn human(differences: &[Difference], left: &Side<'_>, right: &Side<'_>) -> String {
    let width = left.name.len().max(right.name.len());
    let mut text = String::new();
    for difference in differences {
        text.push_str(&format!("{}\n", difference.route.join(".")));
        for (side, value) in [(left, &difference.left), (right, &difference.right)] {
            let origin = if value.is_some() { format!("  # {}", side.origin(difference)) } else { String::new() };
            text.push_str(&format!("  {:width$}  {}{origin}\n", side.name, shown(value)));
        }
    }
    text.push_str(&format!("{} between `{}` and `{}`\n", counted(differences.len(), "difference"), left.name, right.name));
    text
}

fn markdown(differences: &[Difference], left: &Side<'_>, right: &Side<'_>) -> String {
    let mut text = format!("| argument | {} | {} |\n|---|---|---|\n", left.name, right.name);
    for difference in differences {
        let cells = [(left, &difference.left), (right, &difference.right)].map(|(side, value)| match value {
            None => "not set".to_owned(),
            Some(_) => format!("{} ({})", code(&shown(value)), side.origin(difference).who),
        });
        text.push_str(&format!("| {} | {} |\n", code(&difference.route.join(".")), cells.join(" | ")));
    }
    text
}
