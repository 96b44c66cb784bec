//! Findings for people: a headline, the lines concerned, carets, the cure.

use std::collections::HashSet;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::snippet::{Excerpt, floor};
use super::{Diagnostic, FileId, Label, Severity, Span};
use crate::config::Sources;
use crate::guardrails::Rule;

/// Nobody reads more at once, and each takes time to draw. Programs are given all of them.
const MOST: usize = 100;

/// The findings, sorted by place, each one once. Where there are too many, errors come first and the rest is counted.
pub fn print(diagnostics: &[Diagnostic], sources: &Sources, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let masked = masked(diagnostics, sources);
    let sources = masked.as_ref().unwrap_or(sources);
    let mut out = String::new();
    let mut findings = sorted(diagnostics);
    if findings.len() > MOST {
        findings.sort_by_key(|diagnostic| diagnostic.severity);
    }
    for diagnostic in findings.iter().take(MOST) {
        out.push_str(&renderer.render(&[group(diagnostic, sources)]));
        out.push_str("\n\n");
    }
    if let Some(more) = findings.len().checked_sub(MOST).filter(|more| *more > 0) {
        out.push_str(&format!("… and {more} more, which are shown once these are mended\n\n"));
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
    if let Some(rule) = diagnostic.rule.filter(|rule| Rule::find(rule).is_some()) {
        group = group.element(Level::NOTE.with_name("see").message(format!("tfgen explain {rule}")));
    }
    group
}

/// The sources with every hidden place blotted out, for all findings alike: another one may be about the same line.
fn masked(diagnostics: &[Diagnostic], sources: &Sources) -> Option<Sources> {
    let hidden: Vec<Span> = diagnostics.iter().flat_map(|diagnostic| &diagnostic.hidden).copied().collect();
    if hidden.is_empty() {
        return None;
    }
    let texts = sources.iter().map(|(id, source)| {
        let mut covered = vec![false; source.text.len()];
        for span in hidden.iter().filter(|span| span.file == id) {
            let end = span.end.min(covered.len());
            covered[span.start.min(end)..end].fill(true);
        }
        let mut text = String::with_capacity(source.text.len());
        for (at, c) in source.text.char_indices() {
            // As many bytes as before, so that places stay as they are.
            if covered[at] && c != '\n' { text.extend(std::iter::repeat_n('*', c.len_utf8())) } else { text.push(c) }
        }
        (source.name.clone(), text)
    });
    Some(Sources::from_texts(texts))
}

/// The lines of one file that the labels are on.
fn snippet<'a>(diagnostic: &'a Diagnostic, file: FileId, sources: &'a Sources) -> Option<Snippet<'a, Annotation<'a>>> {
    let (_, source) = sources.iter().find(|(id, _)| *id == file)?;
    let labels: Vec<&Label> = diagnostic.labels.iter().filter(|label| label.span.file == file).collect();
    let spans: Vec<Range<usize>> = labels.iter().map(|label| first_line(&source.text, label)).collect();
    let first = spans.iter().map(|span| span.start).min().unwrap_or(0);
    let excerpt = Excerpt::new(&source.text, sources.line(file, first), &spans);
    let annotations = labels.into_iter().zip(spans).map(|(label, span)| {
        let kind = if label.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        kind.span(excerpt.place(&span)).label((!label.text.is_empty()).then_some(label.text.as_str()))
    });
    let annotations: Vec<_> = annotations.collect();
    Some(Snippet::source(excerpt.text).line_start(excerpt.line).path(source.name.as_str()).annotations(annotations))
}

/// The part of a span on its first line, on whole characters and within the text.
fn first_line(text: &str, label: &Label) -> Range<usize> {
    let start = floor(text, label.span.start);
    let end = floor(text, label.span.end).max(start);
    let part = text.get(start..end).unwrap_or_default();
    let line = part.split('\n').next().unwrap_or_default();
    start..start + line.strip_suffix('\r').filter(|_| line.len() < part.len()).unwrap_or(line).len()
}
