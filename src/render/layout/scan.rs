//! Cutting HCL into tokens, one line at a time.

use anyhow::bail;

use super::token::{self, Kind, Token};

/// Reads tokens and remembers what is open.
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// The line that `at` is on, from 1.
    line: usize,
    open: Vec<Open<'a>>,
}

/// Something that has been opened and must be closed.
struct Open<'a> {
    what: What<'a>,
    /// The token that opened it.
    text: &'a str,
    line: usize,
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
        Self { text, at: 0, line: 1, open: Vec::new() }
    }

    /// Replaces `tokens` with those of the next line, none if it is blank; `false` at the end of the text.
    ///
    /// A line ends at a line break outside strings and comments, so a heredoc is part of the line it starts on.
    pub(super) fn next_line(&mut self, tokens: &mut Vec<Token>) -> anyhow::Result<bool> {
        tokens.clear();
        if self.at == self.text.len() {
            self.nothing_open()?;
            return Ok(false);
        }
        loop {
            match self.innermost() {
                Some(What::Quote) => self.quoted(tokens)?,
                Some(What::Heredoc(marker)) => self.heredoc(marker, tokens)?,
                _ => {
                    self.skip_spaces();
                    match self.rest().first() {
                        None => break,
                        Some(b'\n') => {
                            self.at += 1;
                            self.line += 1;
                            break;
                        }
                        Some(_) => self.code(tokens)?,
                    }
                }
            }
        }
        Ok(true)
    }

    /// Reads one token outside strings.
    fn code(&mut self, tokens: &mut Vec<Token>) -> anyhow::Result<()> {
        let rest = self.rest();
        match rest {
            [b'#', ..] | [b'/', b'/', ..] => self.line_comment(tokens),
            [b'/', b'*', ..] => self.block_comment(tokens)?,
            [b'<', b'<', ..] => self.open_heredoc(tokens)?,
            [b'"', ..] => self.open(What::Quote, Kind::OpenQuote, 1, tokens),
            [b'}', ..] if self.innermost() == Some(What::Bracket(Kind::OpenTemplate)) => self.close(Kind::CloseTemplate, 1, tokens)?,
            [digit, ..] if digit.is_ascii_digit() => self.push(Kind::Number, number_length(rest), tokens),
            _ => match token::symbol(rest) {
                Some((kind, length)) if kind.opens() => self.open(What::Bracket(kind), kind, length, tokens),
                Some((kind, length)) if kind.closes() => self.close(kind, length, tokens)?,
                Some((kind, length)) => self.push(kind, length, tokens),
                None => self.word(tokens)?,
            },
        }
        Ok(())
    }

    /// Reads a string's next piece.
    fn quoted(&mut self, tokens: &mut Vec<Token>) -> anyhow::Result<()> {
        match (literal_length(self.rest(), true), self.rest().first()) {
            (0, Some(b'"')) => {
                self.open.pop();
                self.push(Kind::CloseQuote, 1, tokens);
            }
            (0, None | Some(b'\n')) => bail!("line {}: the string that starts here is not closed on its line", self.opening_line()),
            (0, Some(_)) => self.open_template(tokens),
            (length, _) => self.push(Kind::Literal, length, tokens),
        }
        Ok(())
    }

    /// Reads a heredoc's next piece: at most the rest of the line, with its line break.
    fn heredoc(&mut self, marker: &str, tokens: &mut Vec<Token>) -> anyhow::Result<()> {
        let starts_line = self.text[..self.at].ends_with('\n');
        let length = literal_length(self.rest(), false);
        let line = &self.text[self.at..self.at + length];
        match self.rest().get(length) {
            None | Some(b'\n') if starts_line && line.trim() == marker => {
                self.open.pop();
                self.push(Kind::CloseHeredoc, line.strip_suffix('\r').map_or(length, str::len), tokens);
            }
            None => bail!("line {}: the heredoc `{marker}` that starts here is never closed", self.opening_line()),
            Some(b'\n') => {
                self.push(Kind::Literal, length + 1, tokens);
                self.line += 1;
            }
            Some(_) if length == 0 => self.open_template(tokens),
            Some(_) => self.push(Kind::Literal, length, tokens),
        }
        Ok(())
    }

    /// Reads `<<EOT` or `<<-EOT`. Its line break becomes the first piece of the heredoc's text.
    fn open_heredoc(&mut self, tokens: &mut Vec<Token>) -> anyhow::Result<()> {
        let opening = self.text[self.at..].lines().next().unwrap_or_default();
        let name = opening.strip_prefix("<<").unwrap_or_default();
        let marker = name.strip_prefix('-').unwrap_or(name);
        if marker.is_empty() || word_length(marker) != marker.len() {
            bail!("line {}: `{opening}` does not start a heredoc: a name must follow, and nothing after it", self.line);
        }
        self.open(What::Heredoc(marker), Kind::OpenHeredoc, opening.len(), tokens);
        self.skip_spaces();
        if self.at == self.text.len() {
            bail!("line {}: the heredoc `{marker}` that starts here is never closed", self.line);
        }
        self.push(Kind::Literal, 1, tokens);
        self.line += 1;
        Ok(())
    }

    /// Reads `${`, `%{` or one of them with a `~`.
    fn open_template(&mut self, tokens: &mut Vec<Token>) {
        let length = if self.rest().get(2) == Some(&b'~') { 3 } else { 2 };
        self.open(What::Bracket(Kind::OpenTemplate), Kind::OpenTemplate, length, tokens);
    }

    /// Reads up to the line break, and makes a token of it without the spaces at its end.
    fn line_comment(&mut self, tokens: &mut Vec<Token>) {
        let rest = &self.text[self.at..];
        let comment = &rest[..rest.find('\n').unwrap_or(rest.len())];
        let end = self.at + comment.len();
        self.push(Kind::LineComment, comment.trim_end().len(), tokens);
        self.at = end;
    }

    fn block_comment(&mut self, tokens: &mut Vec<Token>) -> anyhow::Result<()> {
        let rest = &self.text[self.at..];
        // `/*/` opens a comment and does not close it.
        let Some(inside) = rest[2..].find("*/") else {
            bail!("line {}: the comment `/*` that starts here is never closed", self.line);
        };
        self.line += rest[..inside + 2].matches('\n').count();
        self.push(Kind::BlockComment, inside + 4, tokens);
        Ok(())
    }

    fn word(&mut self, tokens: &mut Vec<Token>) -> anyhow::Result<()> {
        let rest = &self.text[self.at..];
        let length = word_length(rest);
        if length == 0 {
            let stray = rest.chars().next().unwrap_or_default();
            // Some, such as a byte order mark, would not show.
            let shown = if stray.is_ascii_graphic() { stray.to_string() } else { stray.escape_debug().to_string() };
            bail!("line {}: `{shown}` is no part of HCL outside quotes", self.line)
        }
        self.push(if &rest[..length] == "in" { Kind::In } else { Kind::Word }, length, tokens);
        Ok(())
    }

    /// Reads a token that opens something.
    fn open(&mut self, what: What<'a>, kind: Kind, length: usize, tokens: &mut Vec<Token>) {
        self.open.push(Open { what, text: &self.text[self.at..self.at + length], line: self.line });
        self.push(kind, length, tokens);
    }

    /// Reads a token that closes a bracket, which has to be the innermost open thing.
    fn close(&mut self, kind: Kind, length: usize, tokens: &mut Vec<Token>) -> anyhow::Result<()> {
        let text = &self.text[self.at..self.at + length];
        match self.open.pop() {
            Some(Open { what: What::Bracket(open), .. }) if kind.is_closing(open) => self.push(kind, length, tokens),
            Some(open) => bail!("line {}: `{text}` cannot close the `{}` of line {}", self.line, open.text, open.line),
            None => bail!("line {}: `{text}` closes nothing", self.line),
        }
        Ok(())
    }

    fn innermost(&self) -> Option<What<'a>> {
        self.open.last().map(|open| open.what)
    }

    fn nothing_open(&self) -> anyhow::Result<()> {
        match self.open.last() {
            Some(open) => bail!("line {}: `{}` is never closed", open.line, open.text),
            None => Ok(()),
        }
    }

    /// The line on which the innermost open thing was opened.
    fn opening_line(&self) -> usize {
        self.open.last().map_or(self.line, |open| open.line)
    }

    fn push(&mut self, kind: Kind, length: usize, tokens: &mut Vec<Token>) {
        tokens.push(Token { kind, start: self.at, end: self.at + length });
        self.at += length;
    }

    /// Skips what may stand between tokens. A carriage return may only where it is part of a line's end.
    fn skip_spaces(&mut self) {
        while let [b' ' | b'\t', ..] | [b'\r', b'\n', ..] | [b'\r'] = self.rest() {
            self.at += 1;
        }
    }

    fn rest(&self) -> &'a [u8] {
        &self.text.as_bytes()[self.at..]
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

/// The length of the name at the start of `text`, 0 if there is none.
fn word_length(text: &str) -> usize {
    match text.chars().next() {
        Some(first) if first == '_' || unicode_ident::is_xid_start(first) => {}
        _ => return 0,
    }
    // Letters beyond ASCII are rare, and dear to look up.
    let ascii = text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')).count();
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
