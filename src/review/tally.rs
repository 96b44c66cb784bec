//! How much a plan does.

use super::plan::{Action, Plan};

/// Counted as the engine does: what is replaced is both added and destroyed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Made.
    pub add: usize,
    /// Changed in place.
    pub change: usize,
    /// Destroyed.
    pub destroy: usize,
    /// How many of both are one thing, replaced.
    pub replace: usize,
    /// Moved, imported or forgotten: a change of the state alone.
    pub state: usize,
    /// Outputs that change.
    pub outputs: usize,
}

impl Tally {
    /// Counts.
    pub fn of(plan: &Plan) -> Self {
        let mut tally = Self { outputs: plan.outputs().count(), ..Self::default() };
        for (_, action) in plan.changes() {
            match action {
                Action::Create => tally.add += 1,
                Action::Update => tally.change += 1,
                Action::Delete | Action::Unknown => tally.destroy += 1,
                Action::Replace => {
                    tally.add += 1;
                    tally.destroy += 1;
                    tally.replace += 1;
                }
                Action::NoOp | Action::Forget => tally.state += 1,
                Action::Read => {}
            }
        }
        tally
    }

    /// Whether applying would do nothing at all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
