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
    /// What to estimate, and where to.
    #[command(flatten)]
    pub shown: Shown,
    /// How to print it
    #[arg(long, value_enum, default_value = "table")]
    pub format: ViewFormat,
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
    /// What to show, and where to.
    #[command(flatten)]
    pub shown: Shown,
    /// How to print it
    #[arg(long, value_enum, default_value = "table")]
    pub format: ViewFormat,
    /// Who opens the connection: `internet`, `load_balancer`, `service.api` or `api`, an IPv4 range
    #[arg(long, value_name = "END", requires = "to")]
    pub from: Option<String>,
    /// Who accepts it
    #[arg(long, value_name = "END", requires = "from")]
    pub to: Option<String>,
}

/// Draw one or more environments.
///
/// Zones are columns, tiers are rows; arrows are the flows that security groups let through, with their ports, and the uses of queues and
/// buckets; badges are the priority of a part's most urgent alarm. Guardrails do not stop it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  tfgen graph --env prod --out prod.svg           for people
  tfgen graph --all --out environments.svg        one below the other
  tfgen graph --env prod --format mermaid         a block of Markdown, for a pull request")]
pub struct GraphArgs {
    /// What to draw, and where to.
    #[command(flatten)]
    pub shown: Shown,
    /// How to draw it
    #[arg(long, value_enum, default_value = "svg")]
    pub format: GraphFormat,
}

/// How `graph` draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum GraphFormat {
    /// A picture, for light and for dark
    Svg,
    /// Mermaid flowcharts in Markdown
    Mermaid,
}
