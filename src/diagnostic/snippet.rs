//! The lines that a finding shows: few, short, and without what a terminal would not show as written.

use std::ops::Range;

use crate::model::invisible;

/// How far a line is shown behind the start of what it is shown for: a picture pasted into a file must not fill the screen. The
/// printer cuts the front, and needs it to count the columns.
const LINE: usize = 400;

/// Lines of a file, made fit for showing, that still know where they came from.
pub struct Excerpt {
    /// The lines.
    pub text: String,
    /// The number of the first one, from 1.
    pub line: usize,
    /// For each line: where it starts in the file, where it starts in `text`, and how many bytes of it are kept.
    lines: Vec<(usize, usize, usize)>,
}

impl Excerpt {
    /// The lines that the spans touch, from the first to the last. Only these are handed to the printer, since a file may be large
    /// and have many mistakes.
    /// `line` is the number of the first.
    pub fn new(text: &str, line: usize, spans: &[Range<usize>]) -> Self {
        let first = spans.iter().map(|span| span.start).min().unwrap_or(0);
        let last = spans.iter().map(|span| span.end).max().unwrap_or(0);
        let start = text.get(..first).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
        let end = text.get(last..).and_then(|rest| rest.find('\n')).map_or(text.len(), |length| last + length);

        let mut excerpt = Self { text: String::new(), line, lines: Vec::new() };
        let mut at = start;
        for line in text.get(start..end).unwrap_or_default().split('\n') {
            if !excerpt.lines.is_empty() {
                excerpt.text.push('\n');
            }
            let shown = line.strip_suffix('\r').unwrap_or(line);
            let last = spans.iter().filter(|span| (at..=at + line.len()).contains(&span.start)).map(|span| span.start - at).max();
            let kept = floor(shown, last.unwrap_or(0) + LINE);
            let start = excerpt.text.len();
            // What would move the cursor is replaced by a space for each of its bytes: places stay as they are.
            for c in shown.get(..kept).unwrap_or_default().chars() {
                if (c.is_control() && c != '\t') || invisible(c) {
                    excerpt.text.extend(std::iter::repeat_n(' ', c.len_utf8()))
                } else {
                    excerpt.text.push(c)
                }
            }
            excerpt.lines.push((at, start, kept));
            at += line.len() + 1;
        }
        excerpt
    }

    /// Where a span of the file is in the excerpt.
    pub fn place(&self, span: &Range<usize>) -> Range<usize> {
        self.byte(span.start)..self.byte(span.end).max(self.byte(span.start))
    }

    fn byte(&self, at: usize) -> usize {
        let line = self.lines.iter().rev().find(|(start, ..)| *start <= at);
        line.map_or(0, |(start, shown, kept)| shown + (at - start).min(*kept))
    }
}

/// The next whole character at or before `at`.
pub fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
