//! Findings as SARIF 2.1.0, which code scanning reads.
//! Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".

use serde_json::{Map, Value, json};

use super::place::Place;
use super::{Diagnostic, Label, Severity, sorted};
use crate::config::Sources;

/// What there is to say about a rule.
pub struct RuleText {
    /// Its id.
    pub id: &'static str,
    /// The claim.
    pub claim: String,
    /// The whole page, as Markdown.
    pub page: String,
    /// How bad its findings are.
    pub severity: Severity,
}

/// The rule of what is found without one: mistakes of language and type.
const NO_RULE: &str = "architecture";

/// One log with one run.
pub fn sarif(diagnostics: &[Diagnostic], rules: &[RuleText], sources: &Sources) -> Value {
    let descriptions = rules.iter().map(|rule| {
        json!({
            "id": rule.id,
            "shortDescription": { "text": rule.claim },
            "help": { "text": rule.page, "markdown": rule.page },
            "defaultConfiguration": { "level": rule.severity.to_string() },
        })
    });
    let none = json!({ "id": NO_RULE, "shortDescription": { "text": "The architecture cannot be read as it is written." } });
    let results: Vec<Value> = sorted(diagnostics).into_iter().map(|diagnostic| result(diagnostic, sources)).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "tfgen",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": descriptions.chain([none]).collect::<Vec<_>>(),
                },
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn result(diagnostic: &Diagnostic, sources: &Sources) -> Value {
    let mut text = diagnostic.message.clone();
    for help in &diagnostic.help {
        text.push_str(&format!("\nhelp: {help}"));
    }
    let mut result = Map::new();
    result.insert("ruleId".to_owned(), json!(diagnostic.rule.unwrap_or(NO_RULE)));
    result.insert("level".to_owned(), json!(diagnostic.severity.to_string()));
    result.insert("message".to_owned(), json!({ "text": text }));
    let locations = |primary: bool| -> Vec<Value> {
        let labels = diagnostic.labels.iter().filter(|label| label.primary == primary);
        labels.enumerate().filter_map(|(id, label)| location(id, label, sources)).collect()
    };
    result.insert("locations".to_owned(), locations(true).into());
    let related = locations(false);
    if !related.is_empty() {
        result.insert("relatedLocations".to_owned(), related.into());
    }
    result.into()
}

fn location(id: usize, label: &Label, sources: &Sources) -> Option<Value> {
    let place = Place::new(label.span, sources)?;
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(place.file) },
            "region": {
                "startLine": place.line,
                "startColumn": place.column,
                "endLine": place.end_line,
                "endColumn": place.end_column,
            },
        },
    });
    if !label.primary {
        location["id"] = id.into();
    }
    if !label.text.is_empty() {
        location["message"] = json!({ "text": label.text });
    }
    Some(location)
}

/// A path as a URI reference: what a URI does not take is percent-encoded; an absolute path becomes a `file:` URI.
fn uri(path: &str) -> String {
    let mut uri = if path.starts_with('/') { "file://".to_owned() } else { String::new() };
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_uris() {
        for (path, expected) in [
            ("architecture.hcl", "architecture.hcl"),
            ("../infra/a b.hcl", "../infra/a%20b.hcl"),
            ("/srv/ü:1.hcl", "file:///srv/%C3%BC%3A1.hcl"),
        ] {
            assert_eq!(uri(path), expected);
        }
    }
}
