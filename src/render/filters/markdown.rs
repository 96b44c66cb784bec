//! Filters for Markdown.

use std::borrow::Cow;

use anyhow::{Result, anyhow};

use crate::render::bytes::{Set, set};

/// A code span.
pub(super) fn code(text: &str) -> Result<Cow<'_, str>> {
    if text.contains(|c: char| c == '`' || c == '|' || c.is_control()) {
        return Err(anyhow!("`{text}` cannot stand in a code span"));
    }
    Ok(["`", text, "`"].concat().into())
}

static STAYS: Set = set!(byte => matches!(byte, b' '..=b'}') && !is_markup(byte));

/// Text in a paragraph or a table cell.
pub(crate) fn escaped(text: &str) -> Cow<'_, str> {
    let first = STAYS.length(text.as_bytes());
    if first == text.len() {
        return text.into();
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    escaped.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(c) = rest.chars().next() {
        match c {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => escaped.push(' '),
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            c if u8::try_from(c).is_ok_and(is_markup) => escaped.extend(['\\', c]),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
        rest = &rest[c.len_utf8()..];
        let run = STAYS.length(rest.as_bytes());
        escaped.push_str(&rest[..run]);
        rest = &rest[run..];
    }
    escaped.into()
}

/// What Markdown reads as more than itself.
const fn is_markup(byte: u8) -> bool {
    matches!(byte, b'<' | b'&' | b'\\' | b'`' | b'*' | b'_' | b'{' | b'}' | b'[' | b']' | b'|' | b'#' | b'~')
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
