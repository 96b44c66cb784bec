//! The commands that show an architecture before it is deployed.

use std::path::PathBuf;

use clap::{ArgGroup, Args, ValueEnum, ValueHint};

use super::{Day, Input};

/// Environments to be shown, and where to.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("shown").required(true))]
pub struct Shown {
    /// An environment; may be repeated
    #[arg(long = "env", value_name = "NAME", group = "shown")]
    pub environments: Vec<String>,
    /// Every environment
    #[arg(long, group = "shown", conflicts_with = "environments")]
    pub all: bool,
    /// How to print it
    #[arg(long, value_enum, default_value = "table")]
    pub format: ViewFormat,
    /// Write it to this file instead of standard output; one that is there is replaced
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub out: Option<PathBuf>,
    /// Where the architecture is.
    #[command(flatten)]
    pub input: Input,
}

/// How a view is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ViewFormat {
    /// For people, in a terminal
    Table,
    /// For programs
    Json,
    /// For pull requests
    Markdown,
    /// For spreadsheets
    Csv,
}

/// Estimate what one or more environments cost in a month.
///
/// Offline, from a dated table of prices. Each line says its price, its quantity and how that came about. What passes through in a month is
/// declared in `usage { … }` or assumed, and a price that is known better is declared by `price "KEY" { … }`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  tfgen cost --env prod
  tfgen cost --all --format csv --out cost.csv
  tfgen cost --env prod --format json | jq .total_usd
  tfgen cost --all --since origin/main --format markdown > comment.md")]
pub struct CostArgs {
    /// What to estimate, and how to print it.
    #[command(flatten)]
    pub shown: Shown,
    /// A branch, tag or commit: show what is more and what is less than then, at the same prices
    #[arg(long, value_name = "GIT-REV")]
    pub since: Option<String>,
    /// The day on which it is asked.
    #[command(flatten)]
    pub day: Day,
}

/// Show who may talk to whom in one or more environments, and why.
///
/// From the list of flows that every security-group rule is made of. With --from and --to it says what lies on the way from one end to the
/// other: rules, subnets, routes and network ACL; where one cannot reach the other, the first thing that stops it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  tfgen matrix --env prod
  tfgen matrix --all --format csv --out flows.csv
  tfgen matrix --env prod --from service.api --to database.main
  tfgen matrix --env prod --from internet --to api")]
pub struct MatrixArgs {
    /// What to show, and how to print it.
    #[command(flatten)]
    pub shown: Shown,
    /// Who opens the connection: `internet`, `load_balancer`, `service.api` or `api`, an IPv4 range
    #[arg(long, value_name = "END", requires = "to")]
    pub from: Option<String>,
    /// Who accepts it
    #[arg(long, value_name = "END", requires = "from")]
    pub to: Option<String>,
}
