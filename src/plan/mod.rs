//! From the model to views: one for each module, holding every decision a template would otherwise have to take. CIDRs, names, flows and
//! what is wired to what are settled here.

pub mod alarms;
pub mod bootstrap;
pub mod bucket;
mod bucket_access;
pub mod cdn;
pub mod cidr;
pub mod connections;
pub mod database;
pub mod dns;
pub mod flows;
pub mod github;
pub mod keys;
pub mod lessons;
pub mod load_balancer;
pub mod logs;
mod module;
pub mod moved;
pub mod names;
pub mod network;
pub mod observability;
mod queue;
mod review;
pub mod roles;
pub mod root;
mod runbook;
pub mod security;
pub mod service;
pub mod storage;
pub mod waf;

pub use module::{Expression, Input, Module, Output, Root, SHARED_FILES, View};
pub use review::Review;
