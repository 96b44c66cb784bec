//! Standard output and standard error.

mod progress;

use std::io::{self, ErrorKind, Write};

use anstream::{AutoStream, ColorChoice};
use anyhow::{Context as _, Result};

use crate::config::Sources;
use crate::diagnostic::{self, Diagnostic};
use crate::project::Progress;
use progress::Bar;

/// Where a command's words go: results to standard output, everything else to standard error.
///
/// Colours appear on a terminal only, and not where `NO_COLOR` is set.
pub struct Screen {
    out: Box<dyn Write>,
    err: Box<dyn Write>,
    colour: bool,
    colour_errors: bool,
    /// Nobody reads standard output any more. That is their right (`tfgen check | head`), and no reason to stop half-way.
    closed: bool,
    bar: Bar,
    quiet: bool,
}

impl Screen {
    /// The process's own streams.
    pub fn new() -> Self {
        let (out, err) = (AutoStream::auto(io::stdout()), AutoStream::auto(io::stderr()));
        let colours = |choice: ColorChoice| choice != ColorChoice::Never;
        let (colour, colour_errors) = (colours(out.current_choice()), colours(err.current_choice()));
        Self { out: Box::new(out), err: Box::new(err), colour, colour_errors, closed: false, bar: Bar::new(), quiet: false }
    }

    /// Shows how far a long run has come, where somebody is looking; the next words take its place.
    pub fn progress(&mut self, progress: Progress) {
        self.bar.draw(progress);
    }

    /// Says no more than what is wrong and what was asked for.
    pub fn be_quiet(&mut self) {
        self.quiet = true;
        self.bar.forbid();
    }

    /// Prints a line about what went as it should, unless somebody does not want to know.
    ///
    /// # Errors
    /// As [`Screen::print`].
    pub fn note(&mut self, text: &str) -> Result<()> {
        if self.quiet { Ok(()) } else { self.line(text) }
    }

    /// Prints text as it is.
    ///
    /// # Errors
    /// When standard output cannot be written, other than because its reader has gone.
    pub fn print(&mut self, text: &str) -> Result<()> {
        if self.closed {
            return Ok(());
        }
        self.bar.clear();
        match self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush()) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            result => result.context("cannot write to standard output"),
        }
    }

    /// Prints one line.
    ///
    /// # Errors
    /// As [`Screen::print`].
    pub fn line(&mut self, text: &str) -> Result<()> {
        self.print(&format!("{text}\n"))
    }

    /// A line of a diff, in the colour of its kind.
    ///
    /// # Errors
    /// As [`Screen::print`].
    pub fn diff_line(&mut self, line: &str) -> Result<()> {
        let colour = match line.as_bytes().first() {
            _ if !self.colour => "",
            Some(b'+') => "\x1b[32m",
            Some(b'-') => "\x1b[31m",
            Some(b'@') => "\x1b[36m",
            _ => "",
        };
        let reset = if colour.is_empty() { "" } else { "\x1b[0m" };
        self.print(&format!("{colour}{line}{reset}\n"))
    }

    /// Says on standard error what is worth knowing and nothing that is wrong, unless somebody does not want to know.
    pub fn remark(&mut self, text: &str) {
        if !self.quiet {
            self.bar.clear();
            // There is nobody left to be told that standard error cannot be written.
            let _ = writeln!(self.err, "note: {text}");
        }
    }

    /// Findings, with the lines they are about.
    pub fn report(&mut self, diagnostics: &[Diagnostic], sources: &Sources) {
        let text = diagnostic::print(diagnostics, sources, self.colour_errors);
        self.bar.clear();
        // There is nobody left to be told that standard error cannot be written.
        let _ = self.err.write_all(text.as_bytes());
    }

    /// Findings as a command's result: where findings are what was asked for.
    ///
    /// # Errors
    /// As [`Screen::print`].
    pub fn findings(&mut self, diagnostics: &[Diagnostic], sources: &Sources) -> Result<()> {
        self.print(&diagnostic::print(diagnostics, sources, self.colour))
    }

    /// One finding that has no place in a file.
    pub fn tell(&mut self, diagnostic: Diagnostic) {
        self.report(&[diagnostic], &Sources::default());
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.bar.clear();
    }
}

impl Default for Screen {
    fn default() -> Self {
        Self::new()
    }
}
