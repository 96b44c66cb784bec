//! The layout pass: indentation, spacing and alignment exactly as `terraform fmt` does them.
//!
//! Templates write `key = value` with single spaces and indent as their own loops and conditions suggest; this pass
//! turns that into what a careful author's editor would have saved. It knows tokens, not grammar:
//!
//! | part | knows |
//! |---|---|
//! | `scan` | where a token ends: strings, heredocs, comments, `${ … }` inside `${ … }`; what is left open |
//! | `spacing` | which two neighbours stand apart |
//! | `page` | how far a line is indented, and which lines share a column |
//! | `gap` | what is between two tokens, and whether it is so already |
//!
//! Nothing but the gaps between tokens ever changes, and most of them are right already: what lies between two gaps that are not
//! is copied as a whole.
//!
//! What `terraform fmt` leaves alone and template loops leave behind is tidied as well: runs of blank lines, blank lines
//! just inside a bracket and at both ends of the file, spaces at the end of comments, carriage returns at the end of lines
//! (not in heredocs, whose text is none of ours, nor in block comments). `terraform fmt` changes nothing in the result.
//!
//! What it does not do is rewrite tokens. `terraform fmt` also turns `"${x}"` into `x`, quotes bare block labels and
//! modernises `type = "string"`; a template that needs those has a mistake worth fixing in the template. And it does not
//! count a flag, a zero-width joiner and an emoji as one column, which `terraform fmt` does and Unicode does not.

mod gap;
mod page;
mod scan;
mod spacing;
mod token;

#[cfg(test)]
mod tests;

use page::Page;
use scan::Scanner;
use token::Kind;

/// Lays out one HCL file as `terraform fmt` would.
///
/// # Errors
/// Text whose brackets, quotes, heredocs or comments do not balance, or that has a character outside them which HCL
/// does not know: a bug in a template. The message names the line.
pub fn lay_out(text: &str) -> anyhow::Result<String> {
    let mut out = String::new();
    lay_out_into(text, &mut out)?;
    Ok(out)
}

/// Does what [`lay_out`] does, appending to `out`, so that a caller can reuse one buffer for many files.
///
/// # Errors
/// As [`lay_out`]; `out` then holds a part of the file.
pub fn lay_out_into(text: &str, out: &mut String) -> anyhow::Result<()> {
    // Alignment and indentation make most files a little longer.
    out.reserve(text.len() + text.len() / 8);

    let mut scanner = Scanner::new(text);
    let mut page = Page::new(text, out);
    while let Some(token) = scanner.next_token()? {
        if token.kind != Kind::LineBreak {
            page.token(token);
            continue;
        }
        page.end_line(token.end);
        while let Some(line) = scanner.assignment() {
            page.assignment(&line);
        }
    }
    page.finish();
    Ok(())
}
