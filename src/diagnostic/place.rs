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
        let (line, column) = position(&source.text, span.start);
        let (end_line, end_column) = position(&source.text, span.end.max(span.start));
        Some(Self { file: &source.name, line, column, end_line, end_column })
    }
}

fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..floor(text, at)).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.bytes().filter(|byte| *byte == b'\n').count() + 1, line.chars().count() + 1)
}
