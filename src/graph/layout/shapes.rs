//! What a layout consists of. Coordinates are pixels from the top left.

use crate::picture::{bold_width, width};
use crate::plan::alarms::Priority;

pub(in crate::graph) type Point = (u32, u32);

/// Where an arrow ends, and where it points: one step to the right or left, or down or up.
pub(in crate::graph) type Head = (Point, (i32, i32));

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::graph) struct Rect {
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
}

impl Rect {
    pub fn right(self) -> u32 {
        self.x + self.width
    }

    pub fn bottom(self) -> u32 {
        self.y + self.height
    }

    pub fn middle(self) -> u32 {
        self.y + self.height / 2
    }
}

/// A line of text.
#[derive(Clone, Debug)]
pub(in crate::graph) struct Label {
    /// Classes of the drawing: `strong` is bold, `small` is smaller.
    pub class: &'static str,
    /// Its base line, where it begins or around which it stands.
    pub at: Point,
    /// `start` or `middle`.
    pub anchor: &'static str,
    pub text: String,
}

pub(super) const BIG: u32 = 13;
pub(super) const SMALL: u32 = 11;

/// Most pixels a text takes in a class.
pub(super) fn measured(class: &str, text: &str) -> u32 {
    let has = |name: &str| class.split(' ').any(|part| part == name);
    let size = if has("small") { SMALL } else { BIG };
    if has("strong") { bold_width(text, size) } else { width(text, size) }
}

impl Label {
    pub fn start(class: &'static str, at: Point, text: impl Into<String>) -> Self {
        Self { class, at, anchor: "start", text: text.into() }
    }

    pub fn middle(class: &'static str, at: Point, text: impl Into<String>) -> Self {
        Self { class, at, anchor: "middle", text: text.into() }
    }

    /// The room it takes.
    pub fn rect(&self) -> Rect {
        let (width, (x, y)) = (measured(self.class, &self.text), self.at);
        let x = if self.anchor == "middle" { x.saturating_sub(width / 2) } else { x };
        Rect { x, y: y.saturating_sub(SMALL), width, height: SMALL + 2 }
    }
}

/// The most urgent alarm's priority, in a frame.
pub(in crate::graph) type Badge = (Rect, Priority);

/// A part, placed.
#[derive(Debug)]
pub(in crate::graph) struct Placed {
    pub rect: Rect,
    /// Its colour.
    pub class: &'static str,
    /// All that is known of it, whatever had to be shortened.
    pub title: String,
    pub labels: Vec<Label>,
    /// What it is made of.
    pub pills: Vec<(Rect, Label)>,
    pub badge: Option<Badge>,
}

/// Lines of one colour that mean one thing.
#[derive(Debug)]
pub(in crate::graph) struct Wire {
    pub class: &'static str,
    pub dashed: bool,
    pub title: String,
    pub points: Vec<Point>,
    /// Its end, where this is the end of an arrow.
    pub head: Option<Head>,
    /// Where it meets a line that goes on.
    pub dot: Option<Point>,
}

/// Everything, where it is.
#[derive(Debug, Default)]
pub(in crate::graph) struct Layout {
    pub width: u32,
    pub height: u32,
    /// What other things stand in, from the back to the front.
    pub frames: Vec<(&'static str, Rect)>,
    pub wires: Vec<Wire>,
    pub boxes: Vec<Placed>,
    pub labels: Vec<Label>,
    /// The explanation of badges; those of parts are with them.
    pub badges: Vec<Badge>,
}
