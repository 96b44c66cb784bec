//! Parsed files as one tree, as far as it can be computed without knowing the environment.
//!
//! Nearly everything in an architecture is a constant. Constants are evaluated here, once, so that resolving a document for a
//! thousand environments copies values and evaluates only what mentions `${project}`, `${environment}` or `${region}`.

use std::collections::HashMap;
use std::ops::Range;

use hcl::edit::Span as _;
use hcl::edit::expr::Expression;
use hcl::edit::structure::{self, BlockLabel, Structure};

use super::anchor::Anchor;
use super::evaluate::{Evaluator, Scope};
use super::parse::Parsed;
use super::{Attribute, Block, Body, Kind, LabelText, Origin, Value, references, whitespace};
use crate::diagnostic::{Diagnostic, ENOUGH, Span};

/// A body that is not evaluated yet.
#[derive(Default)]
pub struct Tree {
    /// In source order.
    pub entries: Vec<Entry>,
    /// In source order.
    pub sections: Vec<Section>,
}

/// `name = …`.
pub struct Entry {
    name: String,
    key: Span,
    term: Term,
}

/// `keyword "label" { … }`.
pub struct Section {
    /// For example `service`.
    pub keyword: String,
    /// Where the keyword is written.
    pub key: Span,
    /// What follows the keyword.
    pub labels: Vec<LabelText>,
    /// What is in it.
    pub tree: Tree,
}

enum Term {
    Constant(Value),
    /// Mentions one of the three names: its value depends on the environment.
    Dynamic(Anchor, Box<Expression>),
}

/// What is needed to make sense of one syntax tree.
pub struct Source<'a> {
    /// See [`Parsed`].
    anchor: Anchor,
    /// The text of the file.
    text: &'a str,
    /// See [`Parsed`].
    renamed: &'a HashMap<usize, String>,
}

impl<'a> Source<'a> {
    /// What `parsed` was made of, in a file with this text.
    pub fn new(text: &'a str, parsed: &'a Parsed) -> Self {
        Self { anchor: parsed.anchor, text, renamed: &parsed.renamed }
    }

    /// hcl-edit's range as a place in the file.
    pub fn span(&self, range: Option<Range<usize>>) -> Span {
        self.anchor.span(range)
    }

    /// What is written there.
    pub fn written(&self, span: Span) -> &'a str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// The key as the user wrote it.
    pub fn key(&self, span: Span, parsed: &str) -> String {
        self.renamed.get(&span.start).cloned().unwrap_or_else(|| parsed.to_owned())
    }
}

impl Tree {
    /// Adds what was parsed.
    pub fn add(&mut self, source: &Source<'_>, body: impl IntoIterator<Item = Structure>, problems: &mut Vec<Diagnostic>) {
        for structure in body {
            match structure {
                Structure::Attribute(attribute) => {
                    let key = source.span(attribute.key.span());
                    let name = source.key(key, &attribute.key);
                    let term = term(source, attribute.value, problems);
                    self.entries.push(Entry { name, key, term });
                }
                Structure::Block(block) => self.sections.push(Section::new(source, block, problems)),
            }
        }
    }

    /// Computes every value for one environment.
    pub fn evaluate(&self, origin: Origin, scope: &Scope<'_>, problems: &mut Vec<Diagnostic>) -> Body {
        let mut body = Body { attributes: Vec::with_capacity(self.entries.len()), blocks: Vec::with_capacity(self.sections.len()) };
        for Entry { name, key, term } in &self.entries {
            let value = match term {
                Term::Constant(value) => value.clone(),
                Term::Dynamic(anchor, expression) => Evaluator::new(*anchor, scope, problems)
                    .value(expression)
                    .unwrap_or_else(|| Value { span: anchor.span(expression.span()), kind: Kind::Unknown }),
            };
            body.attributes.push(Attribute { name: name.clone(), key: *key, origin, value });
        }
        for section in &self.sections {
            let Section { keyword, key, labels, tree } = section;
            let content = tree.evaluate(origin, scope, problems);
            body.blocks.push(Block { keyword: keyword.clone(), key: *key, labels: labels.clone(), origin, body: content });
        }
        body
    }

    /// The text of a top-level argument that other values may refer to.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.entries.iter().find(|entry| entry.name == name).and_then(|entry| match &entry.term {
            Term::Constant(Value { kind: Kind::String(text), .. }) => Some(text.as_str()),
            _ => None,
        })
    }

    /// Reports that `name` is computed, though other values are computed from it.
    pub fn require_constant(&self, name: &str, problems: &mut Vec<Diagnostic>) {
        for entry in self.entries.iter().filter(|entry| entry.name == name) {
            if let Term::Dynamic(anchor, expression) = &entry.term {
                let diagnostic = Diagnostic::error(format!("`{name}` must be written out: other values are made from it"));
                let diagnostic = diagnostic.at(anchor.span(expression.span()), "");
                problems.push(diagnostic.help("set it to a different string in each `environment` block where it differs"));
            }
        }
    }

    /// Reports arguments and blocks that are written twice, here and in all blocks inside.
    pub fn require_unique(&self, problems: &mut Vec<Diagnostic>) {
        let mut arguments: HashMap<&str, Span> = HashMap::new();
        for entry in &self.entries {
            match arguments.get(entry.name.as_str()) {
                Some(first) => problems.push(twice(&format!("`{}` is set twice", entry.name), entry.key, *first)),
                None => drop(arguments.insert(&entry.name, entry.key)),
            }
        }
        let mut blocks: HashMap<(&str, Vec<&str>), Span> = HashMap::new();
        for section in &self.sections {
            if problems.len() >= ENOUGH {
                return;
            }
            let labels: Vec<&str> = section.labels.iter().map(|label| label.text.as_str()).collect();
            if let Some(first) = arguments.get(section.keyword.as_str()) {
                problems.push(twice(&format!("`{}` is written both as an argument and as a block", section.keyword), section.key, *first));
            }
            match blocks.get(&(section.keyword.as_str(), labels.clone())) {
                Some(first) => problems.push(twice(&format!("the block `{}` is written twice", section.header()), section.key, *first)),
                None => drop(blocks.insert((&section.keyword, labels), section.key)),
            }
            section.tree.require_unique(problems);
        }
    }
}

impl Section {
    fn new(source: &Source<'_>, block: structure::Block, problems: &mut Vec<Diagnostic>) -> Self {
        let labels = block.labels.iter().map(|label| label_text(source, label)).collect();
        // A thousand overlays are kept: each list is as long as what is in it.
        let (arguments, blocks) = (block.body.attributes().count(), block.body.blocks().count());
        let mut tree = Tree { entries: Vec::with_capacity(arguments), sections: Vec::with_capacity(blocks) };
        let key = source.span(block.ident.span());
        tree.add(source, block.body, problems);
        Self { keyword: block.ident.to_string(), key, labels, tree }
    }

    /// `service "web"`, as it is written.
    pub fn header(&self) -> String {
        self.labels.iter().fold(self.keyword.clone(), |text, label| format!("{text} \"{}\"", label.text))
    }
}

/// A label with its place.
fn label_text(source: &Source<'_>, label: &BlockLabel) -> LabelText {
    let range = match label {
        BlockLabel::Ident(ident) => ident.span(),
        BlockLabel::String(string) => string.span(),
    };
    LabelText { text: label.as_str().to_owned(), span: source.span(range) }
}

fn term(source: &Source<'_>, mut expression: Expression, problems: &mut Vec<Diagnostic>) -> Term {
    let before = problems.len();
    whitespace::settle(source.text.get(source.anchor.start..).unwrap_or_default(), &mut expression);
    if references::check(source, &expression, problems) {
        return Term::Dynamic(source.anchor, Box::new(expression));
    }
    let unknown = Value { span: source.span(expression.span()), kind: Kind::Unknown };
    if problems.len() > before {
        return Term::Constant(unknown);
    }
    let nothing = Scope { project: None, environment: "", region: None };
    Term::Constant(Evaluator::new(source.anchor, &nothing, problems).value(&expression).unwrap_or(unknown))
}

fn twice(message: &str, again: Span, first: Span) -> Diagnostic {
    Diagnostic::error(message).at(again, "again here").related(first, "first written here")
}
