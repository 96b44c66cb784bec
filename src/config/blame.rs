//! Turns the parser's first complaint into a sentence that names the mistake, with a caret where it was made.

use hcl::edit::parser::Error;

use crate::diagnostic::{Diagnostic, FileId, Span};

/// The diagnostic of a syntax error.
pub fn blame(file: FileId, text: &str, error: &Error) -> Diagnostic {
    let span = place(file, text, error);
    Diagnostic::error(format!("syntax error: {}", error.message())).at(span, "")
}

/// Where the parser stopped, as one whole character.
fn place(file: FileId, text: &str, error: &Error) -> Span {
    let mut start = error.location().offset().min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let width = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Span { file, start, end: start + width }
}
