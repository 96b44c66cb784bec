//! Everything that is wrong with the environments somebody asked for, found in one go.

use std::collections::HashSet;

use super::{BOOTSTRAP, Project, state};
use crate::diagnostic::Diagnostic;
use crate::guardrails;

impl Project {
    /// Resolves, decodes and guards the environments, and compares them with what the bootstrap root makes for them. Errors and
    /// warnings, each once: a mistake in the base is found again in every environment.
    pub fn examine(&self, environments: &[&str]) -> Vec<Diagnostic> {
        let mut found = Found::default();
        if self.environments().contains(&BOOTSTRAP) {
            let diagnostic = Diagnostic::error(format!("no environment can be called `{BOOTSTRAP}`"));
            found.add([self
                .at_name(BOOTSTRAP, diagnostic)
                .help(format!("`{BOOTSTRAP}/` is the root that creates the bucket for everyone's state; choose another name"))]);
        }
        let mut store = match self.bootstrap() {
            Ok((body, bootstrap)) => Some(state::Store::new(body, bootstrap)),
            Err(problems) => {
                found.add(problems);
                None
            }
        };
        for environment in environments {
            match self.resolve(environment) {
                Ok(resolved) => {
                    found.add(guardrails::check(&resolved.architecture).into_iter().map(|finding| finding.located(&resolved.body)));
                    if let Some(store) = &mut store {
                        found.add(store.check(&resolved));
                    }
                }
                Err(problems) => found.add(problems),
            }
        }
        found.diagnostics
    }
}

/// Diagnostics in the order they were found, each once.
#[derive(Default)]
struct Found {
    diagnostics: Vec<Diagnostic>,
    seen: HashSet<Diagnostic>,
}

impl Found {
    fn add(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        for diagnostic in diagnostics {
            if self.seen.insert(diagnostic.clone()) {
                self.diagnostics.push(diagnostic);
            }
        }
    }
}
