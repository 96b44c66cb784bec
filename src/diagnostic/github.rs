//! Findings as annotations of a GitHub workflow.
//! Source: GitHub documentation, "Workflow commands for GitHub Actions"; escapes as in actions/toolkit, `command.ts`.

use super::place::Place;
use super::{Diagnostic, Label, sorted};
use crate::config::Sources;

/// One line a finding.
pub fn github(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    sorted(diagnostics).into_iter().map(|diagnostic| line(diagnostic, sources)).collect()
}

fn line(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let mut properties = Vec::new();
    if let Some(place) = diagnostic.primary().and_then(|span| Place::new(span, sources)) {
        properties.push(format!("file={}", property(place.file)));
        properties.push(format!("line={}", place.line));
        properties.push(format!("endLine={}", place.end_line));
        // GitHub takes columns only within a line.
        if place.line == place.end_line {
            properties.push(format!("col={}", place.column));
            properties.push(format!("endColumn={}", place.end_column));
        }
    }
    properties.push(format!("title={}", property(diagnostic.rule.unwrap_or("tfgen"))));
    let mut text = diagnostic.message.clone();
    for label in diagnostic.labels.iter().filter(|label| !label.text.is_empty()) {
        text.push_str(&format!("\n{}{}", elsewhere(label, sources), label.text));
    }
    for help in &diagnostic.help {
        text.push_str(&format!("\nhelp: {help}"));
    }
    format!("::{} {}::{}\n", diagnostic.severity, properties.join(","), data(&text))
}

/// An error about a whole file.
pub fn annotation(file: &str, title: &str, text: &str) -> String {
    format!("::error file={},title={}::{}\n", property(file), property(title), data(text))
}

/// Where a label is that the annotation does not stand at.
fn elsewhere(label: &Label, sources: &Sources) -> String {
    match Place::new(label.span, sources) {
        Some(place) if !label.primary => format!("{}:{}: ", place.file, place.line),
        _ => String::new(),
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::{FileId, Span};
    use super::*;

    #[test]
    fn nothing_breaks_out_of_an_annotation() {
        let sources = Sources::from_texts([("a,b:c%.hcl".to_owned(), "x = 1\ny = 2\n".to_owned())]);
        let at = |start, end| Span { file: FileId(0), start, end };
        let diagnostic = Diagnostic::error("50% off\n::error::evil").at(at(10, 11), "here").related(at(4, 5), "there").help("a\rb");
        assert_eq!(
            github(&[diagnostic], &sources),
            "::error file=a%2Cb%3Ac%25.hcl,line=2,endLine=2,col=5,endColumn=6,title=tfgen::\
             50%25 off%0A::error::evil%0Ahere%0Aa,b:c%25.hcl:1: there%0Ahelp: a%0Db\n"
        );
    }
}
