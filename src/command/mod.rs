//! The commands, one file each. What several of them do is in `generate` and `load`.

mod ahead;
mod changed;
mod check;
mod ci;
mod completions;
mod cost;
mod diff;
mod explain;
mod generate;
mod graph;
mod init;
mod lint;
mod load;
mod matrix;
mod patch;
mod rehearse;
mod render;
mod rendered;
mod report;
mod root;
mod show;
mod stopped;
mod view;

use anyhow::Result;

use crate::cli::Command;
use crate::outcome::Outcome;
use crate::screen::Screen;

/// Runs a command.
///
/// # Errors
/// What the user cannot mend in their architecture: the system's errors and our own bugs.
pub fn run(command: &Command, screen: &mut Screen) -> Result<Outcome> {
    match command {
        Command::Check(args) => check::run(args, screen),
        Command::Ci(args) => ci::run(args, screen),
        Command::Completions(args) => completions::run(args, screen),
        Command::Cost(args) => cost::run(args, screen),
        Command::Diff(args) => diff::run(args, screen),
        Command::Explain(args) => explain::run(args, screen),
        Command::Graph(args) => graph::run(args, screen),
        Command::Init(args) => init::run(args, screen),
        Command::Lint(args) => lint::run(args, screen),
        Command::Matrix(args) => matrix::run(args, screen),
        Command::Rehearse(args) => rehearse::run(args, screen),
        Command::Render(args) => render::run(args, screen),
        Command::Report(args) => report::run(args, screen),
        Command::Show(args) => show::run(args, screen),
    }
}
