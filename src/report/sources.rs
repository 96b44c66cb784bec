//! What the numbers of the page come from: prices, rules, and behaviours of AWS, each once.

use serde::Serialize;

use super::anchor::{anchor, link};
use super::table::{Cell, Link, Table};
use crate::cost::{Confidence, Quote};
use crate::guardrails::RULES;
use crate::rehearse::BEHAVIOURS;

/// The section.
#[derive(Debug, Serialize)]
pub(super) struct Section {
    prices: Option<Table>,
    rules: Table,
    behaviours: Table,
}

/// The prices that lines of the bill have asked for so far.
#[derive(Default)]
pub(super) struct Prices(Vec<(Quote, Option<Link>)>);

impl Prices {
    /// Where a price is explained; `declared` is where the architecture says it, if it does.
    pub(super) fn href(&mut self, quote: &Quote, declared: Option<Link>) -> String {
        let known = self.0.iter().position(|(known, _)| known == quote);
        let index = known.unwrap_or(self.0.len());
        if known.is_none() {
            self.0.push((quote.clone(), declared));
        }
        format!("#{}", self.id(index))
    }

    /// The same price in another region is another price.
    fn id(&self, index: usize) -> String {
        let key = |(quote, _): &(Quote, Option<Link>)| quote.key.clone();
        let named = self.0.get(index).map(key).unwrap_or_default();
        let before = self.0.iter().take(index).filter(|other| key(other) == named).count();
        if before == 0 { anchor(["price", &named]) } else { anchor(["price", &named, &(before + 1).to_string()]) }
    }

    fn table(&self) -> Table {
        let mut table = Table::new("prices", &["price", ">USD", "for one", "read on", "confidence", "source"]);
        let mut order: Vec<usize> = (0..self.0.len()).collect();
        order.sort_by_key(|index| self.0.get(*index).map(|(quote, _)| quote.key.clone()));
        for index in order {
            let Some((quote, declared)) = self.0.get(index) else { continue };
            let confidence = Cell::text(quote.confidence.as_str()).mood(if quote.confidence == Confidence::Low { "warn" } else { "" });
            table.row([
                Cell::code(quote.key.as_ref()).id(self.id(index)),
                Cell::number(quote.usd, quote.usd.to_string()),
                Cell::text(quote.unit),
                Cell::text(quote.as_of.to_string()),
                confidence,
                Cell::text(quote.source.as_ref()).note(declared.clone()),
            ]);
        }
        table.noted("US dollars, on demand. Confidence is low where a price is assumed or second-hand.")
    }

    pub(super) fn section(&self) -> Section {
        Section { prices: self.table().filled(), rules: rules(), behaviours: behaviours() }
    }
}

fn rules() -> Table {
    let mut table = Table::new("rules", &["rule", "finds", "claims", "compared with", "source", "as of"]);
    for rule in RULES {
        let compared = if rule.threshold > 0 { format!("{} {}", rule.threshold, rule.unit) } else { String::new() };
        table.row([
            Cell::code(rule.id).id(anchor(["rule", rule.id])),
            Cell::text(format!("{}s", rule.severity)),
            Cell::text(rule.claim()),
            Cell::text(compared),
            Cell::text(rule.source),
            Cell::text(rule.as_of),
        ]);
    }
    table.noted("`tfgen explain RULE` has a page on each, with an example.")
}

fn behaviours() -> Table {
    let mut table = Table::new("behaviours of AWS", &["behaviour", "what AWS does", ">seconds", "source", "as of"]);
    for behaviour in BEHAVIOURS {
        let seconds = if behaviour.seconds > 0 { behaviour.seconds.to_string() } else { String::new() };
        table.row([
            Cell::code(behaviour.id).id(anchor(["behaviour", behaviour.id])),
            Cell::text(behaviour.what),
            Cell::number(f64::from(behaviour.seconds), seconds),
            Cell::text(behaviour.source),
            Cell::text(behaviour.as_of),
        ]);
    }
    table.noted("Every step of a rehearsal follows from one of these, or from a value of the architecture.")
}

/// Where a rule is explained. Those from before the registry have no page.
pub(super) fn rule(id: &str) -> Link {
    let known = RULES.iter().any(|rule| rule.id == id);
    if known { Link::to(id, link(["rule", id])) } else { Link::plain(id) }
}
