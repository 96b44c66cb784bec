//! tfgen: one typed architecture file in, plain Terraform out.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod config;
pub mod diagnostic;
pub mod guardrails;
pub mod model;
pub mod plan;
pub mod render;
