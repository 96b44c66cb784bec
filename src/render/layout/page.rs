//! From tokens to lines: indentation, and the columns that neighbouring lines share.

use unicode_segmentation::UnicodeSegmentation;

use super::spacing::apart;
use super::token::{Kind, Token};

/// Writes laid-out lines.
///
/// A line is up to three cells, `lead = assigned # comment`. Where the second and third begin depends on lines not yet
/// read, so lines that have one wait in `text` until a line without either ends every chain they are part of.
pub(super) struct Page<'a> {
    source: &'a str,
    out: &'a mut String,
    /// The cells of the waiting lines, one after the other, without the spaces between them.
    waiting: String,
    lines: Vec<Line>,
    /// How many brackets each line that indents what follows it has open.
    indents: Vec<usize>,
}

/// One waiting line; the offsets are the ends of its cells in [`Page::waiting`].
struct Line {
    lead: Cell,
    assigned: Option<Cell>,
    comment: Option<Cell>,
    /// The spaces before the assigned cell and before the comment.
    gaps: [usize; 2],
}

#[derive(Clone, Copy)]
struct Cell {
    end: usize,
    columns: usize,
}

impl Line {
    /// The columns of everything before the comment.
    fn columns(&self) -> usize {
        self.lead.columns + self.assigned.map_or(0, |cell| self.gaps[0] + cell.columns)
    }
}

impl<'a> Page<'a> {
    /// A page of tokens read from `source`, written to the end of `out`.
    pub(super) fn new(source: &'a str, out: &'a mut String) -> Self {
        Self { source, out, waiting: String::new(), lines: Vec::new(), indents: Vec::new() }
    }

    /// Adds an empty line.
    pub(super) fn blank_line(&mut self) {
        self.release();
        self.out.push('\n');
    }

    /// Adds one line of tokens, of which there is at least one.
    pub(super) fn line(&mut self, tokens: &[Token]) {
        let (code, comment) = match tokens.split_last() {
            // A comment that is the whole line is its lead.
            Some((last, code)) if last.kind == Kind::LineComment && !code.is_empty() => (code, Some(last)),
            _ => (tokens, None),
        };
        let assignment = assignment(code);
        let (lead, assigned) = code.split_at(assignment.unwrap_or(code.len()));
        // The brackets of an assigned cell balance.
        let indent = 2 * self.indent(lead);

        if assignment.is_none() && comment.is_none() {
            self.release();
            pad(self.out, indent);
            write_cell(self.source, code, self.out);
            self.out.push('\n');
            return;
        }

        pad(&mut self.waiting, indent);
        let mut lead = self.cell(lead);
        lead.columns += indent;
        let assigned = assignment.is_some().then(|| self.cell(assigned));
        let comment = comment.map(|comment| self.cell(std::slice::from_ref(comment)));
        self.lines.push(Line { lead, assigned, comment, gaps: [0, 0] });
    }

    /// Writes what still waits. The page is complete only after this.
    pub(super) fn finish(mut self) {
        self.release();
    }

    /// The depth of a line, while the brackets it opens or closes are taken note of.
    ///
    /// A line indents what follows by one level however many brackets it opens; the level ends when as many are
    /// closed. Brackets after the start of a heredoc count for nothing, as in `terraform fmt`.
    fn indent(&mut self, lead: &[Token]) -> usize {
        let heredoc = lead.iter().position(|token| token.kind == Kind::OpenHeredoc).unwrap_or(lead.len());
        let change = bracket_change(&lead[..heredoc]);
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

    /// Adds a cell to the waiting text and measures it.
    fn cell(&mut self, tokens: &[Token]) -> Cell {
        let columns = write_cell(self.source, tokens, &mut self.waiting);
        Cell { end: self.waiting.len(), columns }
    }

    /// Aligns the waiting lines and writes them.
    fn release(&mut self) {
        for chain in self.lines.chunk_by_mut(|a, b| a.assigned.is_some() == b.assigned.is_some()) {
            let widest = chain.iter().map(|line| line.lead.columns).max().unwrap_or(0);
            chain.iter_mut().for_each(|line| line.gaps[0] = widest + 1 - line.lead.columns);
        }
        for chain in self.lines.chunk_by_mut(|a, b| a.comment.is_some() == b.comment.is_some()) {
            let widest = chain.iter().map(Line::columns).max().unwrap_or(0);
            chain.iter_mut().for_each(|line| line.gaps[1] = widest + 1 - line.columns());
        }

        let mut from = 0;
        for line in self.lines.drain(..) {
            self.out.push_str(&self.waiting[from..line.lead.end]);
            from = line.lead.end;
            for (cell, gap) in [line.assigned, line.comment].into_iter().zip(line.gaps) {
                if let Some(cell) = cell {
                    pad(self.out, gap);
                    self.out.push_str(&self.waiting[from..cell.end]);
                    from = cell.end;
                }
            }
            self.out.push('\n');
        }
        self.waiting.clear();
    }
}

/// Where in a line the assigned cell begins, if it has one: at the first `=` that has something before it, provided
/// the brackets after it balance. Where they do not, the value goes on in the next line and is not aligned.
fn assignment(code: &[Token]) -> Option<usize> {
    let at = code.iter().skip(1).position(|token| token.kind == Kind::Equal)? + 1;
    (bracket_change(&code[at..]) == 0).then_some(at)
}

fn bracket_change(tokens: &[Token]) -> isize {
    tokens.iter().map(|token| token.kind.bracket_change()).sum()
}

/// Writes tokens with the spaces that belong between them, and says how many columns they take.
fn write_cell(source: &str, tokens: &[Token], out: &mut String) -> usize {
    let mut columns = 0;
    let mut before = None;
    let mut left: Option<Kind> = None;
    for token in tokens {
        if left.is_some_and(|left| apart(before, left, token.kind)) {
            out.push(' ');
            columns += 1;
        }
        let text = &source[token.start..token.end];
        out.push_str(text);
        columns += width(text);
        (before, left) = (left, Some(token.kind));
    }
    columns
}

/// The columns of one token, which to `terraform fmt` are its grapheme clusters: a wide character counts one, and so does
/// a carriage return with its line break.
fn width(text: &str) -> usize {
    let one_each = text.is_ascii() && !text.as_bytes().contains(&b'\r');
    if one_each { text.len() } else { text.graphemes(true).count() }
}

fn pad(out: &mut String, columns: usize) {
    const SPACES: &str = "                                ";
    let mut left = columns;
    while left > 0 {
        let now = left.min(SPACES.len());
        out.push_str(&SPACES[..now]);
        left -= now;
    }
}
