//! tfgen: one typed architecture file in, plain Terraform out.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod cli;
mod command;
pub mod config;
pub mod diagnostic;
pub mod guardrails;
pub mod model;
pub mod outcome;
pub mod plan;
pub mod project;
pub mod render;
pub mod screen;
pub mod write;
