//! The lines beside the parts.

use std::collections::BTreeMap;

use super::LANE;
use super::bands::Bands;
use super::columns::{Columns, INSET};
use super::nets::{Net, Nets, lanes};
use super::shapes::{Head, Label, Layout, Point, Rect, Wire, measured};
use crate::graph::scene::{Arrow, Part, Scene};

/// One net's heights: of its hub, and of the other end of each arrow.
struct Heights {
    hub: u32,
    ends: Vec<u32>,
}

impl Heights {
    fn span(&self) -> (u32, u32) {
        let all = || self.ends.iter().copied().chain([self.hub]);
        (all().min().unwrap_or(0), all().max().unwrap_or(0))
    }
}

/// The lanes on both sides.
pub(super) struct Channels {
    left: Vec<(Heights, u32)>,
    right: Vec<(Heights, u32)>,
    pub left_lanes: u32,
    pub right_lanes: u32,
}

impl Channels {
    /// Heights first: lanes follow from them. `track` is the height of a hub on the edge.
    pub fn of(nets: &Nets, bands: &Bands, track: impl Fn(&Part) -> u32) -> Self {
        let side = |side: &[Net], slots: &dyn Fn(&Part) -> u32| {
            let mut used: BTreeMap<Part, u32> = BTreeMap::new();
            let mut next = |part: &Part| {
                let number = used.entry(part.clone()).or_insert(0);
                *number += 1;
                bands.slot(part, *number - 1, slots(part))
            };
            // What arrives at a part is above what leaves it.
            let hubs: Vec<u32> = side.iter().map(|net| if net.hub.on_edge() { track(net.hub) } else { next(net.hub) }).collect();
            let mut order: Vec<usize> = (0..side.len()).collect();
            order.sort_by_key(|index| hubs[*index]);
            let mut ends: Vec<Vec<u32>> = vec![Vec::new(); side.len()];
            for index in order {
                let net = &side[index];
                ends[index] = net.arrows.iter().map(|arrow| next(net.other(arrow))).collect();
            }
            let heights: Vec<Heights> = hubs.into_iter().zip(ends).map(|(hub, ends)| Heights { hub, ends }).collect();
            let (lanes, count) = lanes(&heights.iter().map(Heights::span).collect::<Vec<_>>());
            (heights.into_iter().zip(lanes).collect::<Vec<_>>(), count)
        };
        let (left, left_lanes) = side(&nets.left, &|part| nets.slots(part).0);
        let (right, right_lanes) = side(&nets.right, &|part| nets.slots(part).1);
        Self { left, right, left_lanes, right_lanes }
    }

    pub fn draw(&self, scene: &Scene, nets: &Nets, edge: &BTreeMap<Part, Rect>, columns: &Columns, layout: &mut Layout) {
        let side = columns.left + INSET;
        for (net, (heights, lane)) in nets.left.iter().zip(&self.left) {
            let x = columns.first_left - lane * LANE - LANE / 2;
            let hub = match edge.get(net.hub) {
                Some(rect) => vec![(rect.x + rect.width / 3, rect.bottom()), (rect.x + rect.width / 3, heights.hub), (x, heights.hub)],
                None => vec![(side, heights.hub), (x, heights.hub)],
            };
            trunk(net, heights, x, hub, None, layout);
            for (arrow, y) in net.arrows.iter().zip(&heights.ends) {
                let at = (side - 12 - measured("small", &arrow.label), y - 4);
                layout.labels.push(Label::start("small", at, arrow.label.clone()));
                let points = vec![(x, *y), (side, *y)];
                branch(scene, arrow, points, Some(((side, *y), (1, 0))), dot(heights, x, *y), layout);
            }
        }
        let side = columns.right() - INSET;
        for (net, (heights, lane)) in nets.right.iter().zip(&self.right) {
            let x = columns.first_right + lane * LANE + LANE / 2;
            let (hub, head) = match edge.get(net.hub) {
                Some(rect) => {
                    let to = (rect.x + rect.width * 2 / 3, rect.bottom());
                    (vec![(x, heights.hub), (to.0, heights.hub), to], (to, (0, -1)))
                }
                None => (vec![(x, heights.hub), (side, heights.hub)], ((side, heights.hub), (-1, 0))),
            };
            trunk(net, heights, x, hub, Some(head), layout);
            for (arrow, y) in net.arrows.iter().zip(&heights.ends) {
                layout.labels.push(Label::start("small", (side + 8, y - 4), Nets::words(scene, arrow)));
                branch(scene, arrow, vec![(side, *y), (x, *y)], None, dot(heights, x, *y), layout);
            }
        }
    }
}

/// What is one arrow's alone.
fn branch(scene: &Scene, arrow: &Arrow, points: Vec<Point>, head: Option<Head>, dot: Option<Point>, layout: &mut Layout) {
    let title = scene.sentence(arrow);
    layout.wires.push(Wire { class: arrow.to.class(), dashed: arrow.use_of_api, title, points, head, dot });
}

/// The line that the arrows of a net share, and the way from it to the hub.
fn trunk(net: &Net, heights: &Heights, x: u32, hub: Vec<Point>, head: Option<Head>, layout: &mut Layout) {
    let (top, bottom) = heights.span();
    let dot = dot(heights, x, heights.hub);
    for (points, head, dot) in [(vec![(x, top), (x, bottom)], None, None), (hub, head, dot)] {
        layout.wires.push(Wire { class: net.class(), dashed: net.dashed(), title: String::new(), points, head, dot });
    }
}

/// A junction, where the shared line goes on both ways.
fn dot(heights: &Heights, x: u32, y: u32) -> Option<Point> {
    let (top, bottom) = heights.span();
    (top < y && y < bottom).then_some((x, y))
}

/// From the edge down to the load balancer.
pub(super) fn drop(scene: &Scene, nets: &Nets, edge: &BTreeMap<Part, Rect>, track: u32, layout: &mut Layout) {
    let Some(arrow) = nets.drop else { return };
    let Some(from) = edge.get(&arrow.from) else { return };
    // The load balancer is the first of the bands.
    let Some(to) = layout.boxes.first().map(|placed| placed.rect) else { return };
    let caption = layout.labels.iter().find(|label| label.text == scene.vpc).map_or(0, |label| label.rect().right());
    let start = from.x + from.width / 2;
    let end = start.clamp(caption.max(to.x) + 30, to.right().saturating_sub(80).max(caption.max(to.x) + 30));
    layout.labels.push(Label::start("small", (end + 8, to.y - 10), arrow.label.clone()));
    layout.wires.push(Wire {
        class: arrow.to.class(),
        dashed: false,
        title: scene.sentence(arrow),
        points: vec![(start, from.bottom()), (start, track), (end, track), (end, to.y)],
        head: Some(((end, to.y), (0, 1))),
        dot: None,
    });
}
