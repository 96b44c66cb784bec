//! The only ways for a value to get into a file: each filter knows one format and refuses what the format cannot carry.
//!
//! A bare `{{ x }}` would skip them; `tests/integration/house.rs` fails on one.

mod workflow;

use hcl::Expression;
use hcl::format::Format;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// Registers every filter and test. Must come before the templates, which are checked against them when loaded.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("hcl", |value: &Value, _: Kwargs, _: &State| literal(value));
    tera.register_filter("expression", |value: &Value, _: Kwargs, _: &State| expression(text(value)?));
    tera.register_filter("label", |value: &Value, _: Kwargs, _: &State| label(text(value)?));
    tera.register_filter("plain", |value: &Value, _: Kwargs, _: &State| plain(&scalar(value)?));
    tera.register_filter("comment", |value: &Value, _: Kwargs, _: &State| comment(text(value)?));
    tera.register_filter("shell", |value: &Value, _: Kwargs, _: &State| shell(&scalar(value)?));
    tera.register_filter("systemd_command", |value: &Value, _: Kwargs, _: &State| systemd_command(text(value)?));
    tera.register_filter("systemd_environment", |value: &Value, _: Kwargs, _: &State| systemd_environment(text(value)?));
    tera.register_filter("code", |value: &Value, _: Kwargs, _: &State| code(text(value)?));
    tera.register_filter("markdown", |value: &Value, _: Kwargs, _: &State| markdown(&scalar(value)?));
    tera.register_filter("prose", |value: &Value, _: Kwargs, _: &State| prose(text(value)?));
    tera.register_filter("html", |value: &Value, _: Kwargs, _: &State| html(&scalar(value)?).map(safe));
    tera.register_filter("html_prose", |value: &Value, _: Kwargs, _: &State| html_prose(text(value)?).map(safe));
    tera.register_filter("svg", |value: &Value, _: Kwargs, _: &State| svg(text(value)?).map(safe));
    tera.register_filter("yaml", |value: &Value, _: Kwargs, _: &State| workflow::scalar(&scalar(value)?));
    tera.register_filter("step", |value: &Value, _: Kwargs, _: &State| workflow::word(&scalar(value)?));
    tera.register_filter("github", |value: &Value, _: Kwargs, _: &State| workflow::expression(text(value)?));
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

fn text(value: &Value) -> TeraResult<&str> {
    value.as_str().ok_or_else(|| Error::message(format!("expected text, found {}", value.name())))
}

/// Text or a number, as text.
fn scalar(value: &Value) -> TeraResult<String> {
    match value.as_str() {
        Some(text) => Ok(text.to_owned()),
        None if value.is_number() => Ok(value.to_string()),
        None => Err(Error::message(format!("expected text or a number, found {}", value.name()))),
    }
}

/// Any value as an HCL literal: quotes, `${` and `%{` in text are escaped, types are exact.
fn literal(value: &Value) -> TeraResult<String> {
    if value.is_undefined() || value.is_none() {
        return Err(Error::message("nothing to print: the value is missing"));
    }
    if let Some(flag) = value.as_bool() {
        return Ok(flag.to_string());
    }
    if value.is_number() {
        return Ok(value.to_string());
    }
    let expression: Expression = hcl::to_expression(value).map_err(|error| Error::message(format!("not an HCL value: {error}")))?;
    let print = |compact: bool| {
        let mut formatter = hcl::format::Formatter::builder().compact_arrays(compact).prefer_ident_keys(true).build_vec();
        expression.format_string(&mut formatter).map_err(|error| Error::message(format!("not printable as HCL: {error}")))
    };
    // A list stands on one line as long as it can be read there.
    let line = print(true)?;
    if !expression_is_long_list(&expression, &line) {
        return Ok(line);
    }
    // One element a line, each with its comma: a further one is then a diff of one line.
    let lines = print(false)?;
    Ok(lines.strip_suffix("\n]").map(|elements| format!("{elements},\n]")).unwrap_or(lines))
}

fn expression_is_long_list(expression: &Expression, line: &str) -> bool {
    matches!(expression, Expression::Array(_)) && line.len() > 100
}

/// A Terraform expression written by the plan, such as `module.network.vpc_id`.
fn expression(text: &str) -> TeraResult<String> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "._-[]\"*(), \n/:${}=?!&|+'<>".contains(c);
    match text.chars().find(|c| !allowed(*c)) {
        Some(refused) => Err(Error::message(format!("the expression `{text}` holds {refused:?}"))),
        None => Ok(text.to_owned()),
    }
}

/// A Terraform identifier, in quotes: a block's label.
fn label(text: &str) -> TeraResult<String> {
    let identifier = text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if identifier { Ok(format!("\"{text}\"")) } else { Err(Error::message(format!("`{text}` is not a Terraform identifier"))) }
}

/// Text that means itself in every format: for the inside of strings, paths and scripts.
fn plain(text: &str) -> TeraResult<String> {
    match text.chars().find(|c| !c.is_ascii_alphanumeric() && !"._-/:@+*".contains(*c)) {
        Some(refused) => Err(Error::message(format!("`{text}` holds {refused:?}, which is not plain"))),
        None => Ok(text.to_owned()),
    }
}

/// One line of a `#` comment.
fn comment(text: &str) -> TeraResult<String> {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_control()) {
        return Ok(text.to_owned());
    }
    Ok(text.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect())
}

/// One word of a POSIX shell.
fn shell(text: &str) -> TeraResult<String> {
    if text.contains('\0') {
        return Err(Error::message("a shell word cannot hold NUL"));
    }
    if !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "._-/:@%+=,".contains(c)) {
        return Ok(text.to_owned());
    }
    Ok(format!("'{}'", text.replace('\'', r"'\''")))
}

/// A command line in a unit file: `%` starts a specifier there, `$` a variable, and a backslash at the end of a line joins it with the next.
/// Source: systemd.service(5), "Command lines".
fn systemd_command(text: &str) -> TeraResult<String> {
    if text.contains(|c: char| c.is_control()) {
        return Err(Error::message("a command must be one line"));
    }
    Ok(text.replace('\\', r"\\").replace('%', "%%").replace('$', "$$"))
}

/// A value in an environment file, in double quotes. Source: systemd.exec(5), `EnvironmentFile=`.
fn systemd_environment(text: &str) -> TeraResult<String> {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\' | '`' | '$') {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted.push('"');
    Ok(quoted)
}

/// A code span in a Markdown file.
fn code(text: &str) -> TeraResult<String> {
    if text.contains(|c: char| c == '`' || c == '|' || c.is_control()) {
        return Err(Error::message(format!("`{text}` cannot stand in a code span")));
    }
    Ok(format!("`{text}`"))
}

/// Text in a paragraph or a table cell of a Markdown file.
fn markdown(text: &str) -> TeraResult<String> {
    Ok(escaped_markdown(text))
}

/// The same, for what is printed without a template.
pub(crate) fn escaped_markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => escaped.push(' '),
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '|' | '#' | '~' => escaped.extend(['\\', c]),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// Text of this program in a paragraph of a Markdown file, with code spans: what stands in backticks stays as it is.
fn prose(text: &str) -> TeraResult<String> {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return markdown(text);
    }
    parts.iter().enumerate().map(|(index, part)| if index % 2 == 1 { Ok(format!("`{part}`")) } else { markdown(part) }).collect()
}

/// What the engine does not escape once more.
fn safe(text: String) -> Value {
    Value::safe_string(&text)
}

/// Text of an HTML element, or of an attribute in double quotes: the engine's own escaping. What HTML cannot hold at all is left out.
fn html(text: &str) -> TeraResult<String> {
    let printable: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let mut escaped = Vec::with_capacity(printable.len());
    tera::escape_html(&printable, &mut escaped).map_err(|error| Error::message(format!("not escaped: {error}")))?;
    String::from_utf8(escaped).map_err(|error| Error::message(format!("not escaped: {error}")))
}

/// Text of this program in an HTML element: what stands in backticks is code.
fn html_prose(text: &str) -> TeraResult<String> {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return html(text);
    }
    let part = |(index, part): (usize, &&str)| Ok(if index % 2 == 1 { format!("<code>{}</code>", html(part)?) } else { html(part)? });
    parts.iter().enumerate().map(part).collect()
}

/// A picture that `picture/` drew, whose text is escaped already, inside an HTML page.
fn svg(text: &str) -> TeraResult<String> {
    let text = text.trim();
    if !text.starts_with("<svg ") || !text.ends_with("</svg>") || text.to_ascii_lowercase().contains("<script") {
        return Err(Error::message("not a picture of tfgen's"));
    }
    Ok(text.to_owned())
}
