//! Environments rendered in memory, for tests that read what comes out.

use std::sync::LazyLock;

use tfgen::config::{Document, Sources, decode};
use tfgen::diagnostic::Diagnostic;
use tfgen::guardrails;
use tfgen::model::Architecture;
use tfgen::plan;
use tfgen::render::{Files, Renderer};

/// Architectures that between them have everything.
pub const EVERYTHING: &[(&str, &str)] = &[
    ("worker", include_str!("../terraform/fixtures/worker.hcl")),
    ("nat_none", include_str!("../terraform/fixtures/nat_none.hcl")),
    ("observability", include_str!("../terraform/fixtures/observability.hcl")),
    ("databases", include_str!("../terraform/fixtures/databases.hcl")),
];

/// Each of them, rendered once.
pub static RENDERED: LazyLock<Vec<(&str, Files)>> = LazyLock::new(|| EVERYTHING.iter().map(|(name, text)| (*name, render(text))).collect());

static RENDERER: LazyLock<Renderer> = LazyLock::new(Renderer::new);

/// The environment `test`, or what is wrong with it.
pub fn architecture(text: &str) -> Result<Architecture, Vec<Diagnostic>> {
    let sources = Sources::from_texts([("architecture.hcl".to_owned(), text.to_owned())]);
    let body = Document::parse(&sources)?.resolve("test")?;
    let architecture = decode::architecture(&body, "test")?;
    let findings = guardrails::errors(&architecture);
    if findings.is_empty() { Ok(architecture) } else { Err(findings.into_iter().map(|finding| finding.located(&body)).collect()) }
}

/// The environment `test`, rendered.
pub fn render(text: &str) -> Files {
    let architecture = architecture(text).unwrap_or_else(|problems| panic!("{problems:#?}"));
    RENDERER.render(&plan::root::environment(&architecture, "architecture.hcl")).unwrap()
}

/// What is wrong, one headline a line.
pub fn problems(text: &str) -> Vec<String> {
    architecture(text).err().unwrap_or_default().into_iter().map(|problem| problem.message).collect()
}
