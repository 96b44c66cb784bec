//! Everything that is wrong with the environments somebody asked for, found in one go.

use std::collections::{BTreeMap, HashSet};

use super::{BOOTSTRAP, Project, state};
use crate::config::Body;
use crate::diagnostic::Diagnostic;
use crate::guardrails::{self, Date, Finding, Ledger};
use crate::model::Name;
use crate::plan::bootstrap::is_root;

/// What was found, and what was waived.
pub struct Examination {
    /// Errors and warnings, each once: a mistake in the base is found again in every environment.
    pub diagnostics: Vec<Diagnostic>,
    /// The waivers, for what is still to be found in rendered files.
    pub waivers: Ledger,
}

impl Project {
    /// Resolves, decodes and guards the environments, compares them with all others, and with what the bootstrap root makes for them.
    ///
    /// An environment that nobody asked for counts only where one that somebody did ask for is compared with it. Where it is wrong in
    /// itself, it is left out.
    pub fn examine(&self, environments: &[&str], today: Date) -> Examination {
        let mut found = Found::default();
        for name in self.environments().into_iter().filter(|name| is_root(name)) {
            let diagnostic = self.at_name(name, Diagnostic::error(format!("no environment can be called `{name}`")));
            found.add([diagnostic.help(format!("`{name}/` is the root that {}; choose another name", makes(name)))]);
        }
        let store = match self.bootstrap() {
            Ok((body, bootstrap)) => Some(state::Store::new(body, bootstrap)),
            Err(problems) => {
                found.add(problems);
                None
            }
        };
        let mut waivers = Ledger::new(today);
        let mut architectures = Vec::new();
        for environment in self.environments() {
            let selected = environments.contains(&environment);
            match self.resolve(environment) {
                Ok(resolved) => {
                    let expired = waivers.open(environment, &resolved.waivers);
                    if selected {
                        found.add(expired);
                        let findings = guardrails::check(&resolved.architecture).into_iter().filter(|finding| !waivers.waives(finding));
                        found.add(findings.map(|finding| finding.located(&resolved.body)));
                        if let Some(store) = &store {
                            found.add(store.check(&resolved));
                        }
                    }
                    architectures.push(resolved.architecture);
                }
                Err(problems) if selected => found.add(problems),
                Err(_) => {}
            }
        }
        let concerned = |environment: Option<&Name>| environment.is_some_and(|name| environments.contains(&name.as_str()));
        let together = guardrails::check_together(&architectures).into_iter();
        let together = together.filter(|finding| finding.places().any(|place| concerned(place.environment.as_ref())));
        found.add(self.located(together.filter(|finding| !waivers.waives(finding)).collect()));
        Examination { diagnostics: found.diagnostics, waivers }
    }

    /// Findings with places in several environments. Their trees are made again: most of the time there is no such finding.
    fn located(&self, findings: Vec<Finding>) -> Vec<Diagnostic> {
        let concerned = findings.iter().flat_map(Finding::places).filter_map(|place| place.environment.as_ref());
        let names: HashSet<String> = concerned.map(ToString::to_string).collect();
        let bodies: BTreeMap<String, Body> =
            names.into_iter().filter_map(|name| Some((name.clone(), self.resolve(&name).ok()?.body))).collect();
        findings.into_iter().map(|finding| finding.located_among(|environment| bodies.get(environment?.as_str()))).collect()
    }
}

/// What a bootstrap root is for.
fn makes(name: &str) -> &'static str {
    if name == BOOTSTRAP { "creates the bucket for everyone's state" } else { "creates the roles for GitHub in that account" }
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
