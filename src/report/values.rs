//! Every value of an environment, who set it and where: what all other sections point to.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::anchor::{anchor, link};
use super::page::Subject;
use super::table::{Cell, Link, Table};

/// The section.
#[derive(Debug, Serialize)]
pub(super) struct Section {
    table: Table,
    count: usize,
}

/// The values of one environment, by route.
pub(super) struct Values<'a> {
    environment: &'a str,
    by_route: BTreeMap<Vec<String>, Set>,
}

/// A value and its origin.
struct Set {
    shown: String,
    number: Option<f64>,
    origin: String,
}

impl<'a> Values<'a> {
    pub(super) fn of(subject: &'a Subject<'_>, value: &Value) -> Self {
        let mut values = Self { environment: subject.name, by_route: BTreeMap::new() };
        values.collect(subject, value, &mut Vec::new());
        values
    }

    /// A list is one value; what is not set is none.
    fn collect(&mut self, subject: &Subject<'_>, value: &Value, route: &mut Vec<String>) {
        match value {
            Value::Object(entries) => {
                for (key, value) in entries {
                    route.push(key.clone());
                    self.collect(subject, value, route);
                    route.pop();
                }
            }
            Value::Null => {}
            value => {
                let origin = subject.origins.of(&route.iter().map(String::as_str).collect::<Vec<_>>());
                let hidden = origin.span.is_some_and(|span| subject.diagnostics.iter().any(|finding| finding.hidden.contains(&span)));
                let shown = if hidden { "hidden: see the guardrails".to_owned() } else { value.to_string() };
                let set = Set { shown, number: value.as_f64(), origin: origin.to_string() };
                self.by_route.insert(route.clone(), set);
            }
        }
    }

    /// Where a value is explained: `prod.…`, and who set it. `None` where it is not set.
    pub(super) fn origin(&self, route: &[&str]) -> Option<Link> {
        let route: Vec<String> = route.iter().map(|part| (*part).to_owned()).collect();
        let set = self.by_route.get(&route)?;
        Some(Link::to(set.origin.clone(), self.href(&route)))
    }

    /// A value as it is written, and its origin. `None` where it is not set.
    pub(super) fn shown(&self, route: &[&str]) -> Option<(String, Link)> {
        let origin = self.origin(route)?;
        let route: Vec<String> = route.iter().map(|part| (*part).to_owned()).collect();
        let shown = self.by_route.get(&route)?.shown.replace('"', "").replace(['[', ']'], "").replace(',', ", ");
        Some((shown, origin))
    }

    /// Every number below a route, as `startup_seconds 240 (base architecture.hcl:62)`.
    pub(super) fn numbers(&self, below: &[&str]) -> Vec<Link> {
        let within = self.by_route.iter().filter(|(route, set)| {
            set.number.is_some() && route.len() > below.len() && route.iter().zip(below).all(|(part, below)| part == below)
        });
        within
            .map(|(route, set)| {
                let name = route.get(below.len()..).unwrap_or_default().join(".");
                Link::to(format!("{name} {} ({})", set.shown, set.origin), self.href(route))
            })
            .collect()
    }

    fn href(&self, route: &[String]) -> String {
        link(["env", self.environment, "value", &route.join(".")])
    }

    pub(super) fn section(&self) -> Section {
        let mut table = Table::new(format!("{}: values and who set them", self.environment), &["argument", "value", "set by", "where"]);
        for (route, set) in &self.by_route {
            let (who, place) = set.origin.split_once(' ').unwrap_or((&set.origin, ""));
            let value = Cell::code(&set.shown);
            let value = match set.number {
                Some(number) => Cell::number(number, &set.shown),
                None => value,
            };
            let id = anchor(["env", self.environment, "value", &route.join(".")]);
            table.row([Cell::code(route.join(".")).id(id), value, Cell::text(who), Cell::text(place)]);
        }
        Section { count: self.by_route.len(), table }
    }
}
