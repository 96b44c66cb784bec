//! Who set a value, and where.

use std::fmt;

use crate::config::{self, Body, Sources, locate};
use crate::diagnostic::Span;

/// Knows of every value of one environment where it comes from.
pub struct Origins<'a> {
    body: &'a Body,
    sources: &'a Sources,
    /// The environment's name sets `environment`.
    label: Option<Span>,
}

/// Where one value comes from.
pub struct Origin<'a> {
    /// `default`, `base` or `environment`.
    pub who: &'static str,
    /// File and line; a default has none.
    pub place: Option<(&'a str, usize)>,
    /// The same as a span.
    pub span: Option<Span>,
}

impl<'a> Origins<'a> {
    /// Of the tree that an environment was resolved to; `label` is where its name is written.
    pub fn new(body: &'a Body, sources: &'a Sources, label: Option<Span>) -> Self {
        Self { body, sources, label }
    }

    /// The origin of the value that a route leads to.
    pub fn of(&self, route: &[&str]) -> Origin<'a> {
        if let (["environment"], Some(label)) = (route, self.label) {
            return Origin { who: "environment", place: Some(self.place(label)), span: Some(label) };
        }
        let located = locate(self.body, route);
        match (located.exact, located.span, located.origin) {
            (true, Some(span), Some(origin)) => {
                let who = match origin {
                    config::Origin::Base => "base",
                    config::Origin::Environment => "environment",
                };
                Origin { who, place: Some(self.place(span)), span: Some(span) }
            }
            _ => Origin { who: "default", place: None, span: None },
        }
    }

    /// File and line of a span of the same sources.
    pub fn place(&self, span: Span) -> (&'a str, usize) {
        (&self.sources.get(span.file).name, self.sources.line(span.file, span.start))
    }
}

impl fmt::Display for Origin<'_> {
    /// On one line, whatever the file is called.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.who)?;
        match self.place {
            Some((file, line)) => write!(f, " {}:{line}", file.replace(char::is_control, "?")),
            None => Ok(()),
        }
    }
}
