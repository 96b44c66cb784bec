//! `tfgen cost`

use std::collections::BTreeSet;

use anyhow::Result;

use super::{load, view};
use crate::cli::{CostArgs, ViewFormat};
use crate::cost::{self, Change, Estimate, Quote};
use crate::diagnostic::Diagnostic;
use crate::model::Date;
use crate::outcome::Outcome;
use crate::project::{Project, Refused};
use crate::screen::Screen;

/// Estimates, and prints. Guardrails are not asked: what something costs can be of use before it is right.
pub(super) fn run(args: &CostArgs, screen: &mut Screen) -> Result<Outcome> {
    let project = match load::open(&args.shown.input.file, screen) {
        Ok(project) => project,
        Err(outcome) => return Ok(outcome),
    };
    if let Some(revision) = &args.since {
        return since(args, revision, &project, screen);
    }
    let architectures = match view::resolve(&project, &args.shown, screen) {
        Ok(architectures) => architectures,
        Err(outcome) => return Ok(outcome),
    };
    let estimates: Vec<Estimate> = architectures.iter().map(cost::estimate).collect();
    warn_of_old_prices(&estimates, args.day.get(), screen);
    let text = match args.format {
        ViewFormat::Table => view::joined(estimates.iter().map(cost::table)),
        ViewFormat::Markdown => view::joined(estimates.iter().map(cost::markdown)),
        ViewFormat::Csv => cost::csv(&estimates),
        ViewFormat::Json => view::json(&estimates, args.shown.all || estimates.len() > 1)?,
    };
    view::put(args.shown.out.as_deref(), &text, screen)?;
    Ok(Outcome::Clean)
}

/// What the architecture costs more or less than it did at a revision.
fn since(args: &CostArgs, revision: &str, now: &Project, screen: &mut Screen) -> Result<Outcome> {
    let path = &args.shown.input.file;
    let then = match Project::open_at(path, revision) {
        Ok(project) => project,
        Err(Refused { outcome, sources, diagnostics }) => {
            load::report(&diagnostics, &sources, path, screen);
            return Ok(outcome);
        }
    };
    // One that is gone costs nothing any more.
    let known: BTreeSet<&str> = now.environments().into_iter().chain(then.environments()).collect();
    let known: Vec<&str> = known.into_iter().collect();
    let unknown: Vec<&String> = args.shown.environments.iter().filter(|name| !known.contains(&name.as_str())).collect();
    if !unknown.is_empty() {
        unknown.into_iter().for_each(|name| screen.tell(load::no_such_environment(name, &known, path)));
        return Ok(Outcome::Usage);
    }
    let (mut changes, mut wrong) = (Vec::new(), false);
    for name in known.into_iter().filter(|name| args.shown.all || args.shown.environments.iter().any(|asked| asked == name)) {
        let [before, after] = [&then, now].map(|project| {
            let there = project.environments().contains(&name);
            there.then(|| project.resolve(name).map(|resolved| cost::estimate(&resolved.architecture))).transpose().unwrap_or_else(
                |problems| {
                    load::report(&problems, project.sources(), path, screen);
                    wrong = true;
                    None
                },
            )
        });
        changes.push(cost::change(name, revision, before.as_ref(), after.as_ref()));
    }
    if wrong {
        return Ok(Outcome::Wrong);
    }
    let text = match args.format {
        ViewFormat::Table => view::joined(changes.iter().map(Change::text)),
        ViewFormat::Markdown => view::joined(changes.iter().map(Change::markdown)),
        ViewFormat::Csv => Change::csv(&changes),
        ViewFormat::Json => view::json(&changes, args.shown.all || changes.len() > 1)?,
    };
    view::put(args.shown.out.as_deref(), &text, screen)?;
    Ok(Outcome::Clean)
}

/// Once for all environments: they mostly share their prices.
fn warn_of_old_prices(estimates: &[Estimate], today: Date, screen: &mut Screen) {
    let old = estimates.iter().flat_map(|estimate| estimate.older_than_a_year(today));
    let old: BTreeSet<(Date, &str)> = old.map(|Quote { key, as_of, .. }| (*as_of, key.as_ref())).collect();
    let Some((oldest, _)) = old.first() else { return };
    let named: Vec<String> = old.iter().map(|(as_of, key)| format!("`{key}` ({as_of})")).collect();
    let count = if old.len() == 1 { "1 price was".to_owned() } else { format!("{} prices were", old.len()) };
    let diagnostic = Diagnostic::warning(format!("{count} read more than a year ago, the oldest on {oldest}"));
    let known = "a price that is known better is declared: `price \"KEY\" { usd = …  as_of = \"…\"  source = \"…\" }`";
    screen.tell(diagnostic.help(named.join(", ")).help(known));
}
