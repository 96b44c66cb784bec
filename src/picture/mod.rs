//! Pictures, drawn by tfgen itself: what every SVG of this program shares.

mod svg;

pub use svg::{Svg, escape, fits, fitted};
