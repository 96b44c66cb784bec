//! Everything that is tested from outside, in one binary.

mod awkward;
mod checkov;
mod cli;
mod databases;
mod edge;
mod front_end;
mod graph;
mod house;
mod identity;
mod layout;
mod mistakes;
mod promises;
mod readme;
mod rendered;
mod rendering;
mod robustness;
mod runbook;
mod scripts;
mod snapshots;
mod stability;
mod storage;
mod support;
mod tools;
mod workers;
