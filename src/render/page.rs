//! The page of `tfgen report`: one HTML file that needs no other.

use anyhow::{Context as _, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use tera::{Context, Tera};

use super::{catalog, filters};
use crate::report;

const SCRIPT: &str = "report/script.js";

#[derive(Serialize)]
struct View<'a> {
    page: &'a report::Page,
    /// The one script that the page lets run. Source: Content Security Policy Level 3, "script-src", hash sources.
    script_hash: String,
}

/// Renders a page.
///
/// # Errors
/// A template that wants what its view does not have: a bug in tfgen.
pub fn page(page: &report::Page) -> Result<String> {
    let mut tera = Tera::new();
    filters::register(&mut tera);
    tera.add_raw_templates(catalog::REPORT.iter().copied()).context("tfgen's own templates do not load; this is a bug in tfgen")?;
    let script = tera.render(SCRIPT, &Context::new()).map_err(|error| anyhow::anyhow!("{error}")).context(BUG)?;
    let view = View { page, script_hash: STANDARD.encode(Sha256::digest(script)) };
    let context = Context::from_serialize(&view).context(BUG)?;
    tera.render("report/page.html", &context).map_err(|error| anyhow::anyhow!("{error}")).context(BUG)
}

const BUG: &str = "the page's template failed; this is a bug in tfgen";
