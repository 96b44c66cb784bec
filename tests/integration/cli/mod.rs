//! The commands, as they are typed.

mod changed;
mod check;
mod ci;
mod diff;
mod edits;
mod general;
mod graph;
mod init;
mod lint;
mod mistakes;
mod ownership;
mod progress;
mod rehearse;
mod render;
mod show;
mod writing;
