//! Parsed files, before anything is evaluated.

use super::{Body, Sources};
use crate::diagnostic::Diagnostic;

/// The parsed architecture: the base, and one overlay for each `environment` block.
///
/// Files of a folder are read as one document: their order never matters.
pub struct Document {}

impl Document {
    /// Parses every file.
    ///
    /// # Errors
    /// Syntax errors (one a file, located), nesting deeper than 100, `environment` blocks with a wrong label count, a bad or a repeated name.
    pub fn parse(sources: &Sources) -> Result<Self, Vec<Diagnostic>> {
        let _ = sources;
        todo!()
    }

    /// The names of the environments, sorted.
    pub fn environments(&self) -> Vec<&str> {
        todo!()
    }

    /// Evaluates the base with the overlay of `environment` on top: one tree, ready to be decoded.
    ///
    /// `${project}`, `${environment}` and `${region}` are filled in; `project` and `region` are the values after the overlay.
    ///
    /// # Errors
    /// Unknown references and functions, duplicate arguments and blocks, expressions that cannot be evaluated: all of them.
    pub fn resolve(&self, environment: &str) -> Result<Body, Vec<Diagnostic>> {
        let _ = environment;
        todo!()
    }
}
