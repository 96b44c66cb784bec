//! One file's text into hcl-edit's syntax tree.
//!
//! hcl-edit stops at a repeated argument or object key and names only the second place. Such a key is given a name of the same
//! length that occurs nowhere, and the text is parsed again: all other spans stay right, and the repetition is found later, with
//! both its places, by the code that finds the ones across files.

use std::collections::HashMap;

use hcl::edit::parser::{Error, parse_body};
use hcl::edit::structure::Body;

use super::blame::blame;
use crate::diagnostic::{Diagnostic, FileId};

/// Parsing again is quadratic at worst; whoever has more repetitions than this sees the first ones.
const MAX_RENAMED: usize = 32;

/// A parsed file.
pub struct Parsed {
    /// hcl-edit's tree.
    pub body: Body,
    /// What is really written, by the first byte of a key that was given another name.
    pub renamed: HashMap<usize, String>,
}

/// Parses one file.
///
/// # Errors
/// The first syntax error.
pub fn parse(file: FileId, text: &str) -> Result<Parsed, Diagnostic> {
    let mut renamed: HashMap<usize, String> = HashMap::new();
    let mut scratch: Option<String> = None;
    let mut attempt = 0;
    loop {
        let current = scratch.as_deref().unwrap_or(text);
        let error = match parse_body(current) {
            Ok(body) => return Ok(Parsed { body, renamed }),
            Err(error) => error,
        };
        let Some((start, name)) = repeated_key(text, &error).filter(|_| attempt < MAX_RENAMED) else {
            return Err(blame(file, text, &error));
        };
        attempt += 1;
        let mut next = current.to_owned();
        next.replace_range(start..start + name.len(), &stand_in(name.len(), attempt));
        scratch = Some(next);
        // A key in quotes is known by the place of its first quote.
        let key = if text.as_bytes().get(start.wrapping_sub(1)) == Some(&b'"') { start - 1 } else { start };
        renamed.entry(key).or_insert_with(|| name.to_owned());
    }
}

/// The repeated key that the parser stopped at: where its name starts (after a quote), and the name.
fn repeated_key<'a>(text: &'a str, error: &Error) -> Option<(usize, &'a str)> {
    if !error.message().contains("found redefined") {
        return None;
    }
    let start = error.location().offset();
    let rest = text.get(start..)?;
    let (start, name) = match rest.strip_prefix('"') {
        // A key with an escape or an interpolation is left to the parser's own message.
        Some(quoted) => (start + 1, quoted.get(..quoted.find(['"', '\\', '$', '%', '\n'])?)?),
        None => (start, rest.get(..rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-').unwrap_or(rest.len()))?),
    };
    let closed = rest.strip_prefix('"').is_none_or(|quoted| quoted.get(name.len()..).is_some_and(|end| end.starts_with('"')));
    (!name.is_empty() && closed).then_some((start, name))
}

/// A name of exactly `length` bytes, another one at each attempt.
fn stand_in(length: usize, attempt: usize) -> String {
    let mut name: Vec<u8> = vec![b'Q'; length];
    let mut rest = attempt;
    for byte in name.iter_mut().rev() {
        *byte = b'A' + (rest % 26) as u8;
        rest /= 26;
    }
    String::from_utf8(name).unwrap_or_default()
}
