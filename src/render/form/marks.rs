//! What Tera sees of a view: its shape, with a mark in the place of each text and number.

use std::fmt::Write as _;
use std::iter::Peekable;
use std::slice::Iter;

use anyhow::{Context as _, Result, bail};
use tera::{Context, Map, Value};

use super::shape::{Shaped, token};

/// Begins the mark of a leaf; its number follows. No text of a template has this character.
const MARK: char = '\u{2}';

/// The leaf that a mark stands for.
pub(super) fn leaf(text: &str) -> Option<usize> {
    text.strip_prefix(MARK)?.parse().ok()
}

/// Whether a mark was printed as it is: without a filter.
pub(super) fn is_in(text: &str) -> bool {
    text.contains(MARK)
}

/// The fields that a template can name, with marks in them.
pub(in super::super) fn context(view: &Shaped) -> Result<Context> {
    let Shaped { shape, names, lengths, .. } = view;
    let mut reader =
        Reader { tokens: shape.iter().peekable(), names: names.iter(), lengths: lengths.iter(), leaves: 0, mark: String::new() };
    let mut context = Context::new();
    match reader.value()?.into_map() {
        Some(fields) => fields.into_iter().for_each(|(name, value)| context.insert_value(name.to_string(), value)),
        None => bail!("a view is no struct"),
    }
    while reader.next_is(token::FIELD) {
        context.insert_value(reader.field()?, reader.value()?);
    }
    Ok(context)
}

/// Reads a shape, and counts leaves.
struct Reader<'a> {
    tokens: Peekable<Iter<'a, u8>>,
    names: Iter<'a, &'static str>,
    lengths: Iter<'a, usize>,
    leaves: usize,
    mark: String,
}

impl Reader<'_> {
    fn value(&mut self) -> Result<Value> {
        Ok(match self.tokens.next().copied() {
            Some(token::NOTHING) => Value::none(),
            Some(token::TRUE) => Value::from(true),
            Some(token::FALSE) => Value::from(false),
            Some(token::LEAF | token::NUMBER) => Value::from(self.mark()),
            Some(token::LIST) => {
                let mut elements = Vec::with_capacity(self.length());
                while !self.next_is(token::END) {
                    elements.push(self.value()?);
                }
                elements.into()
            }
            Some(token::MAP) => {
                let mut map = Map::with_capacity(self.length());
                while !self.next_is(token::END) {
                    if self.next_is(token::FIELD) {
                        map.insert(self.field()?.into(), self.value()?);
                    } else {
                        map.insert(self.key()?.into(), self.value()?);
                    }
                }
                map.into()
            }
            other => bail!("{other:?} begins no value"),
        })
    }

    fn key(&mut self) -> Result<String> {
        match self.tokens.next().copied() {
            Some(token::LEAF | token::NUMBER) => Ok(self.mark().to_owned()),
            Some(token::FLATTENED) => {
                let name = self.tokens.by_ref().copied().take_while(|byte| *byte != token::END_OF_NAME).collect();
                Ok(String::from_utf8(name)?)
            }
            other => bail!("{other:?} begins no key"),
        }
    }

    fn mark(&mut self) -> &str {
        self.mark.clear();
        self.mark.push(MARK);
        // No error: a text takes everything.
        let _ = write!(self.mark, "{}", self.leaves);
        self.leaves += 1;
        &self.mark
    }

    fn length(&mut self) -> usize {
        self.lengths.next().copied().unwrap_or_default()
    }

    fn field(&mut self) -> Result<&'static str> {
        self.tokens.by_ref().find(|byte| **byte == token::END_OF_NAME);
        self.names.next().copied().context("a field has no name")
    }

    fn next_is(&mut self, token: u8) -> bool {
        self.tokens.next_if(|next| **next == token).is_some()
    }
}
