//! Lines and columns, for formats that speak of them.

use super::Span;
use super::snippet::floor;
use crate::config::Sources;

/// A span as people count: lines and columns from 1, columns in characters; the end is the column behind the last one.
pub(super) struct Place<'a> {
    pub(super) file: &'a str,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

impl<'a> Place<'a> {
    pub(super) fn new(span: Span, sources: &'a Sources) -> Option<Self> {
        let (_, source) = sources.iter().find(|(id, _)| *id == span.file)?;
        let end = span.end.max(span.start);
        let [column, end_column] = [span.start, end].map(|at| column(&source.text, at));
        let [line, end_line] = [span.start, end].map(|at| sources.line(span.file, at));
        Some(Self { file: &source.name, line, column, end_line, end_column })
    }
}

fn column(text: &str, at: usize) -> usize {
    let before = text.get(..floor(text, at)).unwrap_or_default();
    before.rsplit('\n').next().unwrap_or_default().chars().count() + 1
}
