//! `tfgen explain [RULE]`

use anyhow::Result;

use crate::cli::ExplainArgs;
use crate::config::nearest;
use crate::diagnostic::Diagnostic;
use crate::guardrails::{CANNOT_HAPPEN, CannotHappen, RULES, Rule};
use crate::outcome::Outcome;
use crate::screen::Screen;

/// Prints a rule's page, or all there is.
pub(super) fn run(args: &ExplainArgs, screen: &mut Screen) -> Result<Outcome> {
    let Some(id) = &args.rule else {
        screen.print(&list())?;
        return Ok(Outcome::Clean);
    };
    if let Some(rule) = Rule::find(id) {
        screen.print(&rule.text())?;
        return Ok(Outcome::Clean);
    }
    if let Some(CannotHappen { id, why, guaranteed_by }) = CANNOT_HAPPEN.iter().find(|entry| entry.id == id) {
        screen.print(&format!("# {id}\n\nCannot happen: {why}\n\nGuaranteed by {guaranteed_by}.\n"))?;
        return Ok(Outcome::Clean);
    }
    let diagnostic = Diagnostic::error(format!("there is no rule `{id}`"));
    let known = RULES.iter().map(|rule| rule.id).chain(CANNOT_HAPPEN.iter().map(|entry| entry.id));
    screen.tell(match nearest(id, known) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help("`tfgen explain` lists the rules"),
    });
    Ok(Outcome::Usage)
}

fn list() -> String {
    let mut list = String::from("Rules\n");
    for rule in RULES {
        list.push_str(&format!("\n  {} ({})\n    {}\n", rule.id, rule.severity, rule.claim()));
    }
    list.push_str("\nCannot happen: the model has no way to write it down\n");
    for CannotHappen { id, why, .. } in CANNOT_HAPPEN {
        list.push_str(&format!("\n  {id}\n    {why}\n"));
    }
    list
}
