//! From top to bottom: the load balancer, the zones' names, the tiers with their parts, and what AWS runs outside the VPC.

use std::collections::BTreeMap;

use super::columns::{BADGE, Columns, INSET, PAD};
use super::nets::Nets;
use super::shapes::{Label, Layout, Placed, Rect, measured};
use super::{MARGIN, SLOT};
use crate::graph::scene::{Cells, Node, Part, Scene};
use crate::picture::shortened;

const GAP: u32 = 8;
const HEADER: u32 = 26;
const PILL: u32 = 22;

/// The vertical half of the layout, which the lanes need before they have a horizontal one.
pub(super) struct Bands {
    /// Top and height of each part.
    spans: BTreeMap<Part, (u32, u32)>,
    /// The VPC's.
    vpc: (u32, u32),
    /// Base line of the zones' names.
    zones: u32,
    /// Top and height of each tier.
    tiers: Vec<(u32, u32)>,
    /// Where everything ends.
    pub bottom: u32,
}

impl Bands {
    pub fn of(scene: &Scene, nets: &Nets, top: u32) -> Self {
        let mut spans = BTreeMap::new();
        let mut y = top + 30;
        let mut stack = |nodes: &mut dyn Iterator<Item = &Node>, y: &mut u32| {
            for node in nodes {
                let height = height(node, nets);
                spans.insert(node.part.clone(), (*y, height));
                *y += height + GAP;
            }
        };
        stack(&mut scene.entry.iter(), &mut y);
        let zones = y + 16;
        y += HEADER;
        let mut tiers = Vec::new();
        for tier in &scene.tiers {
            let from = y;
            y += HEADER;
            stack(&mut tier.nodes.iter(), &mut y);
            tiers.push((from, y - from));
            y += GAP;
        }
        let vpc = (top, y + 4 - top);
        y += 24;
        if !scene.regional.is_empty() {
            y += HEADER;
            stack(&mut scene.regional.iter(), &mut y);
        }
        Self { spans, vpc, zones, tiers, bottom: y }
    }

    /// Where a line may leave or reach a part: the place's number among as many on that side.
    pub fn slot(&self, part: &Part, number: u32, of: u32) -> u32 {
        let (top, height) = self.spans.get(part).copied().unwrap_or_default();
        top + height.saturating_sub(of * SLOT) / 2 + number * SLOT + SLOT - 3
    }

    /// Parts by their place, from top to bottom.
    pub fn top(&self, part: &Part) -> u32 {
        self.spans.get(part).map_or(0, |(top, _)| *top)
    }

    pub fn place(&self, scene: &Scene, columns: &Columns, layout: &mut Layout) {
        let vpc = Rect { x: MARGIN, y: self.vpc.0, width: columns.end - MARGIN, height: self.vpc.1 };
        layout.frames.push(("g-vpc", vpc));
        layout.labels.push(Label::start("strong", (columns.left + INSET, vpc.y + 20), scene.vpc.clone()));
        for (tier, (y, height)) in scene.tiers.iter().zip(&self.tiers) {
            let rect = Rect { x: columns.left, y: *y, width: columns.right() - columns.left, height: *height };
            layout.frames.push(("g-tier", rect));
            layout.labels.push(Label::start("strong small", (columns.left + INSET + 6, y + 17), tier.title));
            for (index, range) in (0..).zip(&tier.ranges) {
                layout.labels.push(Label::middle("dim small", (columns.zone_x(index) + columns.zone / 2, y + 17), range.clone()));
            }
        }
        let bottom = self.tiers.last().map_or(self.zones, |(y, height)| y + height);
        for (index, zone) in (0..).zip(&scene.zones) {
            let rect =
                Rect { x: columns.zone_x(index) + 5, y: self.zones - 18, width: columns.zone - 10, height: bottom + 4 - (self.zones - 18) };
            layout.frames.push(("g-zone", rect));
            layout.labels.push(Label::middle("strong", (columns.zone_x(index) + columns.zone / 2, self.zones), zone.clone()));
        }
        if let Some(first) = scene.regional.first() {
            let at = (columns.left + INSET, self.top(&first.part) - 10);
            layout.labels.push(Label::start("strong small", at, "of the region, outside the VPC"));
        }
        for node in scene.bands() {
            let (y, height) = self.spans.get(&node.part).copied().unwrap_or_default();
            layout.boxes.push(placed(node, columns, columns.band(y, height)));
        }
    }
}

/// Two lines of text, or one where there are no cells beside it; and a place for every line that comes or goes.
fn height(node: &Node, nets: &Nets) -> u32 {
    let (left, right) = nets.slots(&node.part);
    let text = if matches!(node.cells, Cells::None) { 32 } else { 46 };
    text.max(left.max(right) * SLOT + 10)
}

fn placed(node: &Node, columns: &Columns, rect: Rect) -> Placed {
    let x = rect.x + PAD;
    let room = columns.room(node.priority.is_some());
    let fit = |class: &'static str, text: &str, room: u32| shortened(text, room, |text| measured(class, text));
    let middle = rect.middle();
    let mut labels = Vec::new();
    let mut pills = Vec::new();
    let title = fit("strong", &node.title, room);
    match &node.cells {
        Cells::None => {
            labels.push(Label::start("strong", (x, middle + 5), title));
            let detail = fit("dim small", &node.detail, columns.all_zones() - 2 * PAD);
            labels.push(Label::start("dim small", (columns.zone_x(0) + PAD, middle + 4), detail));
        }
        Cells::PerZone(cells) => {
            for (index, text) in (0..).zip(cells) {
                if let Some(text) = text {
                    pills.push(pill(columns.zone_x(index), columns.zone, middle, text));
                }
            }
        }
        Cells::Anywhere(texts) => {
            let each = columns.all_zones() / u32::try_from(texts.len()).unwrap_or(u32::MAX).max(1);
            for (index, text) in (0..).zip(texts) {
                pills.push(pill(columns.zone_x(0) + index * each, each, middle, text));
            }
        }
    }
    if labels.is_empty() {
        labels.push(Label::start("strong", (x, middle - 4), fit("strong", &node.title, room)));
        labels.push(Label::start("dim small", (x, middle + 12), fit("dim small", &node.detail, room)));
    }
    let badge = node.priority.map(|priority| (badge(columns.zone_x(0), middle), priority));
    Placed { rect, class: node.part.class(), title: super::edge::full(node), labels, pills, badge }
}

/// To the left of a point.
pub(super) fn badge(right: u32, middle: u32) -> Rect {
    Rect { x: right - BADGE, y: middle - 8, width: BADGE - 8, height: 16 }
}

fn pill(x: u32, width: u32, middle: u32, text: &str) -> (Rect, Label) {
    let rect = Rect { x: x + 14, y: middle - PILL / 2, width: width - 28, height: PILL };
    (rect, Label::middle("small", (x + width / 2, middle + 4), text))
}
