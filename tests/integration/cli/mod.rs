//! The commands, as they are typed.

mod check;
mod ci;
mod general;
mod init;
mod lint;
mod mistakes;
mod ownership;
mod rehearse;
mod render;
mod show;
