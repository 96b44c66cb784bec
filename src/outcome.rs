//! The only exit codes. Scripts rely on them, so a number never changes its meaning.

use std::process::ExitCode;

/// How a run ended. The later of two is the one to report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Outcome {
    /// Nothing to report.
    Clean = 0,
    /// The architecture is wrong.
    Wrong = 1,
    /// The command line is wrong.
    Usage = 2,
    /// The committed output is not what the architecture renders to, or a plan not what was agreed to.
    Stale = 3,
    /// Something could not be read or written, or a file in the way is not ours.
    Failed = 4,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome as u8)
    }
}
