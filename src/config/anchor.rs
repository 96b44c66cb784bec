//! Where the offsets of a syntax tree count from.

use std::ops::Range;

use crate::diagnostic::{FileId, Span};

/// The first byte of what was parsed: hcl-edit knows neither the file nor what stands before it there.
#[derive(Clone, Copy)]
pub struct Anchor {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: usize,
}

impl Anchor {
    /// hcl-edit's range as a place in the file. Everything that was parsed has one.
    pub fn span(self, range: Option<Range<usize>>) -> Span {
        let range = range.unwrap_or(0..0);
        Span { file: self.file, start: self.start + range.start, end: self.start + range.end }
    }
}
