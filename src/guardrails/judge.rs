//! What a rule is given to judge with: its entry in the registry, and the comparisons.
//!
//! Every comparison that decides about a finding is made by one of these methods. That is what makes the rules testable by mutation: the
//! suite turns each of them round, and moves each boundary by one, and a case has to notice.

use std::panic::Location;

use super::finding::{Finding, Place, Route};
use super::registry::Rule;
use crate::model::Name;

/// Judges for one rule, and collects what it finds.
pub struct Judge {
    rule: &'static Rule,
    findings: Vec<Finding>,
    mutant: Option<Mutant>,
    #[cfg(test)]
    pub(super) sites: std::cell::RefCell<std::collections::BTreeSet<(Site, bool)>>,
}

/// File, line and column of a comparison: what rules have in common compares in a file of its own.
pub(super) type Site = (&'static str, u32, u32);

/// A comparison gone wrong on purpose. Only tests make one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mutant {
    pub(super) site: Site,
    pub(super) change: Change,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// `<` becomes `>=`.
    #[cfg_attr(not(test), allow(dead_code))]
    Turned,
    /// `<` becomes `<=`.
    #[cfg_attr(not(test), allow(dead_code))]
    OffByOne,
}

impl Judge {
    pub(super) fn new(rule: &'static Rule, mutant: Option<Mutant>) -> Self {
        Self {
            rule,
            findings: Vec::new(),
            mutant,
            #[cfg(test)]
            sites: std::cell::RefCell::default(),
        }
    }

    /// The number that the registry has for the rule.
    pub(super) fn threshold(&self) -> u64 {
        self.rule.threshold
    }

    /// `a < b`
    #[track_caller]
    pub(super) fn below(&self, a: impl Into<u64>, b: impl Into<u64>) -> bool {
        let (a, b) = (a.into(), b.into());
        self.numbers(Location::caller(), a < b, a <= b)
    }

    /// `a > b`
    #[track_caller]
    pub(super) fn above(&self, a: impl Into<u64>, b: impl Into<u64>) -> bool {
        let (a, b) = (a.into(), b.into());
        self.numbers(Location::caller(), a > b, a >= b)
    }

    /// `a >= b`
    #[track_caller]
    pub(super) fn at_least(&self, a: impl Into<u64>, b: impl Into<u64>) -> bool {
        let (a, b) = (a.into(), b.into());
        self.numbers(Location::caller(), a >= b, a > b)
    }

    /// `a <= b`
    #[track_caller]
    pub(super) fn at_most(&self, a: impl Into<u64>, b: impl Into<u64>) -> bool {
        let (a, b) = (a.into(), b.into());
        self.numbers(Location::caller(), a <= b, a < b)
    }

    /// A comparison that has no boundary: whether two things are the same, whether something is there.
    #[track_caller]
    pub(super) fn is(&self, fact: bool) -> bool {
        let site = self.site(Location::caller(), false);
        match self.mutant {
            Some(mutant) if mutant.site == site => !fact,
            _ => fact,
        }
    }

    fn numbers(&self, at: &'static Location<'static>, fact: bool, off_by_one: bool) -> bool {
        let site = self.site(at, true);
        match self.mutant {
            Some(mutant) if mutant.site == site && mutant.change == Change::Turned => !fact,
            Some(mutant) if mutant.site == site => off_by_one,
            _ => fact,
        }
    }

    fn site(&self, at: &'static Location<'static>, _numbers: bool) -> Site {
        let site = (at.file(), at.line(), at.column());
        #[cfg(test)]
        self.sites.borrow_mut().insert((site, _numbers));
        site
    }

    /// A finding of the rule, as bad as the registry says.
    pub(super) fn finding(&self, message: impl Into<String>, at: Route, label: impl Into<String>) -> Finding {
        Finding {
            rule: self.rule.id,
            severity: self.rule.severity,
            message: message.into(),
            at: Place { environment: None, route: at, label: label.into() },
            related: Vec::new(),
            help: Vec::new(),
            secret: false,
        }
    }

    /// The same, by a rule that compares environments.
    pub(super) fn finding_in(&self, environment: &Name, message: impl Into<String>, at: Route, label: impl Into<String>) -> Finding {
        let mut finding = self.finding(message, at, label);
        finding.at.environment = Some(environment.clone());
        finding
    }

    pub(super) fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// What was found; places without an environment are in this one.
    pub(super) fn findings(self, environment: Option<&Name>) -> Vec<Finding> {
        let mut findings = self.findings;
        for finding in &mut findings {
            for place in std::iter::once(&mut finding.at).chain(&mut finding.related) {
                place.environment = place.environment.take().or_else(|| environment.cloned());
            }
        }
        findings
    }
}
