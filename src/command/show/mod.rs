//! `tfgen show`

mod hcl;
mod json;
mod waivers;

use anyhow::{Context as _, Result};

use super::load;
use crate::cli::{Format, ShowArgs};
use crate::outcome::Outcome;
use crate::project::Origins;
use crate::screen::Screen;

/// Prints one environment, resolved. Guardrails are not asked: what they find is easier to understand with this at hand.
pub(super) fn run(args: &ShowArgs, screen: &mut Screen) -> Result<Outcome> {
    let path = &args.input.file;
    let project = match load::open(path, screen) {
        Ok(project) => project,
        Err(outcome) => return Ok(outcome),
    };
    let known = project.environments();
    if !known.contains(&args.environment.as_str()) {
        screen.tell(load::no_such_environment(&args.environment, &known, path));
        return Ok(Outcome::Usage);
    }
    let resolved = match project.resolve(&args.environment) {
        Ok(resolved) => resolved,
        Err(problems) => {
            load::report(&problems, project.sources(), path, screen);
            return Ok(Outcome::Wrong);
        }
    };
    let mut value = serde_json::to_value(&resolved.architecture).context("cannot print the architecture; this is a bug in tfgen")?;
    waivers::add(&mut value, &resolved.waivers);
    let origins = args.origins.then(|| Origins::new(&resolved.body, project.sources(), project.label(&args.environment)));
    let text = match args.format {
        Format::Hcl => hcl::print(&value, &args.environment, origins.as_ref())?,
        Format::Json => json::print(value, origins.as_ref())?,
    };
    screen.print(&text)?;
    Ok(Outcome::Clean)
}
