//! `tfgen cost`

use std::collections::BTreeSet;

use anyhow::Result;

use super::{load, view};
use crate::cli::{CostArgs, ViewFormat};
use crate::cost::{self, Estimate, Quote};
use crate::diagnostic::Diagnostic;
use crate::model::Date;
use crate::outcome::Outcome;
use crate::screen::Screen;

/// Estimates, and prints. Guardrails are not asked: what something costs can be of use before it is right.
pub(super) fn run(args: &CostArgs, screen: &mut Screen) -> Result<Outcome> {
    let project = match load::open(&args.shown.input.file, screen) {
        Ok(project) => project,
        Err(outcome) => return Ok(outcome),
    };
    let architectures = match view::resolve(&project, &args.shown, screen) {
        Ok(architectures) => architectures,
        Err(outcome) => return Ok(outcome),
    };
    let estimates: Vec<Estimate> = architectures.iter().map(cost::estimate).collect();
    warn_of_old_prices(&estimates, args.day.get(), screen);
    let text = match args.shown.format {
        ViewFormat::Table => view::joined(estimates.iter().map(cost::table)),
        ViewFormat::Markdown => view::joined(estimates.iter().map(cost::markdown)),
        ViewFormat::Csv => cost::csv(&estimates),
        ViewFormat::Json => view::json(&estimates, args.shown.all || estimates.len() > 1)?,
    };
    view::put(&args.shown, &text, screen)?;
    Ok(Outcome::Clean)
}

/// Once for all environments: they mostly share their prices.
fn warn_of_old_prices(estimates: &[Estimate], today: Date, screen: &mut Screen) {
    let old = estimates.iter().flat_map(|estimate| estimate.older_than_a_year(today));
    let old: BTreeSet<(Date, &str)> = old.map(|Quote { key, as_of, .. }| (*as_of, key.as_str())).collect();
    let Some((oldest, _)) = old.first() else { return };
    let named: Vec<String> = old.iter().map(|(as_of, key)| format!("`{key}` ({as_of})")).collect();
    let count = if old.len() == 1 { "1 price was".to_owned() } else { format!("{} prices were", old.len()) };
    let diagnostic = Diagnostic::warning(format!("{count} read more than a year ago, the oldest on {oldest}"));
    let known = "a price that is known better is declared: `price \"KEY\" { usd = …  as_of = \"…\"  source = \"…\" }`";
    screen.tell(diagnostic.help(named.join(", ")).help(known));
}
