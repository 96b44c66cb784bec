//! What every command that reads an architecture does first.

use std::collections::BTreeSet;
use std::path::Path;

use crate::config::{Sources, listing, nearest};
use crate::diagnostic::{Diagnostic, Severity, sorted};
use crate::outcome::Outcome;
use crate::project::{Project, Refused};
use crate::screen::Screen;

/// Opens the architecture, or reports why that cannot be done.
pub(super) fn open(path: &Path, screen: &mut Screen) -> Result<Project, Outcome> {
    Project::open(path).map_err(|Refused { outcome, sources, diagnostics }| {
        report(&diagnostics, &sources, path, screen);
        outcome
    })
}

/// The environments a command line asks for, sorted, each once; or reports the ones that do not exist.
pub(super) fn select<'a>(
    project: &'a Project,
    asked: &[String],
    all: bool,
    file: &Path,
    screen: &mut Screen,
) -> Result<Vec<&'a str>, Outcome> {
    let known = project.environments();
    if all && known.is_empty() {
        let diagnostic = Diagnostic::error(format!("`{}` has no environments", file.display()));
        screen.tell(diagnostic.help("declare one: `environment \"dev\" {}`"));
        return Err(Outcome::Wrong);
    }
    if all {
        return Ok(known);
    }
    let asked: BTreeSet<&str> = asked.iter().map(String::as_str).collect();
    // Both are sorted.
    for unknown in asked.iter().filter(|name| known.binary_search(name).is_err()) {
        screen.tell(no_such_environment(unknown, &known, file));
    }
    let selected: Vec<&str> = known.into_iter().filter(|name| asked.contains(name)).collect();
    if selected.len() == asked.len() { Ok(selected) } else { Err(Outcome::Usage) }
}

/// Says that an environment does not exist, and which do.
pub(super) fn no_such_environment(name: &str, known: &[&str], file: &Path) -> Diagnostic {
    let mut diagnostic = Diagnostic::error(format!("there is no environment `{name}` in `{}`", file.display()));
    if let Some(near) = nearest(name, known.iter().copied()) {
        diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
    }
    diagnostic.help(match known {
        [] => format!("declare it: `environment \"{name}\" {{}}`"),
        [only] => format!("there is only `{only}`"),
        // Nobody reads a thousand names.
        [first, .., last] if known.len() > 20 => format!("there are {}, from `{first}` to `{last}`", known.len()),
        _ => format!("there are {}", listing(known.iter().copied(), "and")),
    })
}

/// Whether there is anything among the findings that must not be rendered.
pub(super) fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// Prints findings and, where there are errors among them, how many.
pub(super) fn report(diagnostics: &[Diagnostic], sources: &Sources, path: &Path, screen: &mut Screen) {
    screen.report(diagnostics, sources);
    let unique = sorted(diagnostics);
    // A file that could not be read has been named already.
    let located = unique.iter().any(|diagnostic| diagnostic.primary().is_some());
    let errors = unique.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    if errors > 0 && located {
        let mistakes = if errors == 1 { "1 mistake".to_owned() } else { format!("{errors} mistakes") };
        screen.tell(Diagnostic::error(format!("{mistakes} in `{}`", path.display())));
    }
}
