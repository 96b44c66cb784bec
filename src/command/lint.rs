//! `tfgen lint`

use anyhow::Result;

use super::load;
use crate::cli::{LintArgs, LintFormat};
use crate::config::Sources;
use crate::diagnostic::{self, Diagnostic, RuleText, Severity, sorted};
use crate::guardrails::{self, Date, RULES};
use crate::outcome::Outcome;
use crate::plan;
use crate::project::{Examination, Project, Refused};
use crate::render::Renderer;
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
    let diagnostics = find(&project, &environments, args.day.get())?.diagnostics;
    print(args, &diagnostics, project.sources(), environments.len(), screen)?;
    let wrong = args.deny_warnings && !diagnostics.is_empty() || load::has_errors(&diagnostics);
    Ok(if wrong { Outcome::Wrong } else { Outcome::Clean })
}

/// What the architecture says, then what only its rendered files show: an architecture with errors is not rendered.
pub(super) fn find(project: &Project, environments: &[&str], today: Date) -> Result<Examination> {
    let Examination { mut diagnostics, mut waivers } = project.examine(environments, today);
    let rendered = !load::has_errors(&diagnostics);
    if rendered {
        let renderer = Renderer::new();
        for environment in environments {
            let Ok(resolved) = project.resolve(environment) else { continue };
            let files = renderer.render(&plan::root::environment(&resolved.architecture, project.source()))?;
            for finding in guardrails::check_rendered(&resolved.architecture, &files) {
                if !waivers.waives(&finding) {
                    diagnostics.push(finding.located(&resolved.body));
                }
            }
        }
    }
    let all = environments.len() == project.environments().len();
    diagnostics.extend(waivers.unused(environments, all, rendered));
    Ok(Examination { diagnostics, waivers })
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
