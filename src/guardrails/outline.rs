//! What rules that compare environments look at: so little of each that a thousand of them fit into memory.

use ipnet::Ipv4Net;

use super::weaker_than_another_environment::strengths;
use crate::model::{Architecture, Name, ObjectKey};
use crate::plan::names;

/// An environment beside others.
#[derive(Debug)]
pub struct Outline {
    /// Its name.
    pub(super) environment: Name,
    pub(super) production: bool,
    pub(super) cidr_block: Ipv4Net,
    /// Of its state.
    pub(super) key: ObjectKey,
    /// Generated names: what each names, and the name.
    pub(super) names: Box<[(&'static str, String)]>,
    /// How much it has of what production should have no less of.
    pub(super) ranks: Box<[(String, u64)]>,
}

/// Makes an environment again of which something is to be said. Most of the time nothing is.
pub type Again<'a> = dyn Fn(&Name) -> Option<Architecture> + 'a;

impl Outline {
    /// Of an environment.
    pub fn of(architecture: &Architecture) -> Self {
        Self {
            environment: architecture.environment.clone(),
            production: architecture.production,
            cidr_block: architecture.network.cidr_block.net(),
            key: architecture.state.key.clone(),
            names: names::limited(architecture).into_iter().map(|limited| (limited.what, limited.name)).collect(),
            ranks: strengths(architecture).into_iter().map(|strength| (strength.what, strength.rank)).collect(),
        }
    }
}
