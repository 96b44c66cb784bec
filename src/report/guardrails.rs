//! What the guardrails find in an environment, and what they were told not to mind.

use serde::Serialize;

use super::page::Subject;
use super::sources::rule;
use super::table::{Cell, Link, Table};
use crate::diagnostic::{Diagnostic, Severity, sorted};

/// The section.
#[derive(Debug, Serialize)]
pub(super) struct Section {
    errors: usize,
    warnings: usize,
    findings: Option<Table>,
    waivers: Option<Table>,
}

/// How many findings of a kind there are.
pub(super) fn count(subject: &Subject<'_>, severity: Severity) -> usize {
    sorted(subject.diagnostics).into_iter().filter(|finding| finding.severity == severity).count()
}

pub(super) fn section(subject: &Subject<'_>) -> Section {
    Section {
        errors: count(subject, Severity::Error),
        warnings: count(subject, Severity::Warning),
        findings: findings(subject).filled(),
        waivers: waivers(subject).filled(),
    }
}

fn findings(subject: &Subject<'_>) -> Table {
    let mut table = Table::new(format!("{}: findings", subject.name), &["rule", "kind", "finding", "where", "cure"]);
    for finding in sorted(subject.diagnostics) {
        let mood = if finding.severity == Severity::Error { "bad" } else { "warn" };
        table.row([
            Cell::link(finding.rule.map_or_else(|| Link::plain("the language"), rule)),
            Cell::text(finding.severity.to_string()).mood(mood),
            Cell::text(&finding.message),
            Cell::text(places(subject, finding)),
            Cell::text(finding.help.join("; ")),
        ]);
    }
    table
}

/// Every place, the one it is about first.
fn places(subject: &Subject<'_>, finding: &Diagnostic) -> String {
    let (primary, others): (Vec<_>, Vec<_>) = finding.labels.iter().partition(|label| label.primary);
    let place = |label: &&crate::diagnostic::Label| {
        let (file, line) = subject.origins.place(label.span);
        if label.text.is_empty() { format!("{file}:{line}") } else { format!("{file}:{line}: {}", label.text) }
    };
    primary.iter().chain(&others).map(place).collect::<Vec<_>>().join("; ")
}

fn waivers(subject: &Subject<'_>) -> Table {
    let mut table = Table::new(format!("{}: waived", subject.name), &["rule", "reason", "until", "what it covers", "where"]);
    for waived in &subject.waived {
        let until = match waived.until {
            Some(until) => Cell::text(until.to_string()),
            None => Cell::text("for good").mood("warn"),
        };
        let facts = if waived.facts.is_empty() { "nothing here".to_owned() } else { waived.facts.join("; ") };
        let (file, line) = subject.origins.place(waived.span);
        table.row([
            Cell::link(rule(waived.rule.id)),
            Cell::text(waived.reason),
            until,
            Cell::text(facts),
            Cell::text(format!("{file}:{line}")),
        ]);
    }
    table
}
