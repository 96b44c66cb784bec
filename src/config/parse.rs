//! One file's text into hcl-edit's syntax trees.
//!
//! Such a tree takes some twenty-five times the memory of its text. A long file is parsed part by part, so that there is the tree of one
//! part at a time: a thousand environments in one file are a megabyte.
//!
//! hcl-edit stops at a repeated argument or object key and names only the second place. Such a key is given a name of the same
//! length that occurs nowhere, and the text is parsed again: all other spans stay right, and the repetition is found later, with
//! both its places, by the code that finds the ones across parts and files.

use std::collections::HashMap;

use hcl::edit::parser::{Error, parse_body};
use hcl::edit::structure::Body;

use super::anchor::Anchor;
use super::blame::{blame, open};
use super::scan::endless;
use crate::diagnostic::{Diagnostic, FileId};

/// Parsing again is quadratic at worst; whoever has more repetitions than this sees the first ones.
const MAX_RENAMED: usize = 32;

/// No part but the last is shorter, in bytes. Nearly every architecture is one part.
const PART: usize = 32 * 1024;

/// A part of a file: arguments and blocks of its top level, each of them whole.
pub struct Parsed {
    /// Where it begins.
    pub anchor: Anchor,
    /// hcl-edit's tree.
    pub body: Body,
    /// What is really written, by the first byte of a key that was given another name.
    pub renamed: HashMap<usize, String>,
}

/// Parses one file, and hands its parts to `take` in their order.
///
/// # Errors
/// The first syntax error.
pub fn parse(file: FileId, text: &str, take: impl FnMut(Parsed)) -> Result<(), Diagnostic> {
    parse_parts(file, text, PART, take)
}

fn parse_parts(file: FileId, text: &str, least: usize, mut take: impl FnMut(Parsed)) -> Result<(), Diagnostic> {
    let (mut anchor, mut rest) = (Anchor { file, start: 0 }, text);
    if let Some(fault) = endless(text) {
        return Err(open(anchor, &fault));
    }
    loop {
        let (part, after) = rest.split_at(part_length(rest, least));
        let parsed = match parse_part(anchor, part) {
            // What looked like the end of a block may stand in a heredoc or a comment.
            Err(_) if !after.is_empty() => parse_part(anchor, rest).inspect(|_| rest = ""),
            parsed => parsed.inspect(|_| rest = after),
        };
        // Until here everything is whole: whatever is wrong, or open, begins in what is left.
        take(parsed.map_err(|error| blame(anchor, rest, &error))?);
        if rest.is_empty() {
            return Ok(());
        }
        anchor.start += part.len();
    }
}

/// How far the first part of a text goes: to the end of a block, which is a line that closes one and nothing else.
fn part_length(text: &str, least: usize) -> usize {
    let ends = memchr::memmem::find_iter(text.as_bytes().get(least..).unwrap_or_default(), "\n}\n");
    ends.map(|at| least + at + 3).next().unwrap_or(text.len())
}

fn parse_part(anchor: Anchor, text: &str) -> Result<Parsed, Error> {
    let mut renamed: HashMap<usize, String> = HashMap::new();
    let mut scratch: Option<String> = None;
    let mut attempt = 0;
    loop {
        let current = scratch.as_deref().unwrap_or(text);
        let error = match parse_body(current) {
            Ok(body) => return Ok(Parsed { anchor, body, renamed }),
            Err(error) => error,
        };
        let Some((start, name)) = repeated_key(text, &error).filter(|_| attempt < MAX_RENAMED) else {
            return Err(error);
        };
        attempt += 1;
        let mut next = current.to_owned();
        next.replace_range(start..start + name.len(), &stand_in(name.len(), attempt));
        scratch = Some(next);
        // A key in quotes is known by the place of its first quote.
        let key = if text.as_bytes().get(start.wrapping_sub(1)) == Some(&b'"') { start - 1 } else { start };
        renamed.entry(anchor.start + key).or_insert_with(|| name.to_owned());
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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::config::Origin;
    use crate::config::evaluate::Scope;
    use crate::config::unevaluated::{Source, Tree};

    /// What a text says, with all places, and how many parts it was read in.
    fn read(text: &str, least: usize) -> (String, usize) {
        let (mut tree, mut problems, mut parts) = (Tree::default(), Vec::new(), 0);
        let parsed = parse_parts(FileId(0), text, least, |mut parsed| {
            parts += 1;
            let body = std::mem::take(&mut parsed.body);
            tree.add(&Source::new(text, &parsed), body, &mut problems);
        });
        let scope = Scope { project: Some("shop"), environment: "prod", region: Some("eu-west-1") };
        let said = match parsed {
            Ok(()) => format!("{:?}", tree.evaluate(Origin::Base, &scope, &mut problems)),
            Err(problem) => return (format!("{problem:?}"), parts),
        };
        (format!("{said}{problems:?}"), parts)
    }

    fn cases(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { cases(&path, found) } else { found.push(path) }
        }
    }

    #[test]
    fn every_case_says_the_same_in_parts() {
        let mut found = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("architecture.hcl")];
        cases(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"), &mut found);
        let mut most = 0;
        for path in found.iter().filter(|path| path.extension().is_some_and(|extension| extension == "hcl")) {
            let Ok(text) = fs::read_to_string(path) else { continue };
            let ((whole, _), (parts, count)) = (read(&text, text.len()), read(&text, 0));
            assert_eq!(whole, parts, "{}", path.display());
            most = most.max(count);
        }
        assert!(most > 10, "the longest case was read in {most} parts");
    }

    #[test]
    fn what_looks_like_the_end_of_a_block_is_not_one() {
        for text in ["a = <<EOT\n}\nEOT\nb {\n}\nc = 1\n", "b {\n}\n/*\n}\n*/\nc = 1\n", "b {\n}\nc = {\n}\nd = <<E\n}\n}\nE\n"] {
            assert_eq!(read(text, 0).0, read(text, text.len()).0, "{text}");
        }
    }

    #[test]
    fn a_mistake_in_a_later_part_is_where_it_is() {
        for text in [
            "a {\n}\nb {\n}\nc = [1\n",
            "a {\n}\nb {\n  c = 1\n  c = 2\n}\nc {\n}\n",
            "a {\n}\nb {\n}\nc = \"${d\"\n}\n",
            "a {\n}\n}\nb {\n}\n",
        ] {
            assert_eq!(read(text, 0).0, read(text, text.len()).0, "{text}");
        }
    }
}
