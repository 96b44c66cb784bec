//! What `rehearse` is told.

use std::path::PathBuf;

use clap::{ArgGroup, Args, ValueEnum, ValueHint};

use super::Input;
use crate::rehearse::{SEED, Scenario};

/// Play what happens when something fails, in simulated seconds.
///
/// From the numbers of the architecture and the documented behaviour of AWS: when it is noticed and by which alarm, when capacity is back,
/// what fails in between, and whether it heals at all. Nothing is deployed, and guardrails do not stop it. Exits with 1 when something never
/// heals, or when a declared recovery_time_objective_seconds is missed.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("rehearse-which").required(true), after_help = "Examples:
  tfgen rehearse --env prod                            every scenario
  tfgen rehearse --env prod zone-lost scale-in         two of them
  tfgen rehearse --env prod zone-lost --format svg --out zone-lost.svg
  tfgen rehearse --env prod --journey                  the incidents that tfgen comes from, then and now
  tfgen rehearse --sources                             what AWS does, and where that is written")]
pub struct RehearseArgs {
    /// What fails; everything, one after the other, unless some are named
    #[arg(value_name = "SCENARIO", value_enum)]
    pub scenarios: Vec<Scenario>,
    /// An environment; may be repeated
    #[arg(long = "env", value_name = "NAME", group = "rehearse-which")]
    pub environments: Vec<String>,
    /// Every environment
    #[arg(long, group = "rehearse-which", conflicts_with = "environments")]
    pub all: bool,
    /// Print every behaviour of AWS that is relied on, with its source
    #[arg(long, group = "rehearse-which", conflicts_with_all = ["environments", "all", "scenarios", "journey"])]
    pub sources: bool,
    /// Where the architecture is.
    #[command(flatten)]
    pub input: Input,
    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    pub format: RehearseFormat,
    /// Write it to a file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub out: Option<PathBuf>,
    /// What chance is drawn from: the same seed gives the same seconds
    #[arg(long, value_name = "N", default_value_t = SEED)]
    pub seed: u64,
    /// The incidents that tfgen comes from: as they were first configured, and as this architecture has it
    #[arg(long, conflicts_with = "scenarios")]
    pub journey: bool,
}

/// How `rehearse` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RehearseFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// A picture
    Svg,
}
