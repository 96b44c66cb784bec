//! The only ways for a value to get into a file: each filter knows one format and refuses what the format cannot carry.
//!
//! A bare `{{ x }}` would skip them; `tests/integration/house.rs` fails on one.

mod datum;
mod hcl;
mod markdown;
mod workflow;

use std::borrow::Cow;

use anyhow::{Result, anyhow, bail};

use super::bytes::{Set, set};
pub(super) use datum::Datum;
pub(crate) use markdown::escaped as escaped_markdown;

/// What a template calls by name.
pub(super) struct Filter {
    pub(super) name: &'static str,
    print: Print,
}

type OfText = for<'t> fn(&'t str) -> Result<Cow<'t, str>>;

enum Print {
    /// Any value, as HCL has it.
    Literal,
    Text(OfText),
    /// Text, or a number.
    Scalar(OfText),
}

/// Every filter.
pub(super) static FILTERS: [Filter; 17] = [
    Filter { name: "hcl", print: Print::Literal },
    Filter { name: "expression", print: Print::Text(hcl::expression) },
    Filter { name: "label", print: Print::Text(hcl::label) },
    Filter { name: "plain", print: Print::Scalar(plain) },
    Filter { name: "comment", print: Print::Text(comment) },
    Filter { name: "shell", print: Print::Scalar(shell) },
    Filter { name: "systemd_command", print: Print::Text(systemd_command) },
    Filter { name: "systemd_environment", print: Print::Text(systemd_environment) },
    Filter { name: "code", print: Print::Text(markdown::code) },
    Filter { name: "markdown", print: Print::Scalar(|text| Ok(markdown::escaped(text))) },
    Filter { name: "prose", print: Print::Text(|text| Ok(markdown::prose(text))) },
    Filter { name: "html", print: Print::Scalar(html) },
    Filter { name: "html_prose", print: Print::Text(html_prose) },
    Filter { name: "svg", print: Print::Text(svg) },
    Filter { name: "yaml", print: Print::Scalar(workflow::scalar) },
    Filter { name: "step", print: Print::Scalar(workflow::word) },
    Filter { name: "github", print: Print::Text(workflow::expression) },
];

impl Filter {
    /// Prints a value.
    pub(super) fn print(&self, datum: &Datum, out: &mut String) -> Result<()> {
        match (&self.print, datum) {
            (Print::Literal, datum) => hcl::literal(datum, out)?,
            (Print::Text(print) | Print::Scalar(print), Datum::Text(text)) | (Print::Scalar(print), Datum::Number(text)) => {
                out.push_str(&print(text)?);
            }
            (Print::Text(_), datum) => bail!("expected text, found {}", datum.kind()),
            (Print::Scalar(_), datum) => bail!("expected text or a number, found {}", datum.kind()),
        }
        Ok(())
    }
}

static PLAIN: Set = set!(byte => byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'/' | b':' | b'@' | b'+' | b'*'));

/// Text that means itself in every format: for the inside of strings, paths and scripts.
fn plain(text: &str) -> Result<Cow<'_, str>> {
    match text[PLAIN.length(text.as_bytes())..].chars().next() {
        Some(refused) => Err(anyhow!("`{text}` holds {refused:?}, which is not plain")),
        None => Ok(text.into()),
    }
}

static PRINTABLE: Set = set!(byte => matches!(byte, b' '..=b'~'));

/// One line of a `#` comment.
fn comment(text: &str) -> Result<Cow<'_, str>> {
    if PRINTABLE.holds(text) {
        return Ok(text.into());
    }
    Ok(text.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect())
}

static ONE_WORD: Set = set!(byte => byte.is_ascii_alphanumeric()
    || matches!(byte, b'.' | b'_' | b'-' | b'/' | b':' | b'@' | b'%' | b'+' | b'=' | b','));

/// One word of a POSIX shell.
fn shell(text: &str) -> Result<Cow<'_, str>> {
    if !text.is_empty() && ONE_WORD.holds(text) {
        return Ok(text.into());
    }
    if text.contains('\0') {
        return Err(anyhow!("a shell word cannot hold NUL"));
    }
    Ok(format!("'{}'", text.replace('\'', r"'\''")).into())
}

/// A command line in a unit file: `%` starts a specifier there, `$` a variable, and a backslash at the end of a line joins it with the next.
/// Source: systemd.service(5), "Command lines".
fn systemd_command(text: &str) -> Result<Cow<'_, str>> {
    if text.contains(|c: char| c.is_control()) {
        return Err(anyhow!("a command must be one line"));
    }
    Ok(text.replace('\\', r"\\").replace('%', "%%").replace('$', "$$").into())
}

/// A value in an environment file, in double quotes. Source: systemd.exec(5), `EnvironmentFile=`.
fn systemd_environment(text: &str) -> Result<Cow<'_, str>> {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\' | '`' | '$') {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted.push('"');
    Ok(quoted.into())
}

/// Text of an HTML element, or of an attribute in double quotes: the engine's own escaping. What HTML cannot hold at all is left out.
fn html(text: &str) -> Result<Cow<'_, str>> {
    let printable: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let mut escaped = Vec::with_capacity(printable.len());
    tera::escape_html(&printable, &mut escaped)?;
    Ok(String::from_utf8(escaped)?.into())
}

/// Text of this program in an HTML element: what stands in backticks is code.
fn html_prose(text: &str) -> Result<Cow<'_, str>> {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return html(text);
    }
    let part = |(index, part)| Ok(if index % 2 == 1 { format!("<code>{}</code>", html(part)?) } else { html(part)?.into_owned() });
    parts.into_iter().enumerate().map(part).collect::<Result<String>>().map(Cow::Owned)
}

/// A picture that `picture/` drew, whose text is escaped already, inside an HTML page.
fn svg(text: &str) -> Result<Cow<'_, str>> {
    let text = text.trim();
    if !text.starts_with("<svg ") || !text.ends_with("</svg>") || text.to_ascii_lowercase().contains("<script") {
        return Err(anyhow!("not a picture of tfgen's"));
    }
    Ok(text.to_owned().into())
}
