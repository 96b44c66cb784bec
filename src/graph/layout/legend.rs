//! What lines and badges mean.

use super::MARGIN;
use super::bands::badge;
use super::columns::BADGE;
use super::shapes::{Label, Layout, Wire, measured};
use crate::plan::alarms::Priority;

const LINE: u32 = 28;

/// Places it on a line of its own. Where it ends.
pub(super) fn place(y: u32, layout: &mut Layout) -> u32 {
    let mut x = MARGIN;
    let Layout { labels, wires, badges, .. } = layout;
    let mut text = |x: &mut u32, text: &str| {
        labels.push(Label::start("dim small", (*x, y + 4), text));
        *x += measured("dim small", text);
    };
    for (class, dashed, meaning) in
        [("g-run", false, "a flow, from whoever opens the connection, with its port"), ("g-queue", true, "a use of an AWS API")]
    {
        let points = vec![(x, y), (x + LINE, y)];
        wires.push(Wire { class, dashed, title: String::new(), points, head: None, dot: None });
        x += LINE + 8;
        text(&mut x, meaning);
        x += 24;
    }
    x += BADGE;
    badges.push((badge(x, y), Priority::P1));
    text(&mut x, "the priority of the most urgent alarm");
    x
}
