//! Findings for programs.

use serde_json::{Value, json};

use super::place::Place;
use super::{Diagnostic, Label, Severity, sorted};
use crate::config::Sources;

/// One object; its fields only ever get more.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources) -> Value {
    let findings: Vec<&Diagnostic> = sorted(diagnostics);
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let label = |label: &Label| {
        Place::new(label.span, sources).map(|place| {
            json!({
                "file": place.file,
                "line": place.line,
                "column": place.column,
                "end_line": place.end_line,
                "end_column": place.end_column,
                "primary": label.primary,
                "text": label.text,
            })
        })
    };
    let finding = |finding: &&Diagnostic| {
        json!({
            "severity": finding.severity.to_string(),
            "rule": finding.rule,
            "message": finding.message,
            "places": finding.labels.iter().filter_map(label).collect::<Vec<_>>(),
            "help": finding.help,
        })
    };
    json!({
        "errors": count(Severity::Error),
        "warnings": count(Severity::Warning),
        "findings": findings.iter().map(finding).collect::<Vec<_>>(),
    })
}
