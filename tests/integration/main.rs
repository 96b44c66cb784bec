//! Everything that is tested from outside, in one binary.

mod cli;
mod front_end;
mod layout;
mod readme;
mod support;
