//! The picture of an environment: zones as columns, tiers as rows, what clients meet first on top, and an arrow for whoever opens a connection.
//!
//! ```text
//! model, plan ─▶ scene: what there is ─▶ layout: where it is ─▶ draw: SVG
//!                                     └▶ mermaid
//! ```
//!
//! Arrows come from [`crate::plan::flows`], which the security groups are made of, and from the uses of queues and buckets, which the roles
//! are made of; badges from [`crate::plan::alarms`]. Nothing is judged here: guardrails do that.

mod draw;
mod layout;
mod mermaid;
mod priorities;
mod scene;

use crate::model::Architecture;
use layout::layout;
use scene::Scene;

/// The picture as an SVG document. `id` tells it from the other pictures of a page.
pub fn svg(architecture: &Architecture, id: &str) -> String {
    svgs(&[architecture], id)
}

/// Several environments, one below the other, in one document.
pub fn svgs(architectures: &[&Architecture], id: &str) -> String {
    let pictures: Vec<_> = architectures.iter().map(|architecture| Scene::of(architecture)).map(|scene| (layout(&scene), scene)).collect();
    draw::draw(&pictures, id)
}

/// The picture as a Mermaid flowchart, without a fence around it.
pub fn mermaid(architecture: &Architecture) -> String {
    mermaid::flowchart(&Scene::of(architecture))
}

#[cfg(test)]
mod tests;
