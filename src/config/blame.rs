//! Turns the parser's first complaint into a sentence that names the mistake, with a caret where it was made.

use hcl::edit::parser::Error;

use super::anchor::Anchor;
use super::scan::{Fault, scan};
use crate::diagnostic::Diagnostic;

/// The diagnostic of a syntax error in what begins at `anchor`.
pub fn blame(anchor: Anchor, text: &str, error: &Error) -> Diagnostic {
    let at = place(text, error);
    // Whatever is open explains every complaint after it. Where the parser expects nothing in particular, it went back to the
    // start of an argument that it could not finish.
    match scan(text).filter(|fault| fault.start() <= at || error.message() == "unexpected token") {
        Some(fault) => open(anchor, &fault),
        None => complaint(anchor, text, at, error.message()),
    }
}

/// Where the parser stopped.
fn place(text: &str, error: &Error) -> usize {
    let location = error.location();
    let mut at = location.offset().min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    // At the end of the text the parser gives the last character, and the column after it.
    let line_start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let last = text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let column = text.get(line_start..at + last).map_or(0, |line| line.chars().count());
    if at + last == text.len() && location.column() > column { text.len() } else { at }
}

/// The diagnostic of what is not closed in what begins at `anchor`.
pub fn open(anchor: Anchor, fault: &Fault) -> Diagnostic {
    let span = |start, end| anchor.span(Some(start..end));
    let bracket = |kind: &char| if *kind == '$' { "${".to_owned() } else { kind.to_string() };
    match fault {
        Fault::Text(start, end) => Diagnostic::error("this string is not closed")
            .at(span(*start, *end), "")
            .help("close the quotes on the same line; write `\\\"` for a quote inside, or use `<<-EOT` for a longer one"),
        Fault::Comment(start) => Diagnostic::error("this comment is not closed").at(span(*start, start + 2), "").help("close it with `*/`"),
        Fault::Heredoc(start, end, word) => Diagnostic::error(format!("the heredoc `{word}` has no end"))
            .at(span(*start, *end), "")
            .help(format!("write `{word}`, alone on a line, after it")),
        Fault::Open(start, '$') => {
            Diagnostic::error("this `${` is not closed").at(span(*start, start + 2), "").help("write `$${` where it is meant literally")
        }
        Fault::Open(start, kind) => Diagnostic::error(format!("this `{kind}` is not closed")).at(span(*start, start + 1), ""),
        Fault::Mixed(start, kind, end, other) => Diagnostic::error(format!("`{}` is closed by `{other}`", bracket(kind)))
            .at(span(*end, end + 1), "closed here")
            .related(span(*start, start + 1), "opened here"),
        Fault::Closed(start, kind) => Diagnostic::error(format!("this `{kind}` closes nothing")).at(span(*start, start + 1), ""),
    }
}

/// What the parser says where nothing is open, in the user's terms.
fn complaint(anchor: Anchor, text: &str, at: usize, message: &str) -> Diagnostic {
    let rest = text.get(at..).unwrap_or_default();
    let line_start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let before = text.get(line_start..at).unwrap_or_default();
    let line = rest.split(['\r', '\n']).next().unwrap_or_default();
    let found = line.chars().next();
    let here = |start: usize, length: usize, message: String| {
        Diagnostic::error(message).at(anchor.span(Some(start..(start + length).min(text.len()))), "")
    };
    let width = found.map_or(0, char::len_utf8);

    if let Some(limit) = message.strip_prefix("invalid nesting depth; expected ") {
        return here(at, width, format!("this is nested too deeply: {limit} can be read"));
    }
    if let Some(limit) = message.strip_prefix("invalid binary operation; expected ") {
        return here(at, width, format!("this expression is too long: {limit} can be read"));
    }
    if message.contains("found redefined") {
        return here(at, width, "this is written twice in the same place".to_owned());
    }
    if message.contains("escape sequence") || message.contains("hex code") {
        let slash = before.rfind('\\').unwrap_or(before.len());
        let escape: String = before.get(slash..).unwrap_or_default().chars().chain(found).take(2).collect();
        let numbered = escape.ends_with(['u', 'U']);
        return here(
            line_start + slash,
            escape.len(),
            format!("`{escape}` is not {} escape sequence", if numbered { "a complete" } else { "an" }),
        )
        .help("known are `\\n`, `\\r`, `\\t`, `\\\"`, `\\\\`, `\\u1234` and `\\U00012345`; write a backslash as `\\\\`");
    }
    if let Some(quote) = found.filter(|c| matches!(c, '\'' | '`' | '“' | '”' | '„' | '‘' | '’')) {
        return here(at, width, format!("`{quote}` does not quote a string")).help("write strings in straight double quotes: `\"…\"`");
    }
    if found == Some(';') || (found == Some(',') && message.contains("newline")) {
        return here(at, width, "nothing separates arguments but the end of the line".to_owned())
            .help("write each argument on its own line");
    }
    if message.starts_with("invalid block body") || message.starts_with("invalid attribute") {
        return here(at, width, "a block on one line holds at most one argument, and no block".to_owned())
            .help("write each argument, and each block inside, on its own line");
    }
    // The start of an argument, or the end of one, that has no value.
    let whole = if before.trim().is_empty() { line } else { before };
    if let Some(name) = whole.trim().strip_suffix('=').map(str::trim).filter(|name| is_word(name))
        && (before.trim().is_empty() || line.trim().is_empty())
    {
        let start = if before.trim().is_empty() { at } else { line_start } + (whole.len() - whole.trim_start().len());
        return here(start, name.len(), format!("`{name}` has no value")).help("write one after the `=`, on the same line");
    }
    if before.trim().is_empty() && is_word(line.trim()) {
        return here(at, line.trim_end().len(), format!("`{}` says nothing by itself", line.trim()))
            .help("write `name = value` for an argument, `name { … }` for a block");
    }
    if found == Some(':') && message.starts_with("invalid structure") {
        return here(at, width, "an argument is set with `=`, not with `:`".to_owned());
    }
    let directive = line.find("%{");
    if message.contains("heredoc end") || (message == "unexpected token" && directive.is_some()) {
        let start = text.get(at..).and_then(|rest| rest.find("%{")).unwrap_or(0);
        return here(at + start, 2, "a `%{ … }` in this string is not complete".to_owned())
            .help("end `%{ if … }` with `%{ endif }` and `%{ for … }` with `%{ endfor }`; write `%%{` where it is meant literally");
    }
    if message.contains("newline") && message.contains("eof") {
        return here(at, width, "expected the end of the line".to_owned()).help("write each argument and each block on its own line");
    }
    if message.starts_with("invalid structure") {
        return here(at, width, "expected `=`, `{` or a name in quotes, on the same line".to_owned());
    }
    if message.starts_with("invalid expression") {
        return match found {
            Some(c) => here(at, width, format!("`{}` is not the start of a value", shown(c))),
            None => here(at, 0, "a value is missing".to_owned()),
        };
    }
    if message == "unexpected token" {
        let start = if found.is_some_and(|c| c.is_alphabetic() || c == '_') {
            "this argument or block cannot be read"
        } else {
            "an argument or a block starts with its name"
        };
        return here(at, width, start.to_owned());
    }
    let message = message.split_once("; ").map_or(message, |(_, expected)| expected);
    let message = match message {
        "expected `]`" => "expected `,` or `]`".to_owned(),
        _ => [("newline", "the end of the line"), ("eof", "the end of the file"), ("identifier", "a name"), ("digit", "a digit")]
            .into_iter()
            .fold(message.to_owned(), |message, (theirs, ours)| message.replace(theirs, ours)),
    };
    here(at, width, message)
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_') && text.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
}

fn shown(c: char) -> String {
    if c.is_control() { c.escape_default().to_string() } else { c.to_string() }
}
