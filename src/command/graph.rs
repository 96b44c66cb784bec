//! `tfgen graph`

use std::fs;

use anyhow::{Context as _, Result};

use super::load;
use crate::cli::{GraphArgs, GraphFormat};
use crate::graph;
use crate::model::Architecture;
use crate::outcome::Outcome;
use crate::screen::Screen;

/// Draws what was asked for. Guardrails do not stop it: what they find is easier to understand with a picture at hand.
pub(super) fn run(args: &GraphArgs, screen: &mut Screen) -> Result<Outcome> {
    let file = &args.input.file;
    let project = match load::open(file, screen) {
        Ok(project) => project,
        Err(outcome) => return Ok(outcome),
    };
    let environments = match load::select(&project, &args.environments, args.all, file, screen) {
        Ok(environments) => environments,
        Err(outcome) => return Ok(outcome),
    };
    let mut architectures = Vec::new();
    let mut problems = Vec::new();
    for environment in environments {
        match project.resolve(environment) {
            Ok(resolved) => architectures.push(resolved.architecture),
            Err(found) => problems.extend(found),
        }
    }
    if !problems.is_empty() {
        load::report(&problems, project.sources(), file, screen);
        return Ok(Outcome::Wrong);
    }
    let text = match args.format {
        GraphFormat::Svg => graph::svgs(&architectures.iter().collect::<Vec<_>>(), "graph"),
        GraphFormat::Mermaid => markdown(&architectures),
    };
    match &args.out {
        None => screen.print(&text)?,
        Some(path) => fs::write(path, text).with_context(|| format!("cannot write `{}`", path.display()))?,
    }
    Ok(Outcome::Clean)
}

/// Each in a fence of its own: a Mermaid document holds one chart alone.
fn markdown(architectures: &[Architecture]) -> String {
    let blocks = architectures.iter().map(|architecture| format!("```mermaid\n{}```\n", graph::mermaid(architecture)));
    blocks.collect::<Vec<_>>().join("\n")
}
