//! Rendered files and the disk.
//!
//! [`compare()`] is the only judge of what is stale: `render` applies its verdict, `check` prints it, so the two cannot disagree.
//! Files without tfgen's header are somebody else's. One where a rendered file belongs stops everything before anything is
//! touched; elsewhere they are ignored, which is how `.terraform/`, state files and hand-written `*.tf` stay.

mod apply;
mod compare;
mod ownership;
mod stale;

pub use apply::apply;
pub use compare::{Change, Comparison, Obstacle, Tally, compare};
pub use ownership::is_generated;
