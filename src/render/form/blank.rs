//! A place in a form that a value goes to.

use std::cell::RefCell;

use anyhow::{Context as _, Result};
use tera::{Error, TeraResult, Value};

use super::super::filters::{Datum, Filter};
use super::marks;
use super::shape::Leaves;

/// What Tera prints in the place of a blank. No text of a template has this character.
pub(super) const BLANK: char = '\u{1}';

thread_local! {
    /// The blanks of the form that is being printed on this thread, in the order of the text: a filter is always the last thing in its tag.
    static BLANKS: RefCell<Vec<Blank>> = const { RefCell::new(Vec::new()) };
}

/// A value, and the filter that it is printed by.
pub(super) struct Blank {
    filter: &'static Filter,
    subject: Subject,
}

/// The usual value is one leaf; few are made of several.
enum Subject {
    Leaf(usize),
    Several(Box<Several>),
}

enum Several {
    Leaf(usize),
    Fixed(Datum<'static>),
    List(Vec<Several>),
    Map(Vec<(Several, Several)>),
}

impl Blank {
    /// Prints what belongs here.
    pub(super) fn fill(&self, leaves: &Leaves, out: &mut String) -> Result<()> {
        let datum = match &self.subject {
            Subject::Leaf(leaf) => Datum::of(leaves.get(*leaf)),
            Subject::Several(several) => several.datum(leaves),
        };
        self.filter.print(&datum, out).with_context(|| format!("filter `{}`", self.filter.name))
    }
}

impl Several {
    /// What a template hands to a filter, which may have marks in it.
    fn of(value: &Value) -> Option<Self> {
        Some(if let Some(text) = value.as_str() {
            marks::leaf(text).map_or_else(|| Self::Fixed(Datum::Text(text.to_owned().into())), Self::Leaf)
        } else if value.is_none() {
            Self::Fixed(Datum::Nothing)
        } else if let Some(flag) = value.as_bool() {
            Self::Fixed(Datum::Bool(flag))
        } else if value.is_number() {
            Self::Fixed(Datum::Number(value.to_string().into()))
        } else if let Some(elements) = value.as_array() {
            Self::List(elements.iter().map(Self::of).collect::<Option<_>>()?)
        } else {
            let entries = value.as_map()?.iter();
            Self::Map(entries.map(|(key, value)| Some((Self::of(&Value::from(key.as_str()?))?, Self::of(value)?))).collect::<Option<_>>()?)
        })
    }

    fn datum<'l>(&self, leaves: &'l Leaves) -> Datum<'l> {
        match self {
            Self::Leaf(leaf) => Datum::of(leaves.get(*leaf)),
            Self::Fixed(datum) => datum.clone(),
            Self::List(elements) => Datum::List(elements.iter().map(|element| element.datum(leaves)).collect()),
            Self::Map(entries) => Datum::Map(entries.iter().map(|(key, value)| (key.datum(leaves), value.datum(leaves))).collect()),
        }
    }
}

/// What a filter does while Tera prints a form: it leaves a blank.
pub(super) fn leave(filter: &'static Filter, value: &Value) -> TeraResult<Value> {
    if value.is_undefined() || value.is_none() {
        return Err(Error::message("nothing to print: the value is missing"));
    }
    let subject = match value.as_str().and_then(marks::leaf) {
        Some(leaf) => Subject::Leaf(leaf),
        None => match Several::of(value) {
            Some(several) => Subject::Several(Box::new(several)),
            None => return Err(Error::message(format!("no filter prints {}", value.name()))),
        },
    };
    BLANKS.with_borrow_mut(|blanks| blanks.push(Blank { filter, subject }));
    // A text that is not safe would be escaped in HTML.
    Ok(Value::safe_string(BLANK.encode_utf8(&mut [0; 4])))
}

/// What `print` returns, and the blanks that filters left meanwhile.
pub(super) fn left<T>(print: impl FnOnce() -> T) -> (T, Vec<Blank>) {
    BLANKS.take();
    let printed = print();
    (printed, BLANKS.take())
}
