//! Findings for people: a headline, the lines concerned, carets, the cure.

use std::collections::HashSet;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, FileId, Label, Severity};
use crate::config::Sources;

/// The findings, sorted by place, each one once.
pub fn print(diagnostics: &[Diagnostic], sources: &Sources, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for diagnostic in sorted(diagnostics) {
        out.push_str(&renderer.render(&[group(diagnostic, sources)]));
        out.push_str("\n\n");
    }
    out
}

/// By place (findings without one come first), then by severity and words; each one once.
pub fn sorted(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut seen = HashSet::new();
    let mut unique: Vec<&Diagnostic> = diagnostics.iter().filter(|diagnostic| seen.insert(*diagnostic)).collect();
    unique.sort_by_key(|diagnostic| (diagnostic.primary(), diagnostic.severity, diagnostic.rule, &diagnostic.message));
    unique
}

fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut title = level.primary_title(diagnostic.message.as_str());
    if let Some(rule) = diagnostic.rule {
        title = title.id(rule);
    }
    // The file that the finding is about comes first.
    let mut files: Vec<FileId> = diagnostic.primary().map(|span| span.file).into_iter().collect();
    files.extend(diagnostic.labels.iter().map(|label| label.span.file));
    let mut seen = HashSet::new();
    files.retain(|file| seen.insert(*file));

    let mut group = title.elements(files.into_iter().filter_map(|file| snippet(diagnostic, file, sources)));
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    group
}

/// The lines of one file that the labels are on.
fn snippet<'a>(diagnostic: &'a Diagnostic, file: FileId, sources: &'a Sources) -> Option<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let (_, source) = sources.iter().find(|(id, _)| *id == file)?;
    let text = source.text.as_str();
    let labels: Vec<(&Label, Range<usize>)> =
        diagnostic.labels.iter().filter(|label| label.span.file == file).map(|label| (label, shown(text, label))).collect();
    let first = labels.iter().map(|(_, range)| range.start).min()?;
    let last = labels.iter().map(|(_, range)| range.end).max()?;
    // Only what is shown is handed over: a file may be large and have many mistakes.
    let start = line_start(text, first);
    let end = text.get(last..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| last + end);
    let line = text.get(..start).unwrap_or_default().matches('\n').count() + 1;
    let annotations = labels.into_iter().map(|(label, range)| {
        let kind = if label.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        kind.span(range.start - start..range.end - start).label((!label.text.is_empty()).then_some(label.text.as_str()))
    });
    Some(Snippet::source(text.get(start..end).unwrap_or_default()).line_start(line).path(source.name.as_str()).annotations(annotations))
}

/// The part of a span on its first line, on whole characters and within the text.
fn shown(text: &str, label: &Label) -> Range<usize> {
    let start = floor(text, label.span.start);
    let end = floor(text, label.span.end).max(start);
    let line = text.get(start..end).and_then(|part| part.find('\n')).map_or(end, |length| start + length);
    let line = if line > start && text.as_bytes().get(line - 1) == Some(&b'\r') { line - 1 } else { line };
    start..line
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
