//! Forms: what Tera makes of a template for one shape of its view, with a blank for each value. A form is printed once and filled for every
//! view of that shape.
//!
//! Values are printed by filters alone, and conditions ask what is there, what is on and what is empty, never what a text says: so what
//! comes of a template depends on the view's shape, and on each value only where it is printed. The house rules hold templates to that.

mod blank;
mod conditions;
mod marks;
mod shape;

use anyhow::{Result, anyhow, ensure};
use tera::{Context, Kwargs, State, Tera, Value};

use self::blank::{BLANK, Blank};
use super::filters;
pub(super) use marks::context;
pub(super) use shape::Shaped;

/// A template for one shape of its view.
pub(super) struct Form {
    /// What stays, without the blanks.
    text: String,
    /// Each blank, with where it is in the text.
    blanks: Vec<(usize, Blank)>,
}

/// Makes the engine's filters leave blanks. Must come before the templates, which are checked against them when loaded.
pub(super) fn register(tera: &mut Tera) {
    for filter in &filters::FILTERS {
        tera.register_filter(filter.name, move |value: &Value, _: Kwargs, _: &State| blank::leave(filter, value));
    }
    conditions::register(tera);
}

impl Form {
    /// Prints a loaded template, in a context of [`context`].
    pub(super) fn print(tera: &Tera, template: &str, context: &Context) -> Result<Self> {
        let (printed, blanks) = blank::left(|| tera.render(template, context));
        let printed = printed.map_err(|error| anyhow!("{error}"))?;
        ensure!(!marks::is_in(&printed), "a value is printed without a filter");
        let mut text = String::with_capacity(printed.len());
        let mut pieces = printed.split(BLANK);
        text.push_str(pieces.next().unwrap_or_default());
        let mut places = Vec::with_capacity(blanks.len());
        for piece in pieces {
            places.push(text.len());
            text.push_str(piece);
        }
        ensure!(places.len() == blanks.len(), "{} values are printed in {} places", blanks.len(), places.len());
        Ok(Self { text, blanks: places.into_iter().zip(blanks).collect() })
    }

    /// Fills the blanks with the values of a view of the form's shape.
    pub(super) fn fill(&self, view: &Shaped) -> Result<String> {
        let mut filled = String::with_capacity(self.text.len() + self.blanks.len() * 24);
        let mut start = 0;
        for (end, blank) in &self.blanks {
            filled.push_str(&self.text[start..*end]);
            blank.fill(&view.leaves, &mut filled)?;
            start = *end;
        }
        filled.push_str(&self.text[start..]);
        Ok(filled)
    }
}
