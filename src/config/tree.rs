//! Evaluated configuration: plain values that still know where they were written and by whom.

use crate::diagnostic::Span;

/// Who set a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The document itself.
    Base,
    /// An `environment "NAME" {}` overlay.
    Environment,
}

/// The content of a block, or of the whole document.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// In source order; names are unique.
    pub attributes: Vec<Attribute>,
    /// In source order; keyword and labels together are unique, except for keywords that may repeat (see `Reader::repeated`).
    pub blocks: Vec<Block>,
}

/// `name = value`.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// The argument's name.
    pub name: String,
    /// Where the name is written.
    pub key: Span,
    /// Who wrote it.
    pub origin: Origin,
    /// What it is set to.
    pub value: Value,
}

/// A label of a block, with its place (quotes included).
#[derive(Clone, Debug)]
pub struct LabelText {
    /// Without the quotes.
    pub text: String,
    /// Where it is written.
    pub span: Span,
}

/// `keyword "label" { … }`.
#[derive(Clone, Debug)]
pub struct Block {
    /// For example `service`.
    pub keyword: String,
    /// Where the keyword is written: first by the base, else by the overlay.
    pub key: Span,
    /// For example `web`.
    pub labels: Vec<LabelText>,
    /// Who wrote it first.
    pub origin: Origin,
    /// What is in it.
    pub body: Body,
}

/// An evaluated expression.
#[derive(Clone, Debug)]
pub struct Value {
    /// Where the expression is written.
    pub span: Span,
    /// What it came to.
    pub kind: Kind,
}

/// The kinds of plain values.
#[derive(Clone, Debug)]
pub enum Kind {
    /// What could not be evaluated, and has been reported: whatever is asked of it says nothing more.
    Unknown,
    /// `null`: the argument counts as not set.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// Whole or decimal.
    Number(serde_json::Number),
    /// Text, with `${…}` already filled in.
    String(String),
    /// `[…]`.
    List(Vec<Value>),
    /// `{ key = value }`; keys are unique and in source order.
    Object(Vec<(LabelText, Value)>),
}
