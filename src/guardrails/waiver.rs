//! `allow "RULE" { reason = "…"  until = "2027-03-31" }`: what is meant is said once, with its reason, and comes back when its time is up.
//!
//! At the top of the base or of an environment it covers everything; in a block, what the rule finds in that block.

use std::collections::{BTreeMap, HashSet};

use super::finding::Finding;
use super::registry::{Check, RULES, Rule};
use super::{Date, Route};
use crate::config::{Block, Body, Kind, Origin, Reader, nearest};
use crate::diagnostic::{Diagnostic, Span};
use crate::model::Reason;

/// The keyword.
pub(crate) const KEYWORD: &str = "allow";

/// One `allow` block, as an environment has it.
#[derive(Clone, Debug)]
pub struct Waiver {
    rule: &'static Rule,
    reason: Reason,
    until: Option<Date>,
    /// The blocks around it.
    scope: Route,
    /// The rule's id, in quotes.
    label: Span,
    until_span: Span,
    origin: Origin,
}

impl Waiver {
    /// The id of the rule that is waived.
    pub fn rule(&self) -> &'static str {
        self.rule.id
    }

    /// Why.
    pub fn reason(&self) -> &str {
        self.reason.as_str()
    }

    /// The last day that it holds on; none is for ever.
    pub fn until(&self) -> Option<Date> {
        self.until
    }

    /// The blocks around it, from the outside in.
    pub fn scope(&self) -> &Route {
        &self.scope
    }
}

/// Reads every `allow` of an environment; what is wrong with one is reported.
pub fn waivers(body: &Body, problems: &mut Vec<Diagnostic>) -> Vec<Waiver> {
    let mut waivers = Vec::new();
    collect(body, &Route::new(), &mut waivers, problems);
    waivers
}

fn collect(body: &Body, scope: &Route, waivers: &mut Vec<Waiver>, problems: &mut Vec<Diagnostic>) {
    for block in &body.blocks {
        if block.keyword == KEYWORD {
            waivers.extend(waiver(block, scope, problems));
        } else if !switched_off(block) {
            let mut inner = scope.clone();
            inner.push(block.keyword.clone());
            inner.extend(block.labels.iter().map(|label| label.text.clone()));
            collect(&block.body, &inner, waivers, problems);
        }
    }
}

fn switched_off(block: &Block) -> bool {
    let off = |name: &str, kind: &Kind| name == "enabled" && matches!(kind, Kind::Bool(false));
    block.body.attributes.iter().any(|attribute| off(&attribute.name, &attribute.value.kind))
}

fn waiver(block: &Block, scope: &Route, problems: &mut Vec<Diagnostic>) -> Option<Waiver> {
    let [label] = block.labels.as_slice() else {
        let diagnostic = Diagnostic::error(format!("`{KEYWORD}` needs the id of one rule")).at(block.key, "");
        problems.push(diagnostic.help(format!("write `{KEYWORD} \"rule\" {{ reason = \"…\" }}`; `tfgen explain` lists the rules")));
        return None;
    };
    let rule = Rule::find(&label.text);
    if rule.is_none() {
        let diagnostic = Diagnostic::error(format!("there is no rule `{}`", label.text)).at(label.span, "");
        problems.push(match nearest(&label.text, RULES.iter().map(|rule| rule.id)) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help("`tfgen explain` lists the rules"),
        });
    }
    if rule.is_some_and(|rule| !rule.waivable) {
        let diagnostic = Diagnostic::error(format!("`{}` cannot be waived", label.text)).at(label.span, "");
        problems.push(diagnostic.help("mend what it finds: Terraform itself would refuse what is rendered otherwise"));
    }
    let mut reader = Reader::of(block, problems);
    let reason: Option<Reason> = reader.required("reason");
    let until = reader.optional::<Date>("until");
    let until_span = reader.span("until");
    reader.finish();
    Some(Waiver { rule: rule?, reason: reason?, until, scope: scope.clone(), label: label.span, until_span, origin: block.origin })
}

/// Which waivers there are, and which were of any use.
pub struct Ledger {
    today: Date,
    /// By environment.
    entries: BTreeMap<String, Vec<Entry>>,
}

struct Entry {
    waiver: Waiver,
    /// The facts that it covers.
    waived: Vec<String>,
}

/// A waiver, and what it is good for.
#[derive(Clone, Debug)]
pub struct Waived<'a> {
    /// The rule.
    pub rule: &'static Rule,
    /// Why it is meant.
    pub reason: &'a str,
    /// The last day it holds.
    pub until: Option<Date>,
    /// Where it is written.
    pub span: Span,
    /// The facts that it covers, as the rule says them.
    pub facts: &'a [String],
}

impl Ledger {
    /// An empty one, on a day.
    pub fn new(today: Date) -> Self {
        Self { today, entries: BTreeMap::new() }
    }

    /// Adds an environment's waivers. Those that have expired are reported and waive nothing.
    pub fn open(&mut self, environment: &str, waivers: &[Waiver]) -> Vec<Diagnostic> {
        let (mut expired, mut entries) = (Vec::new(), Vec::new());
        for waiver in waivers {
            match waiver.until {
                Some(until) if self.today > until => {
                    let diagnostic = Diagnostic::error(format!("the waiver of `{}` has expired", waiver.rule.id));
                    let diagnostic = diagnostic.at(waiver.until_span, format!("today is {}", self.today));
                    expired.push(diagnostic.help("mend what it waives and delete it, or find out whether its reason still holds"));
                }
                _ => entries.push(Entry { waiver: waiver.clone(), waived: Vec::new() }),
            }
        }
        self.entries.insert(environment.to_owned(), entries);
        expired
    }

    /// Whether somebody said that this is meant. The innermost waiver is the one that was of use.
    pub fn waives(&mut self, finding: &Finding) -> bool {
        let entries = finding.at.environment.as_ref().and_then(|environment| self.entries.get_mut(environment.as_str()));
        let covers = |entry: &&mut Entry| entry.waiver.rule.id == finding.rule && finding.at.route.starts_with(&entry.waiver.scope);
        match entries.into_iter().flatten().filter(covers).max_by_key(|entry| entry.waiver.scope.len()) {
            Some(entry) => {
                entry.waived.push(finding.message.clone());
                true
            }
            None => false,
        }
    }

    /// Every waiver that holds in an environment.
    pub fn waived(&self, environment: &str) -> impl Iterator<Item = Waived<'_>> {
        self.entries.get(environment).into_iter().flatten().map(|Entry { waiver, waived }| Waived {
            rule: waiver.rule,
            reason: waiver.reason.as_str(),
            until: waiver.until,
            span: waiver.label,
            facts: waived,
        })
    }

    /// Warns of waivers that waived nothing in the environments that were looked at. One in the base is unused only if every environment
    /// was looked at and none needed it; one for a rule that looks at rendered files only if there were such files.
    pub fn unused(&self, selected: &[&str], all: bool, rendered: bool) -> Vec<Diagnostic> {
        let of_use = self.entries.values().flatten().filter(|entry| !entry.waived.is_empty());
        let of_use: HashSet<Span> = of_use.map(|entry| entry.waiver.label).collect();
        let mut unused = Vec::new();
        for entry in selected.iter().filter_map(|environment| self.entries.get(*environment)).flatten() {
            let Waiver { rule, label, origin, .. } = entry.waiver;
            let unknown = (origin == Origin::Base && !all) || (matches!(rule.check, Check::Rendered(_)) && !rendered);
            if !of_use.contains(&label) && !unknown {
                let diagnostic = Diagnostic::warning(format!("nothing here breaks `{}`: the waiver is of no use", rule.id));
                unused.push(diagnostic.at(label, "").help("delete it, or it will hide the next mistake"));
            }
        }
        unused
    }
}
