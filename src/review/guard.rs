//! Whether a plan destroys more than somebody agreed to.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};

use super::plan::Plan;
use super::tally::Tally;

/// What was shown to the reviewers, kept for the day it is applied. Addresses and numbers only: no value of the plan.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    /// The environment's name.
    pub environment: String,
    /// Resources to be made.
    pub add: usize,
    /// Resources to be changed in place.
    pub change: usize,
    /// Whether applying would do anything at all.
    pub changes: bool,
    /// Everything that exists and would be gone, or be another thing: sorted addresses.
    pub destroy: BTreeSet<String>,
}

/// What became of the comparison.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing is destroyed that nobody agreed to; how much is.
    Agreed(usize),
    /// These are destroyed, and nobody agreed.
    Refused(Vec<String>),
}

impl Reviewed {
    /// What there is to agree to.
    pub fn of(plan: &Plan, environment: &str) -> Self {
        let tally = Tally::of(plan);
        Self {
            environment: environment.to_owned(),
            add: tally.add,
            change: tally.change,
            changes: !tally.is_empty(),
            destroy: destroyed(plan).collect(),
        }
    }

    /// Reads what `tfgen ci summarize --format json` printed.
    ///
    /// # Errors
    /// Text that is something else.
    pub fn read(text: &[u8]) -> Result<Self> {
        serde_json::from_slice(text).context("it is not what `tfgen ci summarize --format json` prints")
    }
}

/// Holds a plan against what was reviewed: by name, so that as many others are not taken for the same.
pub fn judge(plan: &Plan, reviewed: &Reviewed) -> Verdict {
    let more: BTreeSet<String> = destroyed(plan).filter(|object| !reviewed.destroy.contains(object)).collect();
    if more.is_empty() { Verdict::Agreed(destroyed(plan).count()) } else { Verdict::Refused(more.into_iter().collect()) }
}

/// Holds a plan against a number that somebody typed.
pub fn accept(plan: &Plan, number: usize) -> Verdict {
    let all: Vec<String> = destroyed(plan).collect();
    if all.len() <= number { Verdict::Agreed(all.len()) } else { Verdict::Refused(all) }
}

fn destroyed(plan: &Plan) -> impl Iterator<Item = String> + '_ {
    plan.changes().filter(|(_, action)| action.destroys()).map(|(resource, _)| resource.object())
}
