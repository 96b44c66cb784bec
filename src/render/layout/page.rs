//! From tokens to lines: indentation, and the columns that neighbouring lines share.

use unicode_segmentation::UnicodeSegmentation;

use super::gap::{Gap, OTHERWISE};
use super::scan::PlainAssignment;
use super::spacing::apart;
use super::token::{Kind, Token};
use crate::render::bytes;

/// Writes laid-out lines.
///
/// A line is up to three cells, `lead = assigned # comment`. Where the second and third begin depends on lines not yet
/// read, so gaps of lines that have one wait until a line without either ends every chain they are part of.
pub(super) struct Page<'a> {
    source: &'a str,
    out: &'a mut String,
    /// How much of the source is written, with all gaps before this made right.
    written: usize,
    /// Whether each byte of the source is a column or a line break.
    plain: bool,
    /// In order, those that may have to change.
    gaps: Vec<Gap>,
    waiting: Vec<Waiting>,
    line: Line,
    /// Whether blank lines have been seen since the last line.
    blank: bool,
    /// Whether the last line's last token, a comment aside, opens a bracket; so does what precedes the first line.
    just_inside: bool,
    /// How many brackets each line that indents what follows it has open.
    indents: Vec<usize>,
}

/// The line that is being read.
#[derive(Default)]
struct Line {
    /// The last two tokens' kinds.
    before: Option<Kind>,
    left: Option<Kind>,
    /// Where its indentation begins.
    start: usize,
    /// Where the last token ends; in an empty line, that of an earlier line.
    end: usize,
    /// Without the indentation.
    columns: usize,
    /// Where in [`Page::gaps`] it begins.
    gap: usize,
    brackets: Brackets,
    assignment: Option<Assignment>,
    /// Where in [`Page::gaps`] that before the comment is.
    comment: Option<usize>,
}

/// How a line changes the number of open brackets.
#[derive(Clone, Copy, Default)]
struct Brackets {
    change: isize,
    /// Brackets after the start of a heredoc count for nothing in the indentation, as in `terraform fmt`.
    before_heredoc: Option<isize>,
}

impl Brackets {
    fn indenting(self) -> isize {
        self.before_heredoc.unwrap_or(self.change)
    }
}

/// The first `=` that has something before it.
#[derive(Clone, Copy)]
struct Assignment {
    /// Where in [`Page::gaps`] that before it is.
    gap: usize,
    /// The columns before that.
    lead: usize,
    /// The columns up to it.
    from: usize,
    /// What the line had opened and closed before.
    brackets: Brackets,
}

/// A line whose second or third cell waits to be aligned; gaps by their place in [`Page::gaps`].
struct Waiting {
    /// The columns of everything before the comment; those of the lead until the assigned cell is aligned.
    columns: usize,
    /// The gap before the assigned cell, and its columns.
    assigned: Option<(usize, usize)>,
    /// The gap before the comment.
    comment: Option<usize>,
}

impl<'a> Page<'a> {
    /// A page of tokens read from `source`, written to the end of `out`.
    pub(super) fn new(source: &'a str, out: &'a mut String) -> Self {
        Self {
            source,
            out,
            written: 0,
            plain: bytes::are_plain(source.as_bytes()),
            gaps: Vec::with_capacity(64),
            waiting: Vec::with_capacity(32),
            line: Line::default(),
            blank: false,
            just_inside: true,
            indents: Vec::with_capacity(16),
        }
    }

    /// Adds a token to the line.
    pub(super) fn token(&mut self, token: Token) {
        let Token { kind, start, end } = token;
        match self.line.left {
            None => self.begin_line(kind, start),
            Some(left) => {
                let spaces = usize::from(apart(self.line.before, left, kind));
                let found = if self.plain { start - self.line.end } else { OTHERWISE };
                let gap = Gap { start: self.line.end, end: start, breaks: "", spaces, found };
                match kind {
                    Kind::Equal if self.line.assignment.is_none() => {
                        let Line { columns, brackets, .. } = self.line;
                        self.line.assignment = Some(Assignment { gap: self.gaps.len(), lead: columns, from: columns + spaces, brackets });
                        self.gaps.push(gap);
                    }
                    Kind::LineComment => {
                        self.line.comment = Some(self.gaps.len());
                        self.gaps.push(gap);
                        self.line.end = end;
                        return;
                    }
                    _ if found == spaces => {}
                    _ => self.gaps.push(gap),
                }
                self.line.columns += spaces;
            }
        }
        self.line.columns += if self.plain { end - start } else { width(&self.source[start..end]) };
        self.line.brackets.change += kind.bracket_change();
        if kind == Kind::OpenHeredoc {
            self.line.brackets.before_heredoc.get_or_insert(self.line.brackets.change);
        }
        self.line.before = self.line.left;
        self.line.left = Some(kind);
        self.line.end = end;
    }

    /// Decides about a blank line before this one.
    fn begin_line(&mut self, first: Kind, start: usize) {
        let blank = self.blank && !self.just_inside && !first.closes();
        if blank {
            self.release();
        }
        let breaks = match (self.line.end, blank) {
            (0, _) => "",
            (_, false) => "\n",
            (_, true) => "\n\n",
        };
        let right_breaks = self.plain && self.line.end + breaks.len() == self.line.start;
        let found = if right_breaks { start - self.line.start } else { OTHERWISE };
        self.line.gap = self.gaps.len();
        self.gaps.push(Gap { start: self.line.end, end: start, breaks, spaces: 0, found });
    }

    /// Adds a whole line.
    pub(super) fn assignment(&mut self, line: &PlainAssignment) {
        self.begin_line(Kind::Word, line.start);
        let indent = 2 * self.indents.len();
        self.gaps[self.line.gap].spaces = indent;
        let found = if self.plain { line.equal - line.name_end } else { OTHERWISE };
        let (columns, assigned) = (indent + line.name_end - line.start, (self.gaps.len(), line.end - line.equal));
        self.gaps.push(Gap { start: line.name_end, end: line.equal, breaks: "", spaces: 1, found });
        self.waiting.push(Waiting { columns, assigned: Some(assigned), comment: None });
        (self.line.end, self.line.start) = (line.end, line.end + 1);
        (self.blank, self.just_inside) = (false, false);
    }

    /// Ends the line; one without tokens is blank.
    pub(super) fn end_line(&mut self, start: usize) {
        self.line.start = start;
        let Some(last) = self.line.left else {
            self.blank = true;
            return;
        };
        let end = self.line.end;
        let Line { columns, gap, brackets, assignment, comment, .. } =
            std::mem::replace(&mut self.line, Line { start, end, ..Line::default() });
        self.blank = false;
        self.just_inside = last.opens();
        // Where the brackets after it do not balance, the value goes on in the next line and is not aligned.
        let assignment = assignment.filter(|assignment| assignment.brackets.change == brackets.change);
        let lead = assignment.map_or(brackets, |assignment| assignment.brackets);
        let indent = 2 * self.indent(lead.indenting());
        self.gaps[gap].spaces = indent;
        if assignment.is_none() && comment.is_none() {
            // Most of these lines stand alone and are right.
            match self.gaps.as_slice() {
                [only] if only.found == indent => self.gaps.clear(),
                _ => self.release(),
            }
            return;
        }
        let lead = assignment.map_or(columns, |assignment| assignment.lead);
        let assigned = assignment.map(|assignment| (assignment.gap, columns - assignment.from));
        self.waiting.push(Waiting { columns: indent + lead, assigned, comment });
    }

    /// Writes what still waits. The page is complete only after this.
    pub(super) fn finish(mut self) {
        if self.line.left.is_some() {
            self.end_line(self.source.len());
        }
        self.release();
        let end = self.line.end;
        if end > 0 {
            self.out.push_str(&self.source[self.written..end]);
            self.out.push('\n');
        }
    }

    /// The depth of a line, while the brackets it opens or closes are taken note of.
    ///
    /// A line indents what follows by one level however many brackets it opens; the level ends when as many are closed.
    fn indent(&mut self, change: isize) -> usize {
        let depth = self.indents.len();
        if change > 0 {
            self.indents.push(change.unsigned_abs());
            return depth;
        }
        let mut closed = change.unsigned_abs();
        while closed > 0
            && let Some(open) = self.indents.last_mut()
        {
            if closed < *open {
                *open -= closed;
                break;
            }
            closed -= *open;
            self.indents.pop();
        }
        self.indents.len()
    }

    /// Aligns the waiting lines and writes up to the last gap.
    fn release(&mut self) {
        for chain in self.waiting.chunk_by_mut(|a, b| a.assigned.is_some() == b.assigned.is_some()) {
            let column = widest(chain) + 1;
            for line in chain {
                if let Some((gap, columns)) = line.assigned {
                    self.gaps[gap].spaces = column - line.columns;
                    line.columns = column + columns;
                }
            }
        }
        for chain in self.waiting.chunk_by_mut(|a, b| a.comment.is_some() == b.comment.is_some()) {
            let column = widest(chain) + 1;
            for line in chain {
                if let Some(gap) = line.comment {
                    self.gaps[gap].spaces = column - line.columns;
                }
            }
        }
        self.waiting.clear();
        self.write();
    }

    /// Writes up to the last gap.
    fn write(&mut self) {
        for gap in self.gaps.drain(..) {
            if gap.found != gap.spaces {
                self.out.push_str(&self.source[self.written..gap.start]);
                gap.write(self.out);
                self.written = gap.end;
            }
        }
    }
}

fn widest(lines: &[Waiting]) -> usize {
    lines.iter().map(|line| line.columns).max().unwrap_or(0)
}

/// The columns of one token, which to `terraform fmt` are its grapheme clusters: a wide character counts one, and so does
/// a carriage return with its line break.
fn width(text: &str) -> usize {
    let one_each = text.is_ascii() && !text.as_bytes().contains(&b'\r');
    if one_each { text.len() } else { text.graphemes(true).count() }
}
