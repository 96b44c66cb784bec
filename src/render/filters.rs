//! The only ways for a value to get into a file: each filter knows one format and refuses what the format cannot carry.
//!
//! A bare `{{ x }}` would skip them; `tests/integration/house.rs` fails on one.

mod hcl;
mod markdown;
mod workflow;

use std::borrow::Cow;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

pub(crate) use markdown::escaped as escaped_markdown;

/// Registers every filter and test. Must come before the templates, which are checked against them when loaded.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("hcl", |value: &Value, _: Kwargs, _: &State| hcl::literal(value));
    tera.register_filter("expression", |value: &Value, _: Kwargs, _: &State| of_text(value, hcl::expression));
    tera.register_filter("label", |value: &Value, _: Kwargs, _: &State| of_text(value, hcl::label));
    tera.register_filter("plain", |value: &Value, _: Kwargs, _: &State| of_scalar(value, plain));
    tera.register_filter("comment", |value: &Value, _: Kwargs, _: &State| of_text(value, comment));
    tera.register_filter("shell", |value: &Value, _: Kwargs, _: &State| of_scalar(value, shell));
    tera.register_filter("systemd_command", |value: &Value, _: Kwargs, _: &State| of_text(value, systemd_command));
    tera.register_filter("systemd_environment", |value: &Value, _: Kwargs, _: &State| of_text(value, systemd_environment));
    tera.register_filter("code", |value: &Value, _: Kwargs, _: &State| of_text(value, markdown::code));
    tera.register_filter("markdown", |value: &Value, _: Kwargs, _: &State| of_scalar(value, |text| Ok(markdown::escaped(text))));
    tera.register_filter("prose", |value: &Value, _: Kwargs, _: &State| of_text(value, |text| Ok(markdown::prose(text))));
    tera.register_filter("html", |value: &Value, _: Kwargs, _: &State| of_scalar(value, html).map(Value::mark_safe));
    tera.register_filter("html_prose", |value: &Value, _: Kwargs, _: &State| of_text(value, html_prose).map(Value::mark_safe));
    tera.register_filter("svg", |value: &Value, _: Kwargs, _: &State| of_text(value, svg).map(Value::mark_safe));
    tera.register_filter("yaml", |value: &Value, _: Kwargs, _: &State| of_scalar(value, workflow::scalar));
    tera.register_filter("step", |value: &Value, _: Kwargs, _: &State| of_scalar(value, workflow::word));
    tera.register_filter("github", |value: &Value, _: Kwargs, _: &State| of_text(value, workflow::expression));
    // `{% if x is on %}` rather than `{% if x %}`: the latter takes a misspelt `x` for false.
    tera.register_test("on", |value: &Value, _: Kwargs, _: &State| -> TeraResult<bool> {
        value.as_bool().ok_or_else(|| Error::message(format!("`is on` wants true or false, found {}", value.name())))
    });
    tera.register_test("given", |value: &Value, _: Kwargs, _: &State| -> TeraResult<bool> {
        if value.is_undefined() { Err(Error::message("`is given` wants a name that exists")) } else { Ok(!value.is_none()) }
    });
    tera.register_test("filled", |value: &Value, _: Kwargs, _: &State| -> TeraResult<bool> {
        value
            .len()
            .map(|length| length > 0)
            .ok_or_else(|| Error::message(format!("`is filled` wants a list or map, found {}", value.name())))
    });
}

/// What a filter makes of a text. Where it leaves all of it as it is, which is nearly always, the value stays the one it was.
fn of_text<'v>(value: &'v Value, print: impl FnOnce(&'v str) -> TeraResult<Cow<'v, str>>) -> TeraResult<Value> {
    let text = value.as_str().ok_or_else(|| Error::message(format!("expected text, found {}", value.name())))?;
    Ok(match print(text)? {
        Cow::Borrowed(_) => value.clone(),
        Cow::Owned(printed) => Value::from(printed),
    })
}

/// The same of a text or a number.
fn of_scalar(value: &Value, print: impl for<'t> Fn(&'t str) -> TeraResult<Cow<'t, str>>) -> TeraResult<Value> {
    if value.is_number() {
        return Ok(Value::from(print(&value.to_string())?.into_owned()));
    }
    if value.as_str().is_none() {
        return Err(Error::message(format!("expected text or a number, found {}", value.name())));
    }
    of_text(value, print)
}

/// Text that means itself in every format: for the inside of strings, paths and scripts.
fn plain(text: &str) -> TeraResult<Cow<'_, str>> {
    match text.chars().find(|c| !matches!(c, 'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '_' | '-' | '/' | ':' | '@' | '+' | '*')) {
        Some(refused) => Err(Error::message(format!("`{text}` holds {refused:?}, which is not plain"))),
        None => Ok(text.into()),
    }
}

/// One line of a `#` comment.
fn comment(text: &str) -> TeraResult<Cow<'_, str>> {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_control()) {
        return Ok(text.into());
    }
    Ok(text.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect())
}

/// One word of a POSIX shell.
fn shell(text: &str) -> TeraResult<Cow<'_, str>> {
    if text.contains('\0') {
        return Err(Error::message("a shell word cannot hold NUL"));
    }
    let is_safe = |byte| matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' | b'-' | b'/' | b':' | b'@' | b'%' | b'+' | b'=' | b',');
    if !text.is_empty() && text.bytes().all(is_safe) {
        return Ok(text.into());
    }
    Ok(format!("'{}'", text.replace('\'', r"'\''")).into())
}

/// A command line in a unit file: `%` starts a specifier there, `$` a variable, and a backslash at the end of a line joins it with the next.
/// Source: systemd.service(5), "Command lines".
fn systemd_command(text: &str) -> TeraResult<Cow<'_, str>> {
    if text.contains(|c: char| c.is_control()) {
        return Err(Error::message("a command must be one line"));
    }
    Ok(text.replace('\\', r"\\").replace('%', "%%").replace('$', "$$").into())
}

/// A value in an environment file, in double quotes. Source: systemd.exec(5), `EnvironmentFile=`.
fn systemd_environment(text: &str) -> TeraResult<Cow<'_, str>> {
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
fn html(text: &str) -> TeraResult<Cow<'_, str>> {
    let printable: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let mut escaped = Vec::with_capacity(printable.len());
    tera::escape_html(&printable, &mut escaped).map_err(|error| Error::message(format!("not escaped: {error}")))?;
    String::from_utf8(escaped).map(Cow::Owned).map_err(|error| Error::message(format!("not escaped: {error}")))
}

/// Text of this program in an HTML element: what stands in backticks is code.
fn html_prose(text: &str) -> TeraResult<Cow<'_, str>> {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return html(text);
    }
    let part = |(index, part)| Ok(if index % 2 == 1 { format!("<code>{}</code>", html(part)?) } else { html(part)?.into_owned() });
    parts.into_iter().enumerate().map(part).collect::<TeraResult<String>>().map(Cow::Owned)
}

/// A picture that `picture/` drew, whose text is escaped already, inside an HTML page.
fn svg(text: &str) -> TeraResult<Cow<'_, str>> {
    let text = text.trim();
    if !text.starts_with("<svg ") || !text.ends_with("</svg>") || text.to_ascii_lowercase().contains("<script") {
        return Err(Error::message("not a picture of tfgen's"));
    }
    Ok(text.to_owned().into())
}
