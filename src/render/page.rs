//! The page of `tfgen report`: one HTML file that needs no other.

use anyhow::{Context as _, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use tera::Tera;

use super::catalog;
use super::form::{self, Form, Shaped};
use crate::report::{self, Subject};

const SCRIPT: &str = "report/script.js";

/// Renders a page about some environments and hands it to `put`, piece by piece: a thousand of them are never in memory at once.
///
/// # Errors
/// A template that wants what its view does not have: a bug in tfgen. What `put` fails with.
pub fn page(source: &str, subjects: &[Subject<'_>], mut put: impl FnMut(&str) -> Result<()>) -> Result<()> {
    let mut tera = Tera::new();
    form::register(&mut tera);
    tera.add_raw_templates(catalog::REPORT.iter().copied()).context("tfgen's own templates do not load; this is a bug in tfgen")?;
    // No two parts are of one shape: their forms are filled once.
    let render = |template: &str, view: &Shaped| Form::print(&tera, template, &form::context(view)?)?.fill(view).context(BUG);
    // The one script that the page lets run. Source: Content Security Policy Level 3, "script-src", hash sources.
    let script_hash = STANDARD.encode(Sha256::digest(render(SCRIPT, &Shaped::of(&Nothing {})?)?));
    report::parts(source, subjects, |part| put(&render(part.template(), &Shaped::of(&part)?.with("script_hash", &script_hash)?)?))
}

/// What the script is rendered from.
#[derive(Serialize)]
struct Nothing {}

const BUG: &str = "the page's template failed; this is a bug in tfgen";
