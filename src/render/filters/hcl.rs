//! Filters for HCL.

use std::borrow::Cow;

use hcl::Expression;
use hcl::format::{Format, Formatter};
use tera::{Error, TeraResult, Value};

/// A list stands on one line up to this many bytes: as long as it can be read there.
const LONGEST_LIST: usize = 100;

/// Any value as an HCL literal: quotes, `${` and `%{` in text are escaped, types are exact.
pub(super) fn literal(value: &Value) -> TeraResult<Value> {
    if value.is_undefined() || value.is_none() {
        return Err(Error::message("nothing to print: the value is missing"));
    }
    // The engine writes them as HCL does.
    if value.is_bool() || value.is_number() {
        return Ok(value.clone());
    }
    match text_or_list(value) {
        Some(printed) => Ok(printed.into()),
        None => thorough(value).map(Value::from),
    }
}

/// Text, or a list of texts: nearly every value there is.
fn text_or_list(value: &Value) -> Option<String> {
    let mut line = String::new();
    let Some(elements) = value.as_array() else { return quote(value, &mut line).map(|()| line) };
    list(elements, ["[", ", ", "]"], &mut line)?;
    if line.len() > LONGEST_LIST {
        line.clear();
        list(elements, ["[\n  ", ",\n  ", ",\n]"], &mut line)?;
    }
    Some(line)
}

fn list(elements: &[Value], [start, between, end]: [&str; 3], out: &mut String) -> Option<()> {
    out.push_str(start);
    for (index, element) in elements.iter().enumerate() {
        if index > 0 {
            out.push_str(between);
        }
        quote(element, out)?;
    }
    out.push_str(end);
    Some(())
}

/// Text in quotes. Nothing where it is no text, or has what is rare enough to be left to the library.
fn quote(value: &Value, out: &mut String) -> Option<()> {
    let text = value.as_str()?;
    out.reserve(text.len() + 2);
    out.push('"');
    // Looked at as a whole: most texts need nothing, and this way several bytes are looked at in one go.
    let needs_a_look = |byte: u8| byte < b' ' || byte == 0x7f || matches!(byte, b'"' | b'\\' | b'$' | b'%');
    if text.bytes().fold(false, |found, byte| found | needs_a_look(byte)) {
        escape(text, out)?;
    } else {
        out.push_str(text);
    }
    out.push('"');
    Some(())
}

fn escape(text: &str, out: &mut String) -> Option<()> {
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '{' if matches!(before, '$' | '%') => return None,
            '\n' => out.push_str("\\n"),
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_ascii_control() => return None,
            c => out.push(c),
        }
        before = c;
    }
    Some(())
}

fn thorough(value: &Value) -> TeraResult<String> {
    let expression: Expression = hcl::to_expression(value).map_err(|error| Error::message(format!("not an HCL value: {error}")))?;
    let print = |compact: bool| {
        let mut formatter = Formatter::builder().compact_arrays(compact).prefer_ident_keys(true).build_vec();
        expression.format_string(&mut formatter).map_err(|error| Error::message(format!("not printable as HCL: {error}")))
    };
    let line = print(true)?;
    if !matches!(expression, Expression::Array(_)) || line.len() <= LONGEST_LIST {
        return Ok(line);
    }
    // One element a line, each with its comma: a further one is then a diff of one line.
    let lines = print(false)?;
    Ok(lines.strip_suffix("\n]").map(|elements| format!("{elements},\n]")).unwrap_or(lines))
}

/// A Terraform expression written by the plan, such as `module.network.vpc_id`.
pub(super) fn expression(text: &str) -> TeraResult<Cow<'_, str>> {
    // All of ASCII that can be seen but these, of which none is ever needed.
    let refused = |c: char| !matches!(c, ' '..='~' | '\n') || matches!(c, '#' | '%' | ';' | '@' | '\\' | '^' | '`' | '~');
    match text.chars().find(|c| refused(*c)) {
        Some(refused) => Err(Error::message(format!("the expression `{text}` holds {refused:?}"))),
        None => Ok(text.into()),
    }
}

/// A Terraform identifier, in quotes: a block's label.
pub(super) fn label(text: &str) -> TeraResult<Cow<'_, str>> {
    let identifier = text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if identifier { Ok(format!("\"{text}\"").into()) } else { Err(Error::message(format!("`{text}` is not a Terraform identifier"))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_here_is_what_the_library_prints() {
        let long: Vec<Value> = (0..30).map(|index| Value::from(format!("element-{index}"))).collect();
        let values = [
            Value::from(""),
            Value::from("a b"),
            Value::from("100% ${x} $y"),
            Value::from("$$y %%"),
            Value::from("{ \"a\": \"b\\c\" }\nd"),
            Value::from("\"\\\n\t\u{7f}é日"),
            Value::from(Vec::<Value>::new()),
            Value::from(vec![Value::from("a"), Value::from("b c")]),
            Value::from(vec![Value::from("a"), Value::from(1)]),
            Value::from(long),
            Value::from("x".repeat(300)),
        ];
        for value in values {
            assert_eq!(literal(&value).unwrap().to_string(), thorough(&value).unwrap());
        }
    }
}
