//! `tfgen ci`

mod github;
mod guard;
mod matrix;
mod summarize;

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

pub(super) use github::written_workflows;

use crate::cli::{CiArgs, CiCommand};
use crate::outcome::Outcome;
use crate::review::Plan;
use crate::screen::Screen;

/// Runs a subcommand.
pub(super) fn run(args: &CiArgs, screen: &mut Screen) -> Result<Outcome> {
    match &args.command {
        CiCommand::Github(args) => github::run(args, screen),
        CiCommand::Matrix(args) => matrix::run(args, screen),
        CiCommand::Summarize(args) => summarize::run(args, screen),
        CiCommand::Guard(args) => guard::run(args, screen),
    }
}

fn read_plan(path: &Path) -> Result<Plan> {
    let text = fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    Plan::read(&text).with_context(|| format!("cannot read the plan `{}`", path.display()))
}
