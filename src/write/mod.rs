//! Rendered files and the disk.
//!
//! [`compare()`] is the only judge of what is stale: `render` applies its verdict, `check` prints it, so the two cannot disagree. It looks at
//! a [`Tree`]: a folder and all that tfgen has in it, with a manifest, `.tfgen.json`, of what was written there.
//!
//! | a file on disk | is |
//! |---|---|
//! | equal to what is rendered | right, whoever wrote it |
//! | with a text that the manifest has the digest of | ours, to be replaced or removed |
//! | listed in the manifest with another text, or with our header and not listed | held: somebody's work may be in it; they decide |
//! | anything else | somebody else's: ignored, or in the way, where it stops the tree before anything is touched |
//!
//! So `.terraform/`, state files and hand-written `*.tf` stay, and without a manifest nothing is lost: what has our header and is not equal is held.

mod apply;
mod cause;
mod change;
mod compare;
mod digest;
mod fresh;
mod lock;
mod manifest;
mod overwrite;
mod ownership;
mod reader;
mod replace;
mod tree;
mod walk;

pub use apply::apply;
pub use cause::{Cause, Stale};
pub use change::{Change, Doubt, Obstacle, Tally};
pub use compare::{Comparison, compare};
pub use digest::Digest;
pub use lock::Lock;
pub use manifest::{Manifest, NAME as MANIFEST, State, VERSION};
pub use overwrite::{Overwrite, means};
pub use ownership::is_generated;
pub use tree::Tree;
