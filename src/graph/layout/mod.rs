//! Where everything is. Parts in the zones are bands, one below the other, across the columns; lines run beside them and never across: what
//! the load balancer opens on the left, what services open on the right, in a lane for each target. So nothing has to be moved out of the way
//! of anything, whatever there is of it.

mod bands;
mod columns;
mod edge;
mod legend;
mod nets;
mod shapes;
mod wires;

use crate::graph::scene::Scene;
use bands::Bands;
use columns::Columns;
use nets::Nets;
pub(super) use shapes::{Badge, Label, Layout, Placed, Point, Rect, Wire};

/// Around everything.
const MARGIN: u32 = 16;
/// Between two lines that run side by side.
const LANE: u32 = 14;
/// Between the places at a part's side.
const SLOT: u32 = 16;
/// The parts on the edge.
const EDGE_TOP: u32 = 52;
const EDGE_HEIGHT: u32 = 52;

/// Places everything.
pub(super) fn layout(scene: &Scene) -> Layout {
    let nets = Nets::of(scene);
    let tracks = nets.tracks();
    let track = |index: usize| EDGE_TOP + EDGE_HEIGHT + 24 + LANE * u32::try_from(index).unwrap_or(u32::MAX);
    // The first one is the way down to the load balancer.
    let top = track(tracks.len() + 1) + 4;
    let bands = Bands::of(scene, &nets, top);
    let channels =
        wires::Channels::of(&nets, &bands, |hub| tracks.iter().position(|track| *track == hub).map_or(0, |index| track(index + 1)));
    let columns = Columns::of(scene, nets.margins(scene), channels.left_lanes, channels.right_lanes);

    let mut layout = Layout::default();
    layout.labels.push(Label::start("strong", (MARGIN, 30), scene.heading.clone()));
    bands.place(scene, &columns, &mut layout);
    let edge = edge::place(scene, &nets, &columns, &mut layout);
    wires::drop(scene, &nets, &edge, track(0), &mut layout);
    channels.draw(scene, &nets, &edge, &columns, &mut layout);

    let right = layout.boxes.iter().map(|placed| placed.rect.right()).chain(layout.frames.iter().map(|(_, rect)| rect.right())).max();
    let legend = legend::place(bands.bottom + 30, &mut layout);
    layout.width = right.unwrap_or(0).max(legend) + MARGIN;
    layout.height = bands.bottom + 50;
    layout
}
