//! Filters for workflows: YAML in which GitHub finds expressions of its own.

use std::borrow::Cow;

use anyhow::{Result, anyhow};

/// Text as a whole YAML scalar. It is what it is: neither YAML nor GitHub finds anything in it.
///
/// GitHub looks for expressions after YAML has been read, so no quoting of YAML's keeps one from being found; an expression that
/// yields its own opening does. Source: GitHub documentation, "Evaluate expressions in workflows and actions".
pub(super) fn scalar(text: &str) -> Result<Cow<'_, str>> {
    if is_plain(text) {
        return Ok(text.into());
    }
    let text = text.replace("${{", "${{ '${{' }}");
    // JSON reads better where its own quotes stay as they are.
    if text.contains('"') && text.chars().all(|c| (' '..='~').contains(&c) && c != '\'') {
        return Ok(format!("'{text}'").into());
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            // YAML 1.2, section 5.1: everything else that is not printable needs an escape.
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}') => {
                quoted.push_str(&format!("\\U{:08x}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    Ok(quoted.into())
}

/// Whether every reader of YAML takes it for this text without quotes: a word that is no number, no truth value and not nothing.
fn is_plain(text: &str) -> bool {
    let words = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "._-/".contains(c))
        && !words.contains(&text.to_ascii_lowercase().as_str())
}

/// One word of a step's script. GitHub would put an expression's result in before the shell sees it, so there is none.
pub(super) fn word(text: &str) -> Result<Cow<'_, str>> {
    if text.contains("${{") || text.contains(|c: char| c.is_control()) {
        return Err(anyhow!("`{text}` cannot stand in a step's script"));
    }
    super::shell(text)
}

/// An expression of GitHub's, written in a template. The only way to one: its braces are Tera's, too.
pub(super) fn expression(text: &str) -> Result<Cow<'_, str>> {
    if text.contains("}}") || text.contains("${{") || text.contains(|c: char| c.is_control()) {
        return Err(anyhow!("`{text}` cannot stand in an expression of GitHub's"));
    }
    Ok(format!("${{{{ {text} }}}}").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scalar_is_only_what_it_says() {
        for (text, expected) in [
            ("modules-out/dev", "modules-out/dev"),
            ("on", "\"on\""),
            ("Null", "\"Null\""),
            ("1.10", "\"1.10\""),
            ("", "\"\""),
            ("a: b # c", "\"a: b # c\""),
            ("- \"x\\y\"\n", "\"- \\\"x\\\\y\\\"\\n\""),
            ("\u{0}\u{7f}\u{85}\u{feff}", "\"\\U00000000\\U0000007f\\U00000085\\U0000feff\""),
            ("{\"a\": \"\\\"}", "'{\"a\": \"\\\"}'"),
            ("\"it's\"", "\"\\\"it's\\\"\""),
            ("${{ secrets.X }}", "\"${{ '${{' }} secrets.X }}\""),
            ("$${{{ x", "\"$${{ '${{' }}{ x\""),
        ] {
            assert_eq!(scalar(text).unwrap(), expected);
        }
    }

    #[test]
    fn a_word_is_one_word_and_no_expression() {
        assert_eq!(word("it's $HOME").unwrap(), r"'it'\''s $HOME'");
        for text in ["${{ github.token }}", "a\nb"] {
            assert!(word(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_expression_is_one_expression() {
        assert_eq!(expression("github.sha").unwrap(), "${{ github.sha }}");
        for text in ["a }} b", "a ${{ b", "a\nb"] {
            assert!(expression(text).is_err(), "{text}");
        }
    }
}
