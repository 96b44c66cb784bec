//! Everything that is tested from outside, in one binary.

mod awkward;
mod cli;
mod front_end;
mod house;
mod layout;
mod mistakes;
mod readme;
mod rendering;
mod robustness;
mod scripts;
mod snapshots;
mod stability;
mod storage;
mod support;
mod tools;
