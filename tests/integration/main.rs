//! Everything that is tested from outside, in one binary.

mod awkward;
mod cli;
mod front_end;
mod house;
mod layout;
mod readme;
mod rendering;
mod scripts;
mod snapshots;
mod stability;
mod support;
mod tools;
