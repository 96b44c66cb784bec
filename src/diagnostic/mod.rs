//! What tfgen tells the user about their file: a fact, where it is, and the cure.

mod github;
mod json;
mod place;
mod print;
mod sarif;
mod snippet;

use std::fmt;

pub use github::{annotation, github};
pub use json::json;
pub use print::{print, sorted};
pub use sarif::{RuleText, sarif};

/// After so many mistakes, no more are looked for: each takes memory, and one that is made ten thousand times is one mistake.
pub const ENOUGH: usize = 10_000;

/// Index of a file in [`crate::config::Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A half-open byte range of one source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file the range lies in.
    pub file: FileId,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// How bad a finding is. Errors stop before anything is rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The architecture cannot be rendered.
    Error,
    /// It can, but someone will be woken by it.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// A place and what is to be said about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// Lower case, no full stop; may be empty.
    pub text: String,
    /// The one place the finding is about; the others give context.
    pub primary: bool,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// The guardrail that found it; `None` for mistakes of language and type.
    pub rule: Option<&'static str>,
    /// The fact, lower case, the user's words in backticks.
    pub message: String,
    /// Where; at most one is primary. Empty where there is no place, as for an unreadable file.
    pub labels: Vec<Label>,
    /// The cures, one line each.
    pub help: Vec<String>,
    /// What must not be shown, as a password: nothing prints the text at these places.
    pub hidden: Vec<Span>,
}

impl Diagnostic {
    /// An error without a place.
    pub fn error(message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, rule: None, message: message.into(), labels: Vec::new(), help: Vec::new(), hidden: Vec::new() }
    }

    /// Names the place the finding is about.
    #[must_use]
    pub fn at(self, span: Span, text: impl Into<String>) -> Self {
        self.label(span, text, true)
    }

    /// Adds a place that gives context.
    #[must_use]
    pub fn related(self, span: Span, text: impl Into<String>) -> Self {
        self.label(span, text, false)
    }

    /// Adds a cure.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    fn label(mut self, span: Span, text: impl Into<String>, primary: bool) -> Self {
        self.labels.push(Label { span, text: text.into(), primary });
        self
    }

    /// A warning without a place.
    pub fn warning(message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(message) }
    }

    /// The span findings are sorted by.
    pub fn primary(&self) -> Option<Span> {
        self.labels.iter().find(|label| label.primary).map(|label| label.span)
    }
}
