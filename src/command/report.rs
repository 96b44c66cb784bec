//! `tfgen report`

use std::fs;

use anyhow::{Context as _, Result};

use super::{lint, load};
use crate::cli::ReportArgs;
use crate::outcome::Outcome;
use crate::project::{Examination, Origins, Project, Resolved};
use crate::report::{self, Subject};
use crate::screen::Screen;
use crate::{cost, rehearse, render};

/// Writes the page. Guardrails do not stop it: what they find is on it.
pub(super) fn run(args: &ReportArgs, screen: &mut Screen) -> Result<Outcome> {
    let file = &args.input.file;
    let project = match load::open(file, screen) {
        Ok(project) => project,
        Err(outcome) => return Ok(outcome),
    };
    let names = match load::select(&project, &args.environments, args.all, file, screen) {
        Ok(names) => names,
        Err(outcome) => return Ok(outcome),
    };
    let (mut environments, mut problems) = (Vec::new(), Vec::new());
    for name in names {
        match project.resolve(name) {
            // Each by itself, so that each finding is known to be of which.
            Ok(resolved) => environments.push((name, resolved, lint::find(&project, &[name], args.day.get())?)),
            Err(found) => problems.extend(found),
        }
    }
    if !problems.is_empty() {
        load::report(&problems, project.sources(), file, screen);
        return Ok(Outcome::Wrong);
    }
    let subjects: Vec<Subject<'_>> =
        environments.iter().map(|(name, resolved, examination)| subject(&project, name, resolved, examination)).collect();
    let page = render::page(&report::page(project.source(), &subjects)?)?;
    match &args.out {
        None => screen.print(&page)?,
        Some(path) => fs::write(path, page).with_context(|| format!("cannot write `{}`", path.display()))?,
    }
    let wrong = environments.iter().any(|(.., examination)| load::has_errors(&examination.diagnostics));
    Ok(if wrong { Outcome::Wrong } else { Outcome::Clean })
}

fn subject<'a>(project: &'a Project, name: &'a str, resolved: &'a Resolved, examination: &'a Examination) -> Subject<'a> {
    let Resolved { body, architecture, .. } = resolved;
    Subject {
        name,
        architecture,
        origins: Origins::new(body, project.sources(), project.label(name)),
        diagnostics: &examination.diagnostics,
        waived: examination.waivers.waived().filter(|waived| waived.environment == name).collect(),
        estimate: cost::estimate(architecture),
        timelines: rehearse::all(architecture),
        incidents: rehearse::journey(architecture),
    }
}
