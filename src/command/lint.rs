//! `tfgen lint`

use anyhow::Result;

use super::load;
use crate::cli::{LintArgs, LintFormat};
use crate::config::Sources;
use crate::diagnostic::{self, Diagnostic, RuleText, Severity, sorted};
use crate::guardrails::{self, Date, Ledger, RULES};
use crate::outcome::Outcome;
use crate::plan;
use crate::project::{Examination, Progress, Project, Refused, Resolved};
use crate::render::{Files, Renderer};
use crate::screen::Screen;

/// Finds everything, and prints it.
pub(super) fn run(args: &LintArgs, screen: &mut Screen) -> Result<Outcome> {
    let file = &args.input.file;
    let project = match Project::open(file) {
        Ok(project) => project,
        Err(Refused { outcome, sources, diagnostics }) => {
            print(args, &diagnostics, &sources, 0, screen)?;
            return Ok(outcome);
        }
    };
    let environments = match load::select(&project, &args.environments, args.all, file, screen) {
        Ok(environments) => environments,
        Err(outcome) => return Ok(outcome),
    };
    let diagnostics = find(&project, &environments, args.day.get(), screen)?;
    print(args, &diagnostics, project.sources(), environments.len(), screen)?;
    let wrong = args.deny_warnings && !diagnostics.is_empty() || load::has_errors(&diagnostics);
    Ok(if wrong { Outcome::Wrong } else { Outcome::Clean })
}

/// What the architecture says, then what only its rendered files show: an architecture with errors is not rendered.
fn find(project: &Project, environments: &[&str], today: Date, screen: &mut Screen) -> Result<Vec<Diagnostic>> {
    let Examination { mut diagnostics, mut waivers, mut only, .. } =
        project.examine(environments, today, |progress| screen.progress(progress));
    let rendered = !load::has_errors(&diagnostics);
    if rendered {
        let renderer = Renderer::new();
        for (done, environment) in environments.iter().enumerate() {
            // One that is wrong is among the findings already.
            if let Ok(resolved) = only.take().map_or_else(|| project.resolve(environment), Ok) {
                diagnostics.extend(shown_by_files(project, &resolved, &renderer, &mut waivers)?);
            }
            screen.progress(Progress { what: "rendering", done: done + 1, of: environments.len() });
        }
    }
    let all = environments.len() == project.environments().len();
    diagnostics.extend(waivers.unused(environments, all, rendered));
    Ok(diagnostics)
}

/// The same for each environment by itself.
pub(super) fn find_each(
    project: &Project,
    environments: &[&str],
    today: Date,
    screen: &mut Screen,
) -> Result<(Vec<Vec<Diagnostic>>, Ledger)> {
    let (mut each, mut waivers) = project.examine_each(environments, today, |progress| screen.progress(progress));
    let renderer = Renderer::new();
    let only = project.environments().len() == 1;
    for (environment, diagnostics) in environments.iter().zip(&mut each) {
        let rendered = !load::has_errors(diagnostics);
        if let (true, Ok(resolved)) = (rendered, project.resolve(environment)) {
            diagnostics.extend(shown_by_files(project, &resolved, &renderer, &mut waivers)?);
        }
        diagnostics.extend(waivers.unused(&[environment], only, rendered));
    }
    Ok((each, waivers))
}

/// What the rules find in the files that they read.
fn shown_by_files(project: &Project, resolved: &Resolved, renderer: &Renderer, waivers: &mut Ledger) -> Result<Vec<Diagnostic>> {
    let architecture = &resolved.architecture;
    let mut files = Files::new();
    for module in plan::root::services(architecture) {
        files.extend(renderer.own_files(&module, guardrails::reads, project.source(), &plan::root::render_command(architecture))?);
    }
    let findings = guardrails::check_rendered(architecture, &files).into_iter().filter(|finding| !waivers.waives(finding));
    Ok(findings.map(|finding| finding.located(&resolved.body)).collect())
}

fn print(args: &LintArgs, diagnostics: &[Diagnostic], sources: &Sources, environments: usize, screen: &mut Screen) -> Result<()> {
    match args.format {
        LintFormat::Human => {
            screen.findings(diagnostics, sources)?;
            screen.line(&summary(diagnostics, environments))
        }
        LintFormat::Json => screen.line(&serde_json::to_string_pretty(&diagnostic::json(diagnostics, sources))?),
        LintFormat::Github => screen.print(&diagnostic::github(diagnostics, sources)),
        LintFormat::Sarif => {
            let text = |rule: &guardrails::Rule| RuleText { id: rule.id, claim: rule.claim(), page: rule.text(), severity: rule.severity };
            let rules: Vec<RuleText> = RULES.iter().map(text).collect();
            screen.line(&serde_json::to_string_pretty(&diagnostic::sarif(diagnostics, &rules, sources))?)
        }
    }
}

/// "1 error and 2 warnings in 3 environments"
fn summary(diagnostics: &[Diagnostic], environments: usize) -> String {
    let unique = sorted(diagnostics);
    let counted = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let of = |severity| unique.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let parts: Vec<String> = [(of(Severity::Error), "error"), (of(Severity::Warning), "warning")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| counted(count, what))
        .collect();
    let found = if parts.is_empty() { "nothing found".to_owned() } else { parts.join(" and ") };
    match environments {
        0 => found,
        _ => format!("{found} in {}", counted(environments, "environment")),
    }
}
