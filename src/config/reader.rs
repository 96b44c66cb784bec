//! Reads typed values out of a [`Body`] by name, and afterwards reports whatever nobody asked for.
//!
//! ```ignore
//! let startup = reader.required::<Seconds>("startup_seconds");
//! let grace = reader.or("health_check_grace_period", || derived);
//! let rules = reader.labelled("service", |reader, name| service(reader, name));
//! reader.finish();
//! Some(Service { startup: startup?, grace, rules })
//! ```

use std::collections::BTreeMap;

use super::{Block, Body, LabelText, Origin, Value};
use crate::diagnostic::{Diagnostic, Span};

/// Why a value could not be read as a type.
#[derive(Debug)]
pub struct Mismatch {
    /// The place in the value: an element of a list, for instance.
    pub span: Span,
    /// Completes "`name` …": "must be a whole number, found a string".
    pub message: String,
    /// The cure, where there is one to name.
    pub help: Option<String>,
}

/// A type that an argument can be read as.
pub trait FromValue: Sized {
    /// Reads the value.
    ///
    /// # Errors
    /// What is wrong with it, and at which place inside.
    fn from_value(value: &Value) -> Result<Self, Mismatch>;
}

/// Reads one block. Mistakes are collected in the list it was made with; reading goes on.
pub struct Reader<'a> {
    body: &'a Body,
    problems: &'a mut Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    /// A reader of the whole document. `problems` collects what is wrong.
    pub fn new(body: &'a Body, problems: &'a mut Vec<Diagnostic>) -> Self {
        Self { body, problems }
    }

    /// An argument that must be there. `None` when it is missing or wrong; either has been reported.
    pub fn required<T: FromValue>(&mut self, name: &'static str) -> Option<T> {
        let _ = name;
        todo!()
    }

    /// An argument that may be left out. `None` when it is, is `null`, or is wrong (which has been reported).
    pub fn optional<T: FromValue>(&mut self, name: &'static str) -> Option<T> {
        let _ = name;
        todo!()
    }

    /// An argument with a default.
    pub fn or<T: FromValue>(&mut self, name: &'static str, default: impl FnOnce() -> T) -> T {
        self.optional(name).unwrap_or_else(default)
    }

    /// An unlabelled block that may be left out: `read` sees its content. A block of the same name with labels, or an argument
    /// of that name, is reported.
    pub fn block<T>(&mut self, keyword: &'static str, read: impl FnOnce(&mut Reader<'_>) -> T) -> Option<T> {
        let _ = (keyword, read);
        todo!()
    }

    /// A block that must be there.
    pub fn required_block<T>(&mut self, keyword: &'static str, read: impl FnOnce(&mut Reader<'_>) -> T) -> Option<T> {
        let _ = (keyword, read);
        todo!()
    }

    /// Who wrote an argument.
    pub fn origin(&self, name: &str) -> Option<Origin> {
        let _ = name;
        todo!()
    }

    /// Where the block that is read begins.
    pub fn here(&self) -> Span {
        todo!()
    }

    /// Reports what nobody asked for.
    pub fn finish(&mut self) {
        todo!()
    }

    /// Blocks with exactly one label, by label: `service "web" {}`. An unusable label has been reported and is left out.
    /// `enabled = false` in the block switches it off: it is left out, too.
    pub fn labelled<T>(&mut self, keyword: &'static str, read: impl FnMut(&mut Reader<'_>, &LabelText) -> T) -> BTreeMap<String, T> {
        let _ = (keyword, read);
        todo!()
    }

    /// Reports a mistake found by the caller.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.problems.push(diagnostic);
    }

    /// Where an argument's value is written; where it is not written, the block.
    pub fn span(&self, name: &str) -> Span {
        let _ = name;
        todo!()
    }

    /// Whether the argument or block is written at all.
    pub fn has(&self, name: &str) -> bool {
        self.body.attributes.iter().any(|attribute| attribute.name == name)
            || self.body.blocks.iter().any(|block: &Block| block.keyword == name)
    }
}

pub(crate) fn from_words<T: std::str::FromStr<Err = String>>(value: &Value) -> Result<T, Mismatch> {
    let _ = value;
    todo!()
}
