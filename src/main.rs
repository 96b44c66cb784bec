//! The `tfgen` command.
fn main() {}
