//! Cutting HCL into tokens.

use anyhow::bail;

use super::token::{self, Kind, Token};
use crate::render::bytes;

/// Reads tokens and remembers what is open.
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    open: Vec<Open<'a>>,
}

/// Something that has been opened and must be closed.
struct Open<'a> {
    what: What<'a>,
    /// The token that opened it.
    token: Token,
}

/// A whole line `name = value`, of ASCII, each of the two one token.
pub(super) struct PlainAssignment {
    /// Of the name.
    pub(super) start: usize,
    pub(super) name_end: usize,
    /// Of the equals sign, after which there is one space.
    pub(super) equal: usize,
    /// Of the value; the line break follows.
    pub(super) end: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum What<'a> {
    /// A bracket, by the token that opens it. That of an interpolation is one, and after it the string goes on.
    Bracket(Kind),
    Quote,
    /// A heredoc and the marker that closes it.
    Heredoc(&'a str),
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, open: Vec::with_capacity(16) }
    }

    /// The next token; `None` at the end of the text.
    ///
    /// A line ends at a line break outside strings and comments, so a heredoc is part of the line it starts on.
    #[inline]
    pub(super) fn next_token(&mut self) -> anyhow::Result<Option<Token>> {
        match self.open.last().map(|open| open.what) {
            Some(What::Quote) => self.quoted().map(Some),
            Some(What::Heredoc(marker)) => self.heredoc(marker).map(Some),
            _ => self.code(),
        }
    }

    /// Reads a token outside strings, after what may stand before it.
    #[inline]
    fn code(&mut self) -> anyhow::Result<Option<Token>> {
        self.at = after_spaces(self.text.as_bytes(), self.at);
        let rest = self.rest();
        let Some(first) = rest.first() else {
            self.nothing_open()?;
            return Ok(None);
        };
        Ok(Some(match first {
            b'\n' => self.take(Kind::LineBreak, 1),
            b'_' | b'a'..=b'z' | b'A'..=b'Z' => self.name(),
            b'"' => self.string(),
            b'0'..=b'9' => self.take(Kind::Number, number_length(rest)),
            b'#' => self.line_comment(),
            b'/' if rest.get(1) == Some(&b'/') => self.line_comment(),
            b'/' if rest.get(1) == Some(&b'*') => self.block_comment()?,
            b'<' if rest.get(1) == Some(&b'<') => self.open_heredoc()?,
            b'}' if self.is_in_template() => self.close(Kind::CloseTemplate, 1)?,
            _ => match token::symbol(rest) {
                Some((kind, length)) if kind.opens() => self.open(What::Bracket(kind), kind, length),
                Some((kind, length)) if kind.closes() => self.close(kind, length)?,
                Some((kind, length)) => self.take(kind, length),
                None => self.foreign_name()?,
            },
        }))
    }

    /// Reads a line that is `name = value` and nothing more, whose value is one token: every third line is, and none has less to decide.
    pub(super) fn assignment(&mut self) -> Option<PlainAssignment> {
        let text = self.text.as_bytes();
        let name = after_spaces(text, self.at);
        self.at = name;
        let name_end = name + starts_name(text.get(name)?).then(|| bytes::NAME.length(&text[name..]))?;
        let equal = after_spaces(text, name_end);
        let [b'=', b' ', rest @ ..] = text.get(equal..)? else { return None };
        let length = match rest.first()? {
            b'"' => bytes::PLAIN.length(&rest[1..]) + 2,
            b'0'..=b'9' => bytes::DIGIT.length(rest),
            first if starts_name(first) => ascii_name_length(rest),
            _ => return None,
        };
        let (value, after) = rest.split_at_checked(length)?;
        if !after.starts_with(b"\n") || value[0] == b'"' && !value.ends_with(b"\"") {
            return None;
        }
        let end = equal + 2 + length;
        self.at = end + 1;
        Some(PlainAssignment { start: name, name_end, equal, end })
    }

    /// Reads a name that begins with a letter of ASCII, and the names that follow it after dots.
    fn name(&mut self) -> Token {
        let rest = self.rest();
        let mut length = ascii_name_length(rest);
        if length == 0 {
            length = word_length(&self.text[self.at..]);
        }
        self.take(if &rest[..length] == b"in" { Kind::In } else { Kind::Word }, length)
    }

    /// Reads a name that begins with any other letter.
    fn foreign_name(&mut self) -> anyhow::Result<Token> {
        let rest = &self.text[self.at..];
        let length = word_length(rest);
        if length == 0 {
            let stray = rest.chars().next().unwrap_or_default();
            // Some, such as a byte order mark, would not show.
            let shown = if stray.is_ascii_graphic() { stray.to_string() } else { stray.escape_debug().to_string() };
            bail!("line {}: `{shown}` is no part of HCL outside quotes", self.line(self.at))
        }
        Ok(self.take(Kind::Word, length))
    }

    /// Reads a whole string if there is nothing special in it, otherwise its opening quote.
    fn string(&mut self) -> Token {
        let rest = self.rest();
        let inside = bytes::PLAIN.length(&rest[1..]);
        match rest.get(1 + inside) {
            Some(b'"') => self.take(Kind::String, inside + 2),
            _ => self.open(What::Quote, Kind::OpenQuote, 1),
        }
    }

    /// Reads a string's next piece.
    fn quoted(&mut self) -> anyhow::Result<Token> {
        Ok(match (literal_length(self.rest(), true), self.rest().first()) {
            (0, Some(b'"')) => {
                self.open.pop();
                self.take(Kind::CloseQuote, 1)
            }
            (0, None | Some(b'\n')) => bail!("line {}: the string that starts here is not closed on its line", self.opening_line()),
            (0, Some(_)) => self.open_template(),
            (length, _) => self.take(Kind::Literal, length),
        })
    }

    /// Reads a heredoc's next piece: at most the rest of the line, with its line break.
    fn heredoc(&mut self, marker: &str) -> anyhow::Result<Token> {
        let starts_line = self.text[..self.at].ends_with('\n');
        let length = literal_length(self.rest(), false);
        let line = &self.text[self.at..self.at + length];
        Ok(match self.rest().get(length) {
            None | Some(b'\n') if starts_line && line.trim() == marker => {
                self.open.pop();
                self.take(Kind::CloseHeredoc, line.strip_suffix('\r').map_or(length, str::len))
            }
            None => bail!("line {}: the heredoc `{marker}` that starts here is never closed", self.opening_line()),
            Some(b'\n') => self.take(Kind::Literal, length + 1),
            Some(_) if length == 0 => self.open_template(),
            Some(_) => self.take(Kind::Literal, length),
        })
    }

    /// Reads `<<EOT` or `<<-EOT`. Its line break becomes the first piece of the heredoc's text.
    fn open_heredoc(&mut self) -> anyhow::Result<Token> {
        let opening = self.text[self.at..].lines().next().unwrap_or_default();
        let name = opening.strip_prefix("<<").unwrap_or_default();
        let marker = name.strip_prefix('-').unwrap_or(name);
        if marker.is_empty() || word_length(marker) != marker.len() {
            bail!("line {}: `{opening}` does not start a heredoc: a name must follow, and nothing after it", self.line(self.at));
        }
        let token = self.open(What::Heredoc(marker), Kind::OpenHeredoc, opening.len());
        self.at = after_spaces(self.text.as_bytes(), self.at);
        Ok(token)
    }

    /// Reads `${`, `%{` or one of them with a `~`.
    fn open_template(&mut self) -> Token {
        let length = if self.rest().get(2) == Some(&b'~') { 3 } else { 2 };
        self.open(What::Bracket(Kind::OpenTemplate), Kind::OpenTemplate, length)
    }

    /// Reads up to the line break, and makes a token of it without the spaces at its end.
    fn line_comment(&mut self) -> Token {
        let rest = &self.text[self.at..];
        let comment = &rest[..rest.find('\n').unwrap_or(rest.len())];
        let token = self.take(Kind::LineComment, comment.trim_end().len());
        self.at = token.start + comment.len();
        token
    }

    fn block_comment(&mut self) -> anyhow::Result<Token> {
        // `/*/` opens a comment and does not close it.
        let Some(inside) = self.text[self.at + 2..].find("*/") else {
            bail!("line {}: the comment `/*` that starts here is never closed", self.line(self.at));
        };
        Ok(self.take(Kind::BlockComment, inside + 4))
    }

    /// Reads a token that opens something.
    fn open(&mut self, what: What<'a>, kind: Kind, length: usize) -> Token {
        let token = self.take(kind, length);
        self.open.push(Open { what, token });
        token
    }

    /// Reads a token that closes a bracket, which has to be the innermost open thing.
    fn close(&mut self, kind: Kind, length: usize) -> anyhow::Result<Token> {
        let text = &self.text[self.at..self.at + length];
        match self.open.pop() {
            Some(Open { what: What::Bracket(open), .. }) if kind.is_closing(open) => Ok(self.take(kind, length)),
            Some(open) => {
                let (here, there) = (self.line(self.at), self.line(open.token.start));
                bail!("line {here}: `{text}` cannot close the `{}` of line {there}", self.text(open.token))
            }
            None => bail!("line {}: `{text}` closes nothing", self.line(self.at)),
        }
    }

    fn is_in_template(&self) -> bool {
        self.open.last().is_some_and(|open| open.what == What::Bracket(Kind::OpenTemplate))
    }

    fn nothing_open(&self) -> anyhow::Result<()> {
        match self.open.last() {
            Some(open) => bail!("line {}: `{}` is never closed", self.line(open.token.start), self.text(open.token)),
            None => Ok(()),
        }
    }

    /// The line on which the innermost open thing was opened.
    fn opening_line(&self) -> usize {
        self.line(self.open.last().map_or(self.at, |open| open.token.start))
    }

    /// The line of a place in the text, from 1. Only mistakes need it.
    fn line(&self, at: usize) -> usize {
        1 + self.text[..at].matches('\n').count()
    }

    fn text(&self, token: Token) -> &'a str {
        &self.text[token.start..token.end]
    }

    fn take(&mut self, kind: Kind, length: usize) -> Token {
        let start = self.at;
        self.at += length;
        Token { kind, start, end: self.at }
    }

    fn rest(&self) -> &'a [u8] {
        &self.text.as_bytes()[self.at..]
    }
}

/// Where what may stand between tokens ends: spaces, and a carriage return that is part of a line's end.
fn after_spaces(text: &[u8], mut at: usize) -> usize {
    while text.get(at) == Some(&b' ') {
        at += 1;
    }
    match text.get(at) {
        Some(b'\t') => after_spaces(text, at + text[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()),
        Some(b'\r') if matches!(text.get(at + 1), None | Some(b'\n')) => at + 1,
        _ => at,
    }
}

/// The length of the literal text at the start of `text`: up to an interpolation, the end of the line or, in a quoted
/// string, the closing quote.
///
/// A lone `$` and an escaped `$${` end a piece too. They need not, but `terraform fmt` counts columns per piece, and a
/// combining character at the start of one has a column of its own.
fn literal_length(text: &[u8], quoted: bool) -> usize {
    let mut length = 0;
    loop {
        // Nearly all of a literal is none of these.
        length += text[length..].iter().take_while(|byte| !matches!(byte, b'\n' | b'$' | b'%' | b'"' | b'\\')).count();
        match text[length..] {
            [] | [b'\n', ..] | [b'$' | b'%', b'{', ..] => return length,
            [b'"', ..] if quoted => return length,
            [b'\\', escaped, ..] if quoted && escaped != b'\n' => length += 2,
            [b'$', b'$', b'{', ..] | [b'%', b'%', b'{', ..] => return length + 3,
            [b'$' | b'%', ..] => return length + 1,
            _ => length += 1,
        }
    }
}

fn starts_name(byte: &u8) -> bool {
    matches!(byte, b'_' | b'a'..=b'z' | b'A'..=b'Z')
}

/// The length of the name at the start of `text`, with the names that follow it after dots, up to the first that is not all ASCII: columns are
/// counted by token, and beyond ASCII a character may join the one before it.
fn ascii_name_length(text: &[u8]) -> usize {
    let mut length = 0;
    loop {
        let end = length + bytes::NAME.length(&text[length..]);
        match &text[end..] {
            [next, ..] if !next.is_ascii() => return length.saturating_sub(1),
            [b'.', first, ..] if starts_name(first) => length = end + 1,
            _ => return end,
        }
    }
}

/// The length of the name at the start of `text`, 0 if there is none.
fn word_length(text: &str) -> usize {
    match text.chars().next() {
        Some(first) if first == '_' || unicode_ident::is_xid_start(first) => {}
        _ => return 0,
    }
    // Letters beyond ASCII are rare, and dear to look up.
    let ascii = bytes::NAME.length(text.as_bytes());
    let rest = &text[ascii..];
    if !rest.starts_with(|next: char| !next.is_ascii()) {
        return ascii;
    }
    ascii + rest.find(|char| char != '-' && !unicode_ident::is_xid_continue(char)).unwrap_or(rest.len())
}

/// The length of the number at the start of `text`. A dot or an `e` belongs to it only if a digit follows.
fn number_length(text: &[u8]) -> usize {
    let mut length = 1;
    let mut at = 1;
    loop {
        at += match text[at..] {
            [digit, ..] if digit.is_ascii_digit() => 1,
            [b'e' | b'E', digit, ..] if digit.is_ascii_digit() => 2,
            [b'e' | b'E', b'+' | b'-', digit, ..] if digit.is_ascii_digit() => 3,
            [b'.', ..] => {
                at += 1;
                continue;
            }
            _ => return length,
        };
        length = at;
    }
}
