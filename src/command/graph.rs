//! `tfgen graph`

use anyhow::Result;

use super::{load, view};
use crate::cli::{GraphArgs, GraphFormat};
use crate::graph;
use crate::model::Architecture;
use crate::outcome::Outcome;
use crate::screen::Screen;

/// Draws what was asked for. Guardrails do not stop it: what they find is easier to understand with a picture at hand.
pub(super) fn run(args: &GraphArgs, screen: &mut Screen) -> Result<Outcome> {
    let project = match load::open(&args.shown.input.file, screen) {
        Ok(project) => project,
        Err(outcome) => return Ok(outcome),
    };
    let architectures = match view::resolve(&project, &args.shown, screen) {
        Ok(architectures) => architectures,
        Err(outcome) => return Ok(outcome),
    };
    let text = match args.format {
        GraphFormat::Svg => graph::svgs(&architectures.iter().collect::<Vec<_>>(), "graph"),
        GraphFormat::Mermaid => view::joined(architectures.iter().map(block)),
    };
    view::put(args.shown.out.as_deref(), &text, screen)?;
    Ok(Outcome::Clean)
}

/// In a fence of its own: a Mermaid document holds one chart alone.
fn block(architecture: &Architecture) -> String {
    format!("```mermaid\n{}```\n", graph::mermaid(architecture))
}
