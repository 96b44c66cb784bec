//! Tables: what is in a cell, what it is sorted by, and where it points to.

use serde::Serialize;

/// A table with a caption.
#[derive(Debug, Serialize)]
pub(super) struct Table {
    caption: String,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    /// What is to be known to read it.
    note: Option<String>,
    /// Not sorted: the order of its rows says something.
    in_order: bool,
}

#[derive(Debug, Serialize)]
struct Column {
    name: String,
    /// Numbers stand at the right.
    number: bool,
}

/// A cell; the first one of a row is the row's heading.
#[derive(Debug, Default, Serialize)]
pub(super) struct Cell {
    text: String,
    /// What it is sorted by, where that is not its text.
    key: Option<String>,
    href: Option<String>,
    id: Option<String>,
    /// `good`, `bad`, `warn`, or nothing.
    mood: &'static str,
    /// Whether it is the user's or AWS's own word.
    code: bool,
    /// Too long for a narrow column.
    long: bool,
    /// A share in per cent, drawn as a bar.
    bar: Option<f64>,
    /// A second line: where it comes from.
    note: Option<Link>,
}

/// Text that may lead somewhere.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Link {
    pub(super) text: String,
    pub(super) href: Option<String>,
}

impl Table {
    /// Without rows. A column whose name begins with `>` is one of numbers.
    pub(super) fn new(caption: impl Into<String>, columns: &[&str]) -> Self {
        let column = |name: &&str| Column { name: name.trim_start_matches('>').to_owned(), number: name.starts_with('>') };
        Self { caption: caption.into(), columns: columns.iter().map(column).collect(), rows: Vec::new(), note: None, in_order: false }
    }

    /// In the order that its rows have.
    pub(super) fn in_order(mut self) -> Self {
        self.in_order = true;
        self
    }

    pub(super) fn noted(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().collect());
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Nothing where it has no rows.
    pub(super) fn filled(self) -> Option<Self> {
        if self.is_empty() { None } else { Some(self) }
    }
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { long: text.chars().count() > 40, text, ..Self::default() }
    }

    /// The user's or AWS's own word.
    pub(super) fn code(text: impl Into<String>) -> Self {
        Self { code: true, ..Self::text(text) }
    }

    /// Text that may lead somewhere.
    pub(super) fn link(Link { text, href }: Link) -> Self {
        Self { href, ..Self::text(text) }
    }

    /// A number and how it is written.
    pub(super) fn number(number: f64, text: impl Into<String>) -> Self {
        // As JavaScript reads it.
        let key = if number.is_infinite() { "Infinity".to_owned() } else { number.to_string() };
        Self { key: Some(key), ..Self::text(text) }
    }

    pub(super) fn href(self, href: impl Into<String>) -> Self {
        Self { href: Some(href.into()), ..self }
    }

    pub(super) fn id(self, id: impl Into<String>) -> Self {
        Self { id: Some(id.into()), ..self }
    }

    pub(super) fn mood(self, mood: &'static str) -> Self {
        Self { mood, ..self }
    }

    pub(super) fn bar(self, percent: f64) -> Self {
        Self { bar: Some(percent), ..self }
    }

    pub(super) fn note(self, note: Option<Link>) -> Self {
        Self { note, ..self }
    }
}

impl Link {
    pub(super) fn to(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: Some(href.into()) }
    }

    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), href: None }
    }
}
