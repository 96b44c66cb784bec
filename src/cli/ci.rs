//! `tfgen ci`: what the workflows of a repository need.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand, ValueEnum, ValueHint};

use super::{Day, Input};
use crate::model::Name;

/// Write the workflows that plan and apply, and do what they ask for.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub struct CiArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: CiCommand,
}

/// One variant a subcommand, one file in `command/ci/` a variant.
#[derive(Debug, Subcommand)]
#[allow(missing_docs)]
pub enum CiCommand {
    Github(GithubArgs),
    Matrix(CiMatrixArgs),
    Summarize(SummarizeArgs),
    Guard(GuardArgs),
}

/// Write .github/workflows: plan, apply, drift and unlock.
///
/// The architecture says for which repository: github { repository = "acme/shop" }. Files that tfgen did not generate are never touched.
/// `tfgen check --all` compares the workflows, too, wherever they have been written beside the architecture.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  tfgen ci github            write .github/workflows beside architecture.hcl
  tfgen ci github --check    in CI: fail when they were not written again
  tfgen ci github --file infra/architecture.hcl --out infra/modules-out --root .")]
pub struct GithubArgs {
    /// Where the architecture is.
    #[command(flatten)]
    pub input: Input,
    /// Folder that the environments' folders are in
    #[arg(long, value_name = "DIR", default_value = "modules-out", value_hint = ValueHint::DirPath)]
    pub out: PathBuf,
    /// Folder of the repository; the architecture's own where it is not given
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub root: Option<PathBuf>,
    /// Write nothing; print what is stale, and exit with 3 if anything is
    #[arg(long)]
    pub check: bool,
    /// Replace this generated file, or all of this folder, even if it was edited; may be repeated
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath, conflicts_with = "check")]
    pub overwrite: Vec<PathBuf>,
    /// The day on which it is asked.
    #[command(flatten)]
    pub day: Day,
}

/// Print the environments whose folder has changed, as JSON for a workflow's matrix.
///
/// Each with its folder, engine, engine's version, region and roles. Asks git, and compares what is committed.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  tfgen ci matrix                   every environment
  tfgen ci matrix --since HEAD^1    what a pull request's merge commit changes")]
pub struct CiMatrixArgs {
    /// Only environments whose folder differs between this revision and HEAD
    #[arg(long, value_name = "REV")]
    pub since: Option<String>,
    /// Where the architecture is.
    #[command(flatten)]
    pub input: Input,
    /// Folder that the environments' folders are in
    #[arg(long, value_name = "DIR", default_value = "modules-out", value_hint = ValueHint::DirPath)]
    pub out: PathBuf,
    /// Folder of the repository; the architecture's own where it is not given
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub root: Option<PathBuf>,
}

/// Print what a plan does: a table, what is destroyed, every change.
///
/// Values that are marked sensitive are never printed. A comment is cut where GitHub would refuse it, a summary where GitHub would drop it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  terraform plan -out=plan && terraform show -json plan > plan.json
  tfgen ci summarize plan.json --env dev > comment.md
  tfgen ci summarize plan.json --env dev --format summary >> \"$GITHUB_STEP_SUMMARY\"
  tfgen ci summarize plan.json --env dev --format json > reviewed.json")]
pub struct SummarizeArgs {
    /// The plan, as `terraform show -json` prints it
    #[arg(value_name = "PLAN.json", value_hint = ValueHint::FilePath)]
    pub plan: PathBuf,
    /// The environment that is planned
    #[arg(long = "env", value_name = "NAME")]
    pub environment: Name,
    /// How to print it
    #[arg(long, value_enum, default_value = "comment")]
    pub format: SummaryFormat,
    /// Where the whole plan can be read, for a comment that is cut
    #[arg(long, value_name = "URL", value_parser = link)]
    pub link: Option<String>,
}

/// How `ci summarize` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SummaryFormat {
    /// Markdown of at most 65,536 characters, for a pull request
    Comment,
    /// Markdown of at most 1 MiB, for a job's summary
    Summary,
    /// What `tfgen ci guard` holds a later plan against: addresses and numbers, no values
    Json,
}

/// Refuse a plan that destroys more than was agreed to.
///
/// Exits with 3 if it does: what was agreed to is stale. Resources are compared by address: others, as many, are more.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("agreed").required(true), after_help = "Examples:
  tfgen ci guard plan.json --env dev --reviewed reviewed.json
  tfgen ci guard plan.json --env dev --accept 0          nothing may be destroyed")]
pub struct GuardArgs {
    /// The plan to be applied, as `terraform show -json` prints it
    #[arg(value_name = "PLAN.json", value_hint = ValueHint::FilePath)]
    pub plan: PathBuf,
    /// The environment that is planned
    #[arg(long = "env", value_name = "NAME")]
    pub environment: Name,
    /// What was reviewed, as `tfgen ci summarize --format json` printed it
    #[arg(long, value_name = "FILE", group = "agreed", value_hint = ValueHint::FilePath)]
    pub reviewed: Option<PathBuf>,
    /// How many resources may be destroyed or replaced, whichever they are
    #[arg(long, value_name = "NUMBER", group = "agreed")]
    pub accept: Option<usize>,
}

/// An address that means nothing else in Markdown.
fn link(text: &str) -> Result<String, String> {
    let starts = text.starts_with("https://") || text.starts_with("http://");
    if starts && text.chars().all(|c| c.is_ascii_alphanumeric() || "-._~:/?#@!$&+,;=%".contains(c)) {
        Ok(text.to_owned())
    } else {
        Err("must be an http or https address, percent-encoded".to_owned())
    }
}
