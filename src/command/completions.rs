//! `tfgen completions SHELL`

use anyhow::Result;
use clap::CommandFactory as _;

use crate::cli::{Cli, CompletionsArgs};
use crate::outcome::Outcome;
use crate::screen::Screen;

/// Prints the script.
pub(super) fn run(args: &CompletionsArgs, screen: &mut Screen) -> Result<Outcome> {
    // Into memory first: clap_complete panics where it cannot write.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "tfgen", &mut script);
    screen.print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Clean)
}
