//! How much one architecture may say, asked before anything of it is parsed.

use super::Sources;
use crate::diagnostic::{Diagnostic, Span};

/// A syntax tree takes some hundred times the few bytes that a block or an argument is written in. A thousand environments that differ in
/// everything say a fifth of this, and no VPC has room for the services that could.
const MOST: usize = 400_000;

/// The place where it becomes too much, if it does.
pub fn too_much(sources: &Sources) -> Option<Diagnostic> {
    let bytes: usize = sources.iter().map(|(_, source)| source.text.len()).sum();
    // Each takes a byte at least: nearly every architecture is done here.
    if bytes <= MOST {
        return None;
    }
    let parts = sources.iter().flat_map(|(file, source)| source.text.bytes().enumerate().map(move |(at, byte)| (file, at, byte)));
    // Every part of a syntax tree begins, ends or goes on with one of these. Those in strings and comments count as well: few are.
    let mut signs = parts.filter(|(_, _, byte)| matches!(byte, b'{' | b'[' | b'(' | b'=' | b',' | b'.' | b'"'));
    let (file, at, _) = signs.nth(MOST)?;
    Some(
        Diagnostic::error(format!("an architecture of more than {MOST} blocks, arguments and strings is not read"))
            .at(Span { file, start: at, end: at + 1 }, "here it becomes too much")
            .help("an architecture is a few hundred lines; is this the right file?"),
    )
}
