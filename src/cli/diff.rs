//! The arguments of `tfgen diff`.

use clap::{Args, ValueEnum};

use super::Input;

/// Show what differs between two environments, or since a revision.
///
/// Two environments are compared value by value, with who set each. `--since` compares with a revision of git: which resources are added,
/// changed and removed in which environment. Neither needs Terraform, an account, or what is on disk.
#[derive(Debug, Args)]
#[command(
    override_usage = "tfgen diff [OPTIONS] <ENV> <ENV>\n       tfgen diff [OPTIONS] --since <GIT-REV>",
    after_help = "Examples:
  tfgen diff staging prod                          what prod has otherwise
  tfgen diff --since main                          what this branch changes
  tfgen diff --since HEAD~1 --env prod
  tfgen diff --since origin/main --format markdown > comment.md"
)]
pub struct DiffArgs {
    /// Two environments
    #[arg(value_name = "ENV", num_args = 2, required_unless_present = "since", conflicts_with = "since")]
    pub environments: Vec<String>,
    /// A branch, tag or commit: compare what was rendered from the architecture then
    #[arg(long, value_name = "GIT-REV")]
    pub since: Option<String>,
    /// Only this environment; may be repeated
    #[arg(long = "env", value_name = "NAME", requires = "since")]
    pub only: Vec<String>,
    /// Where the architecture is.
    #[command(flatten)]
    pub input: Input,
    /// How to print it
    #[arg(long, value_enum, default_value = "human")]
    pub format: DiffFormat,
}

/// How `diff` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people
    Human,
    /// For a pull request
    Markdown,
    /// For programs
    Json,
}
