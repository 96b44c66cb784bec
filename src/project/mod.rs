//! One architecture as a whole: its files, its environments, and everything that is wrong with them.

mod accounts;
mod examine;
mod origins;
mod revision;
mod state;
mod unmanaged;

pub use examine::{Examination, Progress};
pub use origins::{Origin, Origins};
pub use unmanaged::Unmanaged;

use std::path::{Component, Path};
use std::str::FromStr as _;

use crate::config::{Body, Document, Sources, decode};
use crate::diagnostic::{Diagnostic, Span};
use crate::guardrails::{self, Waiver};
use crate::model::{Architecture, Bootstrap, Deployed, Name};
use crate::outcome::Outcome;
use crate::plan::bootstrap::NAME as BOOTSTRAP;

/// A parsed architecture. Environments are resolved when they are asked for: a thousand of them are never in memory at once.
pub struct Project {
    sources: Sources,
    document: Document,
    source: String,
}

/// An environment, decoded, and the tree it was decoded from: the one has the values, the other knows where they come from.
pub struct Resolved {
    /// The base with the overlay on top.
    pub body: Body,
    /// What it means.
    pub architecture: Architecture,
    /// What its guardrails are told not to mind.
    pub waivers: Vec<Waiver>,
}

/// Why there is no project.
pub struct Refused {
    /// How the run ends.
    pub outcome: Outcome,
    /// What the diagnostics point into.
    pub sources: Sources,
    /// At least one error.
    pub diagnostics: Vec<Diagnostic>,
}

impl Project {
    /// Reads and parses a file, or a folder of `*.hcl` as one document.
    ///
    /// # Errors
    /// Files that cannot be read, or that cannot be parsed: all of them.
    pub fn open(path: &Path) -> Result<Self, Refused> {
        let sources =
            Sources::read(path).map_err(|diagnostics| Refused { outcome: Outcome::Failed, sources: Sources::default(), diagnostics })?;
        Self::parse(sources, path)
    }

    fn parse(sources: Sources, path: &Path) -> Result<Self, Refused> {
        match Document::parse(&sources) {
            Ok(document) => Ok(Self { sources, document, source: source_name(path) }),
            Err(diagnostics) => Err(Refused { outcome: Outcome::Wrong, sources, diagnostics }),
        }
    }

    /// What diagnostics point into.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The architecture's name in the headers of generated files. The same wherever the command was run from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The names of the environments, sorted.
    pub fn environments(&self) -> Vec<&str> {
        self.document.environments()
    }

    /// Where the name of an environment is written.
    pub fn label(&self, environment: &str) -> Option<Span> {
        self.document.label(environment)
    }

    /// One environment. Guardrails are not asked: see [`Project::examine`].
    ///
    /// # Errors
    /// Everything that is wrong with its values.
    pub fn resolve(&self, environment: &str) -> Result<Resolved, Vec<Diagnostic>> {
        let (body, mut problems) = self.document.resolve_partly(environment);
        if let Err(problem) = Name::from_str(environment) {
            let diagnostic = Diagnostic::error(format!("`{environment}` {problem}"));
            problems.push(self.at_name(environment, diagnostic));
            return Err(problems);
        }
        let waivers = guardrails::waivers(&body, &mut problems);
        match decode::architecture(&body, environment) {
            Ok(architecture) if problems.is_empty() => Ok(Resolved { body, architecture, waivers }),
            Ok(_) => Err(problems),
            Err(more) => {
                problems.extend(more);
                Err(problems)
            }
        }
    }

    /// What the bootstrap roots are made of: the base without any overlay, in which `${environment}` is `bootstrap`; and the environments,
    /// where something is made for each.
    ///
    /// # Errors
    /// Everything that is wrong with the part of the base that is used, and with the environments, where they are: a role that is left out
    /// because its environment is wrong would be taken away by the next apply.
    pub fn bootstrap(&self) -> Result<(Body, Bootstrap), Vec<Diagnostic>> {
        let (body, mut bootstrap) = self.store()?;
        if bootstrap.knows_environments() {
            for environment in self.environments() {
                bootstrap.environments.push(Deployed::of(&self.resolve(environment)?.architecture));
            }
        }
        Ok((body, bootstrap))
    }

    /// The same without the environments.
    fn store(&self) -> Result<(Body, Bootstrap), Vec<Diagnostic>> {
        let body = self.document.base(BOOTSTRAP)?;
        let bootstrap = decode::bootstrap(&body)?;
        Ok((body, bootstrap))
    }

    /// Points at the name of an environment.
    fn at_name(&self, environment: &str, diagnostic: Diagnostic) -> Diagnostic {
        match self.label(environment) {
            Some(span) => diagnostic.at(span, ""),
            None => diagnostic,
        }
    }
}

/// The last part of the path. A folder that is only "here" has the name of whatever it was cloned into, which must not matter.
fn source_name(path: &Path) -> String {
    let name = match path.components().next_back() {
        Some(Component::Normal(name)) => name.to_string_lossy().into_owned(),
        _ => "*.hcl".to_owned(),
    };
    // It ends up in comments of several languages.
    name.chars().map(|c| if c.is_alphanumeric() || "*+-._@ ".contains(c) { c } else { '_' }).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::source_name;

    #[test]
    fn the_source_has_one_name_from_everywhere() {
        for (path, name) in [
            ("architecture.hcl", "architecture.hcl"),
            ("../infra/architecture.hcl", "architecture.hcl"),
            ("infra/", "infra"),
            (".", "*.hcl"),
            ("..", "*.hcl"),
            ("a -->\n.hcl", "a --__.hcl"),
        ] {
            assert_eq!(source_name(Path::new(path)), name);
        }
    }
}
