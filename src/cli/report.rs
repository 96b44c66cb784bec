//! `tfgen report`

use std::path::PathBuf;

use clap::{ArgGroup, Args, ValueHint};

use super::{Day, Input};

/// Write one page about one or more environments, to be read before they are deployed.
///
/// What they cost, who may talk to whom, what the guardrails say and were told not to mind, what happens when something fails, the incidents
/// that tfgen comes from as they were and as they would be here, who is told of what, and every value with who set it. One HTML file without
/// any other: it works offline and on paper. Exits with 1 where the guardrails find errors; the page is written all the same.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("report-which").required(true), after_help = "Examples:
  tfgen report --env prod --out report.html
  tfgen report --all --out report.html        every environment, side by side")]
pub struct ReportArgs {
    /// An environment; may be repeated
    #[arg(long = "env", value_name = "NAME", group = "report-which")]
    pub environments: Vec<String>,
    /// Every environment
    #[arg(long, group = "report-which", conflicts_with = "environments")]
    pub all: bool,
    /// Write it to this file instead of standard output; one that is there is replaced
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub out: Option<PathBuf>,
    /// Where the architecture is.
    #[command(flatten)]
    pub input: Input,
    /// The day on which it is asked.
    #[command(flatten)]
    pub day: Day,
}
