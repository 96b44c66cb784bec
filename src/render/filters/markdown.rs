//! Filters for Markdown.

use std::borrow::Cow;

use tera::{Error, TeraResult};

/// A code span.
pub(super) fn code(text: &str) -> TeraResult<Cow<'_, str>> {
    if text.contains(|c: char| c == '`' || c == '|' || c.is_control()) {
        return Err(Error::message(format!("`{text}` cannot stand in a code span")));
    }
    Ok(format!("`{text}`").into())
}

/// Text in a paragraph or a table cell.
pub(crate) fn escaped(text: &str) -> Cow<'_, str> {
    let stays = |byte: &u8| matches!(byte, b' '..=b'}') && !is_markup((*byte).into());
    let Some(first) = text.bytes().position(|byte| !stays(&byte)) else { return text.into() };
    let mut escaped = String::with_capacity(text.len() + 16);
    escaped.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(c) = rest.chars().next() {
        match c {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => escaped.push(' '),
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            c if is_markup(c) => escaped.extend(['\\', c]),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
        rest = &rest[c.len_utf8()..];
        let run = rest.bytes().take_while(|byte| stays(byte)).count();
        escaped.push_str(&rest[..run]);
        rest = &rest[run..];
    }
    escaped.into()
}

/// What Markdown reads as more than itself.
fn is_markup(c: char) -> bool {
    matches!(c, '<' | '&' | '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '|' | '#' | '~')
}

/// Text of this program in a paragraph, with code spans: what stands in backticks stays as it is.
pub(super) fn prose(text: &str) -> Cow<'_, str> {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len() == 1 || parts.len().is_multiple_of(2) {
        return escaped(text);
    }
    let part = |(index, part)| if index % 2 == 1 { format!("`{part}`").into() } else { escaped(part) };
    parts.into_iter().enumerate().map(part).collect::<String>().into()
}
