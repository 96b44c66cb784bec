//! From left to right: lanes, the parts' names, a column for each zone, what is opened by whom, lanes.

use super::shapes::{Rect, measured};
use super::{LANE, MARGIN};
use crate::graph::scene::{Cells, Node, Scene};

/// A badge and the room beside it.
pub(super) const BADGE: u32 = 34;
/// Inside a box, on either side of its text.
pub(super) const PAD: u32 = 14;
/// Bands are narrower than the tier that they stand in.
pub(super) const INSET: u32 = 8;
/// Inside the VPC's frame.
const FRAME: u32 = 14;

pub(super) struct Columns {
    /// The first lane on the left, and further ones to the left of it.
    pub first_left: u32,
    /// Where tiers begin.
    pub left: u32,
    /// Width of the names.
    title: u32,
    /// Width of a zone.
    pub zone: u32,
    zones: u32,
    /// The first lane on the right, and further ones to the right of it.
    pub first_right: u32,
    /// Where the VPC ends.
    pub end: u32,
}

impl Columns {
    pub fn of(scene: &Scene, margins: (u32, u32), left_lanes: u32, right_lanes: u32) -> Self {
        let zones = u32::try_from(scene.zones.len()).unwrap_or(u32::MAX).max(1);
        let left = MARGIN + FRAME + left_lanes * LANE + margins.0;
        let inner = scene.tiers.iter().flat_map(|tier| &tier.nodes);
        let named = inner.clone().map(title_width).chain(scene.tiers.iter().map(|tier| measured("strong small", tier.title) + 2 * PAD));
        let title = named.max().unwrap_or(0).clamp(190, 340);
        let headed = scene.zones.iter().map(|zone| measured("strong", zone));
        let ranged = scene.tiers.iter().flat_map(|tier| &tier.ranges).map(|range| measured("small", range));
        let celled = inner.flat_map(|node| cell_widths(&node.cells, zones));
        let zone = headed.chain(ranged).chain(celled).max().unwrap_or(0).max(110) + 40;
        let mut columns = Self { first_left: left.saturating_sub(margins.0), left, title, zone, zones, first_right: 0, end: 0 };
        columns.first_right = columns.right() + margins.1;
        columns.end = columns.first_right + right_lanes * LANE + FRAME - if right_lanes > 0 { LANE / 2 } else { 0 };
        columns
    }

    /// Where tiers end.
    pub fn right(&self) -> u32 {
        self.left + self.title + self.zones * self.zone + INSET
    }

    /// A part of a tier.
    pub fn band(&self, y: u32, height: u32) -> Rect {
        Rect { x: self.left + INSET, y, width: self.right() - self.left - 2 * INSET, height }
    }

    /// Where a zone's column begins.
    pub fn zone_x(&self, index: u32) -> u32 {
        self.left + self.title + index * self.zone
    }

    /// All zones together.
    pub fn all_zones(&self) -> u32 {
        self.zones * self.zone
    }

    /// Room for the name of a part, beside its badge.
    pub fn room(&self, badge: bool) -> u32 {
        (self.title - INSET).saturating_sub(PAD + beside(badge))
    }
}

fn title_width(node: &Node) -> u32 {
    measured("strong", &node.title).max(measured("small", &node.detail)) + INSET + PAD + beside(node.priority.is_some())
}

/// What follows a name: a badge and the room before it, or room alone.
fn beside(badge: bool) -> u32 {
    if badge { BADGE + INSET } else { INSET }
}

/// What a zone must be wide for what stands in it.
fn cell_widths(cells: &Cells, zones: u32) -> Vec<u32> {
    match cells {
        Cells::None => Vec::new(),
        Cells::PerZone(cells) => cells.iter().flatten().map(|text| measured("small", text)).collect(),
        Cells::Anywhere(texts) => {
            let count = u32::try_from(texts.len()).unwrap_or(u32::MAX);
            let widest = texts.iter().map(|text| measured("small", text)).max().unwrap_or(0);
            vec![(count * (widest + 40)).div_ceil(zones)]
        }
    }
}
