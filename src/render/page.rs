//! The page of `tfgen report`: one HTML file that needs no other.

use anyhow::{Context as _, Result, anyhow};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use tera::{Context, Tera};

use super::{catalog, filters};
use crate::report::{self, Subject};

const SCRIPT: &str = "report/script.js";

/// Renders a page about some environments and hands it to `put`, piece by piece: a thousand of them are never in memory at once.
///
/// # Errors
/// A template that wants what its view does not have: a bug in tfgen. What `put` fails with.
pub fn page(source: &str, subjects: &[Subject<'_>], mut put: impl FnMut(&str) -> Result<()>) -> Result<()> {
    let mut tera = Tera::new();
    filters::register(&mut tera);
    tera.add_raw_templates(catalog::REPORT.iter().copied()).context("tfgen's own templates do not load; this is a bug in tfgen")?;
    let render = |template: &str, context: &Context| tera.render(template, context).map_err(|error| anyhow!("{error}")).context(BUG);
    // The one script that the page lets run. Source: Content Security Policy Level 3, "script-src", hash sources.
    let script_hash = STANDARD.encode(Sha256::digest(render(SCRIPT, &Context::new())?));
    report::parts(source, subjects, |part| {
        let mut context = Context::from_serialize(&part).context(BUG)?;
        context.insert("script_hash", &script_hash);
        put(&render(part.template(), &context)?)
    })
}

const BUG: &str = "the page's template failed; this is a bug in tfgen";
