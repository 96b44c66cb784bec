//! Pictures, drawn by tfgen itself: what every SVG of this program shares.

mod measure;
mod svg;

pub use measure::{bold_width, fitted, shortened, width};
pub use svg::{Svg, escape};
