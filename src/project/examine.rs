//! Everything that is wrong with the environments somebody asked for, found in one go.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::state::Store;
use super::{BOOTSTRAP, Project, Resolved};
use crate::config::Body;
use crate::diagnostic::Diagnostic;
use crate::guardrails::{self, Date, Finding, Ledger, Outline};
use crate::model::{Bootstrap, Name};
use crate::plan::bootstrap::is_root;

/// How far a long run has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What it does: "checking".
    pub what: &'static str,
    /// With how many environments it is done.
    pub done: usize,
    /// How many there are.
    pub of: usize,
}

/// Of which environments something was found.
enum Concerned<'a> {
    /// Of the architecture as a whole, and thereby of all of them.
    All,
    Only(&'a [&'a str]),
}

/// What is kept of what was looked at.
struct Looked {
    waivers: Ledger,
    store: Option<Store>,
    only: Option<Resolved>,
}

/// What was found, and what was waived.
pub struct Examination {
    /// Errors and warnings, each once: a mistake in the base is found again in every environment.
    pub diagnostics: Vec<Diagnostic>,
    /// The waivers, for what is still to be found in rendered files.
    pub waivers: Ledger,
    /// As [`Project::bootstrap`] has it, where nothing is wrong.
    pub bootstrap: Option<(Body, Bootstrap)>,
    /// The environment, where somebody asked for one alone: more are not kept in memory.
    pub only: Option<Resolved>,
}

impl Project {
    /// Resolves, decodes and guards the environments, compares them with all others, and with what the bootstrap root makes for them.
    /// `tick` is called after each environment.
    ///
    /// An environment that nobody asked for counts only where one that somebody did ask for is compared with it. Where it is wrong in
    /// itself, it is left out.
    pub fn examine(&self, environments: &[&str], today: Date, tick: impl FnMut(Progress)) -> Examination {
        let mut found = Found::default();
        let Looked { waivers, store, only } = self.look(environments, today, tick, |_, diagnostics| found.add(diagnostics));
        let bootstrap = store.map(|Store { body, bootstrap }| (body, bootstrap));
        Examination { diagnostics: found.diagnostics, waivers, bootstrap, only }
    }

    /// The same, told for each of the environments by itself. What concerns several is told for each of them.
    pub fn examine_each(&self, environments: &[&str], today: Date, tick: impl FnMut(Progress)) -> (Vec<Vec<Diagnostic>>, Ledger) {
        let mut each: BTreeMap<&str, Found> = environments.iter().map(|name| (*name, Found::default())).collect();
        let Looked { waivers, .. } = self.look(environments, today, tick, |concerned, diagnostics| match concerned {
            Concerned::All => each.values_mut().for_each(|found| found.add(diagnostics.clone())),
            Concerned::Only(names) => {
                names.iter().for_each(|name| each.get_mut(*name).into_iter().for_each(|found| found.add(diagnostics.clone())));
            }
        });
        (environments.iter().map(|name| each.remove(name).unwrap_or_default().diagnostics).collect(), waivers)
    }

    /// Hands what is found to `found`, with those of the environments that it concerns.
    fn look(
        &self,
        environments: &[&str],
        today: Date,
        mut tick: impl FnMut(Progress),
        mut found: impl FnMut(Concerned<'_>, Vec<Diagnostic>),
    ) -> Looked {
        let asked: HashSet<&str> = environments.iter().copied().collect();
        let all = self.environments();
        for name in all.iter().filter(|name| is_root(name)) {
            let diagnostic = self.at_name(name, Diagnostic::error(format!("no environment can be called `{name}`")));
            found(Concerned::All, vec![diagnostic.help(format!("`{name}/` is the root that {}; choose another name", makes(name)))]);
        }
        let mut store = match self.store() {
            Ok((body, bootstrap)) => Some(Store { body, bootstrap }),
            Err(problems) => {
                found(Concerned::All, problems);
                None
            }
        };
        let mut waivers = Ledger::new(today);
        let (mut outlines, mut only) = (Vec::new(), None);
        for (done, &environment) in all.iter().enumerate() {
            let selected = asked.contains(environment);
            match self.resolve(environment) {
                Ok(resolved) => {
                    let expired = waivers.open(environment, &resolved.waivers);
                    if selected {
                        let findings = guardrails::check(&resolved.architecture).into_iter().filter(|finding| !waivers.waives(finding));
                        let findings = findings.map(|finding| finding.located(&resolved.body));
                        let mut own: Vec<Diagnostic> = expired.into_iter().chain(findings).collect();
                        own.extend(store.iter().flat_map(|store| store.check(&resolved)));
                        found(Concerned::Only(&[environment]), own);
                    }
                    store.iter_mut().for_each(|store| store.deploy(&resolved.architecture));
                    outlines.push(Outline::of(&resolved.architecture));
                    if environments == [environment] {
                        only = Some(resolved);
                    }
                }
                // A role that is left out because its environment is wrong would be taken away by the next apply.
                Err(problems) if store.as_ref().is_some_and(|store| store.bootstrap.knows_environments()) => {
                    found(Concerned::All, problems);
                }
                Err(problems) if selected => found(Concerned::Only(&[environment]), problems),
                Err(_) => {}
            }
            tick(Progress { what: "checking", done: done + 1, of: all.len() });
        }
        let mut together = Vec::new();
        let again = |name: &Name| Some(self.resolve(name.as_str()).ok()?.architecture);
        for finding in guardrails::check_together(&outlines, &again) {
            let concerned = finding.places().filter_map(|place| asked.get(place.environment.as_ref()?.as_str()).copied());
            let concerned: BTreeSet<&str> = concerned.collect();
            if !concerned.is_empty() && !waivers.waives(&finding) {
                together.push((concerned.into_iter().collect::<Vec<_>>(), finding));
            }
        }
        let (concerned, findings): (Vec<_>, Vec<_>) = together.into_iter().unzip();
        for (names, diagnostic) in concerned.iter().zip(self.located(findings)) {
            found(Concerned::Only(names), vec![diagnostic]);
        }
        Looked { waivers, store, only }
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
