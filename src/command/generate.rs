//! What `render` and `check` have in common: everything up to the comparison with the disk. They cannot disagree about what is stale.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Result, anyhow};

use super::load;
use crate::cli::Target;
use crate::diagnostic::Diagnostic;
use crate::guardrails::{self, Ledger};
use crate::outcome::Outcome;
use crate::plan;
use crate::project::{Examination, Project};
use crate::render::{Files, Renderer};
use crate::screen::Screen;
use crate::write::{self, Comparison, is_generated};

/// Rendered text that is kept between the two passes, in bytes. What does not fit is rendered again: memory stays the same, however
/// many environments there are.
const KEPT: usize = 32 << 20;

/// One root, rendered and compared with the disk.
pub(super) struct Generated {
    /// The name of the environment, or `bootstrap`.
    pub(super) name: String,
    /// All its files.
    pub(super) files: Files,
    /// What they are on disk. Nothing is in their way.
    pub(super) comparison: Comparison,
}

/// Renders the environments and bootstrap and hands each to `visit`.
///
/// That is done only once everything has been rendered and nothing was found wrong: neither in what the architecture says, nor in what
/// it is rendered to, nor in what is on disk already. Otherwise all of it is reported and nothing is visited.
pub(super) fn each(target: &Target, screen: &mut Screen, mut visit: impl FnMut(&Generated, &mut Screen) -> Result<()>) -> Result<Outcome> {
    let file = &target.input.file;
    let project = match load::open(file, screen) {
        Ok(project) => project,
        Err(outcome) => return Ok(outcome),
    };
    let environments = match load::select(&project, &target.environments, target.all, file, screen) {
        Ok(environments) => environments,
        Err(outcome) => return Ok(outcome),
    };
    let Examination { diagnostics: mut findings, mut waivers } = project.examine(&environments, target.day.get());
    let all = environments.len() == project.environments().len();
    if load::has_errors(&findings) {
        findings.extend(waivers.unused(&environments, all, false));
        load::report(&findings, project.sources(), file, screen);
        return Ok(Outcome::Wrong);
    }

    let (_, bootstrap) = project.bootstrap().map_err(changed_its_mind)?;
    let bootstraps = plan::bootstrap::roots(&bootstrap, project.source());
    let names: Vec<&str> = environments.iter().copied().chain(bootstraps.iter().map(|root| root.module.name.as_str())).collect();
    let generator = Generator { project: &project, bootstraps: &bootstraps, renderer: Renderer::new(), out: &target.out };
    let (mut kept, mut room) = (BTreeMap::new(), KEPT);
    let mut obstacles = Vec::new();
    for name in &names {
        let (generated, found) = generator.generate(name, &mut waivers)?;
        findings.extend(found);
        obstacles.extend(in_the_way(&generated.comparison));
        let size = generated.files.values().map(String::len).sum();
        if let Some(rest) = room.checked_sub(size) {
            room = rest;
            kept.insert(*name, generated);
        }
    }
    findings.extend(waivers.unused(&environments, all, true));
    load::report(&findings, project.sources(), file, screen);
    screen.report(&obstacles, project.sources());
    if target.all {
        warn_of_leftovers(&target.out, &names, screen);
    }
    if load::has_errors(&findings) {
        return Ok(Outcome::Wrong);
    }
    if !obstacles.is_empty() {
        return Ok(Outcome::Failed);
    }

    for name in names {
        let generated = match kept.remove(name) {
            Some(generated) => generated,
            None => generator.generate(name, &mut waivers)?.0,
        };
        visit(&generated, screen)?;
    }
    Ok(Outcome::Clean)
}

/// Makes the files of one root after the other.
struct Generator<'a> {
    project: &'a Project,
    bootstraps: &'a [plan::Root],
    renderer: Renderer,
    out: &'a Path,
}

impl Generator<'_> {
    /// Renders a root and compares it with the disk. With it comes what the guardrails see only in rendered files.
    fn generate(&self, name: &str, waivers: &mut Ledger) -> Result<(Generated, Vec<Diagnostic>)> {
        let (files, findings) = if let Some(root) = self.bootstraps.iter().find(|root| root.module.name == name) {
            (self.renderer.render(root)?, Vec::new())
        } else {
            let resolved = self.project.resolve(name).map_err(changed_its_mind)?;
            let files = self.renderer.render(&plan::root::environment(&resolved.architecture, self.project.source()))?;
            let findings =
                guardrails::check_rendered(&resolved.architecture, &files).into_iter().filter(|finding| !waivers.waives(finding));
            let findings = findings.map(|finding| finding.located(&resolved.body)).collect();
            (files, findings)
        };
        let comparison = write::compare(&self.out.join(name), &files)?;
        Ok((Generated { name: name.to_owned(), files, comparison }, findings))
    }
}

/// What was found right a moment ago is decoded again, since keeping every environment would take memory without limit.
fn changed_its_mind(problems: Vec<Diagnostic>) -> anyhow::Error {
    let first = problems.first().map_or("no reason given", |problem| problem.message.as_str());
    anyhow!("the same architecture was right a moment ago and is wrong now: {first}; this is a bug in tfgen")
}

/// What is in the way of the files of one root.
pub(super) fn in_the_way(comparison: &Comparison) -> Vec<Diagnostic> {
    let found = comparison.obstacles().map(|(path, obstacle)| {
        Diagnostic::error(format!("`{path}` {obstacle}")).help("nothing is written; move it away, or delete it if it may be replaced")
    });
    found.collect()
}

/// Roots of environments that the architecture no longer has. What they made is still there, and needs them to be destroyed, so
/// deleting them is left to people.
fn warn_of_leftovers(out: &Path, rendered: &[&str], screen: &mut Screen) {
    // Where there is nothing yet, there is nothing left over.
    let Ok(entries) = fs::read_dir(out) else { return };
    let mut names: Vec<String> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    names.retain(|name| !rendered.contains(&name.as_str()));
    for name in names {
        let folder = out.join(&name);
        if fs::read(folder.join("main.tf")).is_ok_and(|text| is_generated(&text)) {
            let shown = folder.display();
            let gone = if plan::bootstrap::is_root(&name) {
                "an account that no environment is in any more"
            } else {
                "an environment that no longer exists"
            };
            let diagnostic = Diagnostic::warning(format!("`{shown}` belongs to {gone}"));
            screen.tell(diagnostic.help(format!("destroy what it made, then delete `{shown}`; tfgen leaves it alone")));
        }
    }
}
