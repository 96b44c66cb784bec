//! The architecture as validated types: one domain a file, no I/O, no places in files.

mod bounded;

pub use bounded::Bounded;
