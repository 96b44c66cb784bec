//! From the model to views: one for each module, holding every decision a template would otherwise have to take. CIDRs, names, flows and
//! what is wired to what are settled here.

pub mod bootstrap;
pub mod bucket;
pub mod cdn;
pub mod cidr;
pub mod dns;
pub mod flows;
pub mod keys;
pub mod load_balancer;
mod module;
pub mod names;
pub mod network;
pub mod observability;
pub mod root;
pub mod security;
pub mod service;
pub mod waf;

pub use module::{Expression, Input, Module, Output, Root, SHARED_FILES, View};
