//! Everything that is tested from outside, in one binary.

mod cli;
mod front_end;
mod identity;
mod layout;
mod readme;
mod rendered;
mod runbook;
mod support;
mod workers;
