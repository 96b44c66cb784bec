//! The commands, as they are typed.

mod check;
mod general;
mod graph;
mod init;
mod lint;
mod mistakes;
mod ownership;
mod rehearse;
mod render;
mod show;
