//! `tfgen report`

use std::fs::File;
use std::io::{BufWriter, Write as _};

use anyhow::{Context as _, Result};

use super::{lint, load};
use crate::cli::ReportArgs;
use crate::diagnostic::Diagnostic;
use crate::guardrails::Ledger;
use crate::outcome::Outcome;
use crate::project::{Origins, Progress, Project, Resolved};
use crate::report::Subject;
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
    for name in &names {
        match project.resolve(name) {
            Ok(resolved) => environments.push(resolved),
            Err(found) => problems.extend(found),
        }
    }
    if !problems.is_empty() {
        load::report(&problems, project.sources(), file, screen);
        return Ok(Outcome::Wrong);
    }
    let (diagnostics, waivers) = lint::find_each(&project, &names, args.day.get(), screen)?;
    let mut subjects = Vec::new();
    for ((name, resolved), diagnostics) in names.iter().zip(&environments).zip(&diagnostics) {
        subjects.push(subject(&project, name, resolved, diagnostics, &waivers));
        screen.progress(Progress { what: "rehearsing", done: subjects.len(), of: names.len() });
    }
    match &args.out {
        None => render::page(project.source(), &subjects, |part| screen.print(part))?,
        Some(path) => {
            let failed = || format!("cannot write `{}`", path.display());
            let mut file = BufWriter::new(File::create(path).with_context(failed)?);
            render::page(project.source(), &subjects, |part| file.write_all(part.as_bytes()).with_context(failed))?;
            file.flush().with_context(failed)?;
        }
    }
    let wrong = diagnostics.iter().any(|found| load::has_errors(found));
    Ok(if wrong { Outcome::Wrong } else { Outcome::Clean })
}

fn subject<'a>(
    project: &'a Project,
    name: &'a str,
    resolved: &'a Resolved,
    diagnostics: &'a [Diagnostic],
    waivers: &'a Ledger,
) -> Subject<'a> {
    let Resolved { body, architecture, .. } = resolved;
    Subject {
        name,
        architecture,
        origins: Origins::new(body, project.sources(), project.label(name)),
        diagnostics,
        waived: waivers.waived(name).collect(),
        estimate: cost::estimate(architecture),
        timelines: rehearse::all(architecture),
        incidents: rehearse::journey(architecture),
    }
}
