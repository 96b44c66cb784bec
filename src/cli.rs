//! The command line: what can be said, and what `--help` says about it.

mod ci;
mod diff;
mod rehearse;
mod report;
mod views;

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Error;
use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum, ValueHint};

use crate::command;
use crate::diagnostic::Diagnostic;
use crate::guardrails::Date;
use crate::outcome::Outcome;
use crate::screen::Screen;
pub use diff::{DiffArgs, DiffFormat};
pub use rehearse::{RehearseArgs, RehearseFormat};
pub use report::ReportArgs;
pub use views::{CostArgs, GraphArgs, GraphFormat, MatrixArgs, Shown, ViewFormat};

pub use ci::{CiArgs, CiCommand, CiMatrixArgs, GithubArgs, GuardArgs, SummarizeArgs, SummaryFormat};

/// Turns one typed architecture file into the Terraform of every environment.
#[derive(Debug, Parser)]
#[command(name = "tfgen", version, arg_required_else_help = true, after_help = EXIT_CODES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Say nothing of what goes as it should, and not how far a long run has come
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

/// One variant a subcommand, one file in `command/` a variant.
#[derive(Debug, Subcommand)]
#[allow(missing_docs)]
pub enum Command {
    Check(CheckArgs),
    Ci(CiArgs),
    Completions(CompletionsArgs),
    Cost(CostArgs),
    Diff(DiffArgs),
    Explain(ExplainArgs),
    Graph(GraphArgs),
    Init(InitArgs),
    Lint(LintArgs),
    Matrix(MatrixArgs),
    Rehearse(RehearseArgs),
    Render(RenderArgs),
    Report(ReportArgs),
    Show(ShowArgs),
}

/// Render the Terraform of one or more environments.
///
/// Only files that differ are written. Files that tfgen did not generate are never touched: where one is in the way, nothing is
/// written to that folder of the output.
/// Neither is a generated file that was edited: give the edit up with `--overwrite`, or keep it with `unmanaged = ["main.tf"]` in the
/// architecture.
/// The root that creates the state bucket and, where there is a `github` block, the roles for it is rendered along, to `bootstrap/`; the
/// roles in another account to `bootstrap-ACCOUNT/`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  tfgen render --env dev               render modules-out/dev/
  tfgen render --env dev --env prod    render two environments
  tfgen render --all --dry-run         say what would be written
  tfgen render --all --changed-since main
                                       leave out what is as it was at `main`
  tfgen render --all --file infra/     read every *.hcl in infra/ as one architecture")]
pub struct RenderArgs {
    /// What to render, and where.
    #[command(flatten)]
    pub target: Target,
    /// Write nothing, only say what would be written
    #[arg(long)]
    pub dry_run: bool,
    /// Replace or remove this generated file, or all of this folder, even if it was edited; may be repeated
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub overwrite: Vec<PathBuf>,
    /// Parse the Terraform again before it is written
    #[arg(long)]
    pub verify: bool,
    /// Wait until the disk has everything, so that a power failure loses nothing
    #[arg(long)]
    pub fsync: bool,
    /// How long to wait while another tfgen writes
    #[arg(long, value_name = "SECONDS", default_value = "10")]
    pub lock_timeout: u16,
}

/// Compare what is on disk with what would be rendered.
///
/// Nothing is written. Says of every file that is stale why, shows what would change, and exits with 3.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  tfgen check --all                    in CI: fail when modules-out/ was not rendered again
  tfgen check --all --format github    … and annotate the pull request
  tfgen check --env dev                show what `tfgen render --env dev` would change")]
pub struct CheckArgs {
    /// What to compare, and where.
    #[command(flatten)]
    pub target: Target,
    /// How to print what is stale
    #[arg(long, value_enum, default_value = "human")]
    pub format: CheckFormat,
}

/// How `check` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people
    Human,
    /// For programs
    Json,
    /// Annotations of a GitHub workflow
    Github,
}

/// Check that the numbers of one or more environments can work together.
///
/// Nothing is written. `render` and `check` do the same first, and stop at errors. A finding that is meant is waived in the architecture:
/// allow "RULE" { reason = "…"  until = "2027-03-31" }
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("lint-which").required(true), after_help = "Examples:
  tfgen lint --all --deny-warnings             in CI: fail on warnings, too
  tfgen lint --all --format github             … and annotate the pull request
  tfgen lint --env prod --format sarif > prod.sarif
  tfgen explain                                list the rules")]
pub struct LintArgs {
    /// An environment; may be repeated
    #[arg(long = "env", value_name = "NAME", group = "lint-which")]
    pub environments: Vec<String>,
    /// Every environment
    #[arg(long, group = "lint-which", conflicts_with = "environments")]
    pub all: bool,
    /// Where the architecture is.
    #[command(flatten)]
    pub input: Input,
    /// How to print what is found
    #[arg(long, value_enum, default_value = "human")]
    pub format: LintFormat,
    /// Exit with 1 on warnings as well
    #[arg(long)]
    pub deny_warnings: bool,
    /// The day on which it is asked.
    #[command(flatten)]
    pub day: Day,
}

/// How `lint` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LintFormat {
    /// For people
    Human,
    /// For programs
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of a GitHub workflow
    Github,
}

/// The day on which it is asked: waivers expire.
#[derive(Clone, Debug, Args)]
pub struct Day {
    /// The day to take for today, instead of the system's
    #[arg(long, value_name = "YYYY-MM-DD", hide = true)]
    pub today: Option<Date>,
}

impl Day {
    /// As told, or the system's, in UTC.
    pub fn get(&self) -> Date {
        let system = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() / 86_400);
        self.today.unwrap_or_else(|| Date::since_1970(system()))
    }
}

/// Explain a rule, or list all of them.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  tfgen explain
  tfgen explain grace-period-shorter-than-startup")]
pub struct ExplainArgs {
    /// The rule
    #[arg(value_name = "RULE")]
    pub rule: Option<String>,
}

/// Environments, the architecture they come from, the folder they go to.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("which").required(true))]
pub struct Target {
    /// An environment; may be repeated
    #[arg(long = "env", value_name = "NAME", group = "which")]
    pub environments: Vec<String>,
    /// Every environment
    #[arg(long, group = "which", conflicts_with = "environments")]
    pub all: bool,
    /// Of these, only the environments that a change since this revision can affect: that the others are as they were rendered is trusted
    #[arg(long, value_name = "GIT-REV")]
    pub changed_since: Option<String>,
    /// Where the architecture is.
    #[command(flatten)]
    pub input: Input,
    /// Folder that the environments' folders are in
    #[arg(long, value_name = "DIR", default_value = "modules-out", value_hint = ValueHint::DirPath)]
    pub out: PathBuf,
    /// The day on which it is asked.
    #[command(flatten)]
    pub day: Day,
}

/// Where the architecture is.
#[derive(Clone, Debug, Args)]
pub struct Input {
    /// The architecture: a file, or a folder whose *.hcl files are read as one document
    #[arg(long, value_name = "PATH", default_value = "architecture.hcl", value_hint = ValueHint::AnyPath)]
    pub file: PathBuf,
}

/// Show an environment with its overlay merged and every default filled in.
///
/// As HCL, the result is an architecture file itself: of this one environment.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  tfgen show --env prod                     the resolved architecture
  tfgen show --env prod --origins           … and who set each value, where
  tfgen show --env prod --format json | jq .network")]
pub struct ShowArgs {
    /// The environment
    #[arg(long = "env", value_name = "NAME")]
    pub environment: String,
    /// Say for every value whether it is a default, from the base or from the environment, and where it was set
    #[arg(long)]
    pub origins: bool,
    /// How to print it
    #[arg(long, value_enum, default_value = "hcl")]
    pub format: Format,
    /// Where the architecture is.
    #[command(flatten)]
    pub input: Input,
}

/// How `show` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// As an architecture file
    Hcl,
    /// For programs
    Json,
}

/// Write a commented architecture file to start from.
///
/// It describes three environments and renders as it is. A file that exists is never overwritten.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  tfgen init            write architecture.hcl here
  tfgen init infra      write infra/architecture.hcl")]
pub struct InitArgs {
    /// Folder to write it to; created if it is missing
    #[arg(value_name = "DIR", default_value = ".", value_hint = ValueHint::DirPath)]
    pub dir: PathBuf,
}

/// Print a completion script for a shell.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  tfgen completions bash > ~/.local/share/bash-completion/completions/tfgen
  tfgen completions fish > ~/.config/fish/completions/tfgen.fish")]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

const EXIT_CODES: &str = "Exit codes:
  0  nothing to report
  1  the architecture is wrong
  2  the command line is wrong
  3  the committed output is stale, or what was reviewed is
  4  something could not be read or written, or a file in the way is not tfgen's";

/// Runs the process's command line.
pub fn main() -> Outcome {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(message) => {
            // Help and version are messages, too; whether their reader is still there makes no difference.
            let _ = message.print();
            return if message.use_stderr() { Outcome::Usage } else { Outcome::Clean };
        }
    };
    let mut screen = Screen::new();
    if cli.quiet {
        screen.be_quiet();
    }
    command::run(&cli.command, &mut screen).unwrap_or_else(|error| {
        screen.tell(Diagnostic::error(chain(&error)));
        Outcome::Failed
    })
}

/// The error and its causes on one line, without the system's "(os error 13)".
fn chain(error: &Error) -> String {
    let parts = error.chain().map(|cause| {
        let text = cause.to_string();
        text.split_once(" (os error ").map_or_else(|| text.clone(), |(words, _)| words.to_lowercase())
    });
    parts.collect::<Vec<_>>().join(": ")
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::Cli;

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }
}
