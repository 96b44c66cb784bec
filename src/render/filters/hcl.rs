//! Filters for HCL.

use std::borrow::Cow;

use anyhow::{Context as _, Result, anyhow, bail};
use hcl::Expression;
use hcl::format::{Format, Formatter};

use super::Datum;
use crate::render::bytes::{Set, set};

/// A list stands on one line up to this many bytes: as long as it can be read there.
const LONGEST_LIST: usize = 100;

/// Any value as an HCL literal: quotes, `${` and `%{` in text are escaped, types are exact.
pub(super) fn literal(datum: &Datum, out: &mut String) -> Result<()> {
    match datum {
        Datum::Nothing => bail!("nothing to print: the value is missing"),
        Datum::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        // They are written as HCL does.
        Datum::Number(digits) => out.push_str(digits),
        _ => {
            let start = out.len();
            if text_or_list(datum, out).is_none() {
                out.truncate(start);
                out.push_str(&thorough(datum)?);
            }
        }
    }
    Ok(())
}

/// Text, or a list of texts: nearly every value there is. What was printed is left where there is nothing.
fn text_or_list(datum: &Datum, out: &mut String) -> Option<()> {
    let Datum::List(elements) = datum else { return quote(datum, out) };
    let start = out.len();
    list(elements, ["[", ", ", "]"], out)?;
    if out.len() - start > LONGEST_LIST {
        out.truncate(start);
        list(elements, ["[\n  ", ",\n  ", ",\n]"], out)?;
    }
    Some(())
}

fn list(elements: &[Datum], [start, between, end]: [&str; 3], out: &mut String) -> Option<()> {
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
fn quote(datum: &Datum, out: &mut String) -> Option<()> {
    let Datum::Text(text) = datum else { return None };
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

fn thorough(datum: &Datum) -> Result<String> {
    let expression: Expression = hcl::to_expression(datum).context("not an HCL value")?;
    let print = |compact: bool| {
        let mut formatter = Formatter::builder().compact_arrays(compact).prefer_ident_keys(true).build_vec();
        expression.format_string(&mut formatter).context("not printable as HCL")
    };
    let line = print(true)?;
    if !matches!(expression, Expression::Array(_)) || line.len() <= LONGEST_LIST {
        return Ok(line);
    }
    // One element a line, each with its comma: a further one is then a diff of one line.
    let lines = print(false)?;
    Ok(lines.strip_suffix("\n]").map(|elements| format!("{elements},\n]")).unwrap_or(lines))
}

/// All of ASCII that can be seen but these, of which none is ever needed.
static EXPRESSION: Set = set!(byte => matches!(byte, b'\n' | b' '..=b'~')
    && !matches!(byte, b'#' | b'%' | b';' | b'@' | b'\\' | b'^' | b'`' | b'~'));

/// A Terraform expression written by the plan, such as `module.network.vpc_id`.
pub(super) fn expression(text: &str) -> Result<Cow<'_, str>> {
    match text[EXPRESSION.length(text.as_bytes())..].chars().next() {
        Some(refused) => Err(anyhow!("the expression `{text}` holds {refused:?}")),
        None => Ok(text.into()),
    }
}

static IDENTIFIER: Set = set!(byte => byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');

/// A Terraform identifier, in quotes: a block's label.
pub(super) fn label(text: &str) -> Result<Cow<'_, str>> {
    if !text.starts_with(|c: char| c.is_ascii_lowercase()) || !IDENTIFIER.holds(text) {
        return Err(anyhow!("`{text}` is not a Terraform identifier"));
    }
    Ok(["\"", text, "\""].concat().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_here_is_what_the_library_prints() {
        let text = |text: &str| Datum::Text(text.to_owned().into());
        let long = (0..30).map(|index| text(&format!("element-{index}"))).collect();
        let values = [
            text(""),
            text("a b"),
            text("100% ${x} $y"),
            text("$$y %%"),
            text("{ \"a\": \"b\\c\" }\nd"),
            text("\"\\\n\t\u{7f}é日"),
            Datum::List(Vec::new()),
            Datum::List(vec![text("a"), text("b c")]),
            Datum::List(vec![text("a"), Datum::Number("1".into())]),
            Datum::List(long),
            text(&"x".repeat(300)),
        ];
        for value in values {
            let mut printed = String::new();
            literal(&value, &mut printed).unwrap();
            assert_eq!(printed, thorough(&value).unwrap());
        }
    }
}
