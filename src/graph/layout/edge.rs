//! The parts outside the VPC that clients meet first, side by side.

use std::collections::BTreeMap;

use super::bands::badge;
use super::columns::{BADGE, Columns, PAD};
use super::nets::Nets;
use super::shapes::{Label, Layout, Placed, Rect, Wire, measured};
use super::{EDGE_HEIGHT, EDGE_TOP};
use crate::graph::scene::{Node, Part, Scene};
use crate::picture::shortened;

/// Most text of a box.
const ROOM: u32 = 220;

/// All that is known of a part, in one line.
pub(super) fn full(node: &Node) -> String {
    let alarms = node.priority.map_or(String::new(), |priority| format!("; most urgent alarm {}", priority.as_str().to_uppercase()));
    format!("{}: {}{alarms}", node.title, node.detail)
}

/// Places them, with the arrows between neighbours. Where each is.
pub(super) fn place(scene: &Scene, nets: &Nets, columns: &Columns, layout: &mut Layout) -> BTreeMap<Part, Rect> {
    let mut places = BTreeMap::new();
    let mut x = columns.left;
    let gap = nets.chain.iter().map(|arrow| measured("small", &arrow.label)).max().unwrap_or(0) + 34;
    for node in &scene.edge {
        let title = shortened(&node.title, ROOM, |text| measured("strong", text));
        let detail = shortened(&node.detail, ROOM, |text| measured("dim small", text));
        let beside = if node.priority.is_some() { BADGE } else { 0 };
        let width = (measured("strong", &title) + beside).max(measured("dim small", &detail)) + 2 * PAD;
        let rect = Rect { x, y: EDGE_TOP, width, height: EDGE_HEIGHT };
        layout.boxes.push(Placed {
            rect,
            class: node.part.class(),
            title: full(node),
            labels: vec![
                Label::start("strong", (x + PAD, EDGE_TOP + 22), title),
                Label::start("dim small", (x + PAD, EDGE_TOP + 40), detail),
            ],
            pills: Vec::new(),
            badge: node.priority.map(|priority| (badge(rect.right(), EDGE_TOP + 17), priority)),
        });
        places.insert(node.part.clone(), rect);
        x += width + gap;
    }
    for arrow in &nets.chain {
        let (Some(from), Some(to)) = (places.get(&arrow.from), places.get(&arrow.to)) else { continue };
        let y = from.middle();
        let (start, end, step) = if from.x < to.x { (from.right(), to.x, 1) } else { (from.x, to.right(), -1) };
        layout.labels.push(Label::middle("small", (start.midpoint(end), y - 5), arrow.label.clone()));
        layout.wires.push(Wire {
            class: arrow.to.class(),
            dashed: arrow.use_of_api,
            title: scene.sentence(arrow),
            points: vec![(start, y), (end, y)],
            head: Some(((end, y), (step, 0))),
            dot: None,
        });
    }
    places
}
