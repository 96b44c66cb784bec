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

use super::suggest::{listing, nearest};
use super::{Attribute, Block, Body, FromValue, Kind, LabelText, Mismatch, Origin};
use crate::diagnostic::{Diagnostic, ENOUGH, FileId, Span};

/// Reads one block. Mistakes are collected in the list it was made with; reading goes on.
///
/// Readers of blocks finish by themselves. The reader of the whole document is told to, by [`Reader::finish`].
pub struct Reader<'a> {
    body: &'a Body,
    /// The block that is read; `None` for the whole document.
    block: Option<&'a Block>,
    /// What was asked for, which is what the user could have written.
    arguments: Vec<&'static str>,
    blocks: Vec<(&'static str, Form)>,
    problems: &'a mut Vec<Diagnostic>,
}

/// The block that can stand in every other: see [`crate::guardrails::waivers`].
const ANYWHERE: &str = crate::guardrails::WAIVER;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Plain,
    Labelled,
}

impl<'a> Reader<'a> {
    /// A reader of the whole document. `problems` collects what is wrong.
    pub fn new(body: &'a Body, problems: &'a mut Vec<Diagnostic>) -> Self {
        Self { body, block: None, arguments: Vec::new(), blocks: Vec::new(), problems }
    }

    /// A reader of one block, for what can stand in any block. It is told to finish.
    pub(crate) fn of(block: &'a Block, problems: &'a mut Vec<Diagnostic>) -> Self {
        Self { body: &block.body, block: Some(block), arguments: Vec::new(), blocks: Vec::new(), problems }
    }

    /// An argument that must be there. `None` when it is missing or wrong; either has been reported.
    pub fn required<T: FromValue>(&mut self, name: &'static str) -> Option<T> {
        self.ask(name);
        match self.attribute(name) {
            Some(attribute) => self.read(attribute),
            None => {
                self.missing(name);
                None
            }
        }
    }

    /// An argument that may be left out. `None` when it is, is `null`, or is wrong (which has been reported).
    pub fn optional<T: FromValue>(&mut self, name: &'static str) -> Option<T> {
        self.ask(name);
        self.attribute(name).and_then(|attribute| self.read(attribute))
    }

    /// An argument with a default.
    pub fn or<T: FromValue>(&mut self, name: &'static str, default: impl FnOnce() -> T) -> T {
        self.optional(name).unwrap_or_else(default)
    }

    /// An unlabelled block that may be left out: `read` sees its content. A block of the same name with labels, or an argument
    /// of that name, is reported.
    pub fn block<T>(&mut self, keyword: &'static str, read: impl FnOnce(&mut Reader<'_>) -> T) -> Option<T> {
        self.ask_block(keyword, Form::Plain);
        let mut found = None;
        for block in self.body.blocks.iter().filter(|block| block.keyword == keyword) {
            match block.labels.first() {
                None => found = found.or(Some(block)),
                Some(label) => {
                    let diagnostic = Diagnostic::error(format!("`{keyword}` takes no name")).at(label.span, "");
                    self.problems.push(diagnostic.help(format!("write `{keyword} {{ … }}`")));
                }
            }
        }
        let mut reader = self.inside(found?);
        let result = read(&mut reader);
        reader.finish();
        Some(result)
    }

    /// A block that must be there.
    pub fn required_block<T>(&mut self, keyword: &'static str, read: impl FnOnce(&mut Reader<'_>) -> T) -> Option<T> {
        if !self.has(keyword) {
            let diagnostic = Diagnostic::error(format!("{} needs the block `{keyword}`", self.title())).at(self.header(), "");
            self.problems.push(diagnostic);
        }
        self.block(keyword, read)
    }

    /// Blocks with exactly one label, by label: `service "web" {}`. An unusable label has been reported and is left out.
    /// `enabled = false` in the block switches it off: it is left out, too.
    pub fn labelled<T>(&mut self, keyword: &'static str, mut read: impl FnMut(&mut Reader<'_>, &LabelText) -> T) -> BTreeMap<String, T> {
        self.ask_block(keyword, Form::Labelled);
        let mut results = BTreeMap::new();
        for block in self.body.blocks.iter().filter(|block| block.keyword == keyword) {
            let Some(label) = self.only_label(block) else { continue };
            let mut reader = self.inside(block);
            // What is switched off is not read: its numbers need not make sense.
            if reader.or("enabled", || true) {
                let result = read(&mut reader, label);
                reader.finish();
                results.insert(label.text.clone(), result);
            }
        }
        results
    }

    /// Reports a mistake found by the caller.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.problems.push(diagnostic);
    }

    /// Reports that an argument's value, though of the right type, is wrong; `message` completes "`name` …".
    pub fn reject(&mut self, name: &str, message: &str) {
        let span = self.span(name);
        self.problems.push(Diagnostic::error(format!("`{name}` {message}")).at(span, ""));
    }

    /// Reports arguments and blocks that exist, but not here; `message` completes "`name` …".
    pub fn refuse(&mut self, names: &[&'static str], message: &str) {
        for &name in names {
            if !self.has(name) {
                continue;
            }
            self.ask(name);
            self.ask_block(name, Form::Plain);
            let key = self.body.attributes.iter().find(|attribute| attribute.name == name).map(|attribute| attribute.key);
            let span = key.unwrap_or_else(|| self.span(name));
            self.problems.push(Diagnostic::error(format!("`{name}` {message}")).at(span, ""));
        }
    }

    /// Where an argument's value is written; where it is not written, the block.
    pub fn span(&self, name: &str) -> Span {
        let value = self.attribute(name).map(|attribute| attribute.value.span);
        let block = || self.body.blocks.iter().find(|block| block.keyword == name).map(|block| block.key);
        value.or_else(block).unwrap_or_else(|| self.header())
    }

    /// Where an element of a list is written; where it is not written, as [`Reader::span`].
    pub fn element(&self, name: &str, index: usize) -> Span {
        let element = match self.attribute(name).map(|attribute| &attribute.value.kind) {
            Some(Kind::List(values)) => values.get(index),
            _ => None,
        };
        element.map_or_else(|| self.span(name), |value| value.span)
    }

    /// Who wrote an argument; `None` where nobody did.
    pub fn origin(&self, name: &str) -> Option<Origin> {
        self.attribute(name).map(|attribute| attribute.origin)
    }

    /// Where the block that is read begins.
    pub fn here(&self) -> Span {
        self.header()
    }

    /// Whether the argument or block is written at all. An argument that is `null` is not.
    pub fn has(&self, name: &str) -> bool {
        self.attribute(name).is_some() || self.body.blocks.iter().any(|block: &Block| block.keyword == name)
    }

    /// Reports every argument and block that nobody asked for.
    pub fn finish(&mut self) {
        let unknown = |attribute: &&Attribute| !self.arguments.contains(&attribute.name.as_str());
        for attribute in self.body.attributes.iter().filter(unknown).take(ENOUGH) {
            let diagnostic = self.unexpected_argument(attribute);
            self.problems.push(diagnostic);
        }
        // Waivers can stand anywhere, and are read by those who grant them.
        let asked = |block: &Block| block.keyword == ANYWHERE || self.blocks.iter().any(|(keyword, _)| *keyword == block.keyword);
        for block in self.body.blocks.iter().filter(|block| !asked(block)).take(ENOUGH) {
            let diagnostic = self.unexpected_block(block);
            self.problems.push(diagnostic);
        }
    }

    fn ask(&mut self, name: &'static str) {
        if !self.arguments.contains(&name) {
            self.arguments.push(name);
        }
    }

    fn ask_block(&mut self, keyword: &'static str, form: Form) {
        if !self.blocks.contains(&(keyword, form)) {
            self.blocks.push((keyword, form));
        }
    }

    fn attribute(&self, name: &str) -> Option<&'a Attribute> {
        self.body.attributes.iter().find(|attribute| attribute.name == name && !matches!(attribute.value.kind, Kind::Null))
    }

    fn inside<'b>(&'b mut self, block: &'b Block) -> Reader<'b> {
        Reader { body: &block.body, block: Some(block), arguments: Vec::new(), blocks: Vec::new(), problems: self.problems }
    }

    fn read<T: FromValue>(&mut self, attribute: &Attribute) -> Option<T> {
        if matches!(attribute.value.kind, Kind::Unknown) {
            return None;
        }
        match T::from_value(&attribute.value) {
            Ok(value) => Some(value),
            Err(Mismatch { span, message, help }) => {
                let diagnostic = Diagnostic::error(format!("`{}` {message}", attribute.name)).at(span, "");
                self.problems.push(help.into_iter().fold(diagnostic, Diagnostic::help));
                None
            }
        }
    }

    fn only_label<'b>(&mut self, block: &'b Block) -> Option<&'b LabelText> {
        let keyword = &block.keyword;
        let diagnostic = match block.labels.as_slice() {
            [label] if label.text.trim().is_empty() => Diagnostic::error(format!("the name of `{keyword}` is empty")).at(label.span, ""),
            [label] => return Some(label),
            [] => Diagnostic::error(format!("`{keyword}` needs a name")).at(block.key, ""),
            [_, second, ..] => Diagnostic::error(format!("`{keyword}` takes one name only")).at(second.span, "one too many"),
        };
        self.problems.push(diagnostic.help(format!("write `{keyword} \"name\" {{ … }}`")));
        None
    }

    fn header(&self) -> Span {
        self.block.map_or(Span { file: FileId(0), start: 0, end: 0 }, |block| block.key)
    }

    /// "`service "web"`", or "the architecture".
    fn title(&self) -> String {
        let Some(block) = self.block else { return "the architecture".to_owned() };
        let labels = block.labels.iter().map(|label| format!(" \"{}\"", label.text));
        format!("`{}{}`", block.keyword, labels.collect::<String>())
    }

    fn missing(&mut self, name: &str) {
        // A block of that name is reported as such, once, at the end.
        if self.body.blocks.iter().any(|block| block.keyword == name) {
            return;
        }
        let null = self.body.attributes.iter().find(|attribute| attribute.name == name).map(|attribute| attribute.value.span);
        let diagnostic = Diagnostic::error(format!("{} needs the argument `{name}`", self.title()));
        let diagnostic = match null {
            Some(span) => diagnostic.at(span, "`null` means that it is left out"),
            None => diagnostic.at(self.header(), ""),
        };
        self.problems.push(diagnostic);
    }

    fn unexpected_argument(&self, attribute: &Attribute) -> Diagnostic {
        let name = attribute.name.as_str();
        if let Some((_, form)) = self.blocks.iter().find(|(keyword, _)| *keyword == name) {
            let label = if *form == Form::Labelled { " \"name\"" } else { "" };
            return Diagnostic::error(format!("`{name}` is a block, not an argument"))
                .at(attribute.key, "")
                .help(format!("write `{name}{label} {{ … }}`, without `=`"));
        }
        let near = nearest(name, self.arguments.iter().chain(self.blocks.iter().map(|(keyword, _)| keyword)).copied());
        self.unknown("argument", name, attribute.key, near, self.arguments.clone())
    }

    fn unexpected_block(&self, block: &Block) -> Diagnostic {
        let name = block.keyword.as_str();
        if self.arguments.contains(&name) {
            return Diagnostic::error(format!("`{name}` is an argument, not a block"))
                .at(block.key, "")
                .help(format!("write `{name} = …`"));
        }
        let keywords: Vec<&'static str> = self.blocks.iter().map(|(keyword, _)| *keyword).collect();
        let near = nearest(name, keywords.iter().chain(self.arguments.iter()).copied());
        self.unknown("block", name, block.key, near, keywords)
    }

    fn unknown(&self, what: &str, name: &str, span: Span, near: Option<&str>, known: Vec<&str>) -> Diagnostic {
        let diagnostic = Diagnostic::error(format!("unknown {what} `{name}` in {}", self.title()));
        match near {
            Some(near) => diagnostic.at(span, format!("did you mean `{near}`?")),
            None if known.is_empty() => diagnostic.at(span, "").help(format!("there are no {what}s here")),
            None => diagnostic.at(span, "").help(format!("known here: {}", listing(known, "and"))),
        }
    }
}
