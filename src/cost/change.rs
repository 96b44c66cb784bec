//! What a change of the architecture changes on the bill. Both sides have today's prices: what differs is the architecture's doing.

use std::fmt;

use serde::{Serialize, Serializer};

use super::{Cents, Estimate, Line, NotPriced};
use crate::table::Table;

/// One environment's bill, before and after.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// Its name.
    pub environment: String,
    /// The revision it is compared with.
    pub since: String,
    /// All of it, then.
    pub before_usd: Cents,
    /// All of it, now.
    pub after_usd: Cents,
    /// What is more, or less.
    pub difference_usd: Difference,
    /// Lines that are not what they were, the largest difference first.
    pub lines: Vec<ChangedLine>,
    /// What has no price and is new.
    pub not_priced: Vec<NotPriced>,
    /// What had no price and is gone.
    pub no_longer_not_priced: Vec<NotPriced>,
}

/// A line that is new, gone, or another.
#[derive(Clone, Debug, Serialize)]
pub struct ChangedLine {
    /// The part of the architecture.
    pub component: String,
    /// What it is paid for.
    pub what: String,
    /// The line then.
    pub before: Option<Line>,
    /// The line now.
    pub after: Option<Line>,
    /// What is more, or less.
    pub difference_usd: Difference,
}

/// US cents more or less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference(i64);

impl Difference {
    fn between(before: Cents, after: Cents) -> Self {
        Self(i64::try_from(i128::from(after.0) - i128::from(before.0)).unwrap_or(i64::MAX))
    }
}

impl fmt::Display for Difference {
    /// `+12.30`, `-4.00`, `0.00`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match self.0 {
            0 => "",
            1.. => "+",
            _ => "-",
        };
        write!(f, "{sign}{}", Cents(self.0.unsigned_abs()))
    }
}

impl Serialize for Difference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.0 as f64 / 100.0)
    }
}

/// Compares two estimates of one environment; one of them may be missing, as the environment was, or is.
pub fn change(environment: &str, since: &str, before: Option<&Estimate>, after: Option<&Estimate>) -> Change {
    let total = |estimate: Option<&Estimate>| estimate.map(|estimate| estimate.total_usd).unwrap_or_default();
    let missing = |of: Option<&Estimate>, than: Option<&Estimate>| -> Vec<NotPriced> {
        let there = |missing: &&NotPriced| {
            let same = |other: &NotPriced| (&other.component, &other.what) == (&missing.component, &missing.what);
            !than.is_some_and(|than| than.not_priced.iter().any(same))
        };
        of.into_iter().flat_map(|of| &of.not_priced).filter(there).cloned().collect()
    };
    Change {
        environment: environment.to_owned(),
        since: since.to_owned(),
        before_usd: total(before),
        after_usd: total(after),
        difference_usd: Difference::between(total(before), total(after)),
        lines: lines(before, after),
        not_priced: missing(after, before),
        no_longer_not_priced: missing(before, after),
    }
}

fn lines(before: Option<&Estimate>, after: Option<&Estimate>) -> Vec<ChangedLine> {
    let of = |estimate: Option<&Estimate>| -> Vec<(String, Line)> {
        let components = estimate.into_iter().flat_map(|estimate| &estimate.components);
        components.flat_map(|component| component.lines.iter().map(|line| (component.name.clone(), line.clone()))).collect()
    };
    let (before, mut after) = (of(before), of(after));
    let mut pairs = Vec::new();
    for (component, line) in before {
        let same = after.iter().position(|(other, then)| *other == component && then.what == line.what);
        let now = same.map(|index| after.remove(index).1);
        pairs.push((component, Some(line), now));
    }
    pairs.extend(after.into_iter().map(|(component, line)| (component, None, Some(line))));
    let amount = |line: &Option<Line>| line.as_ref().map(|line| line.monthly_usd).unwrap_or_default();
    let mut changed: Vec<ChangedLine> = pairs
        .into_iter()
        .filter(|(_, before, after)| amount(before) != amount(after))
        .map(|(component, before, after)| ChangedLine {
            component,
            what: before.as_ref().or(after.as_ref()).map(|line| line.what.clone()).unwrap_or_default(),
            difference_usd: Difference::between(amount(&before), amount(&after)),
            before,
            after,
        })
        .collect();
    changed.sort_by(|a, b| {
        let key = |line: &ChangedLine| (std::cmp::Reverse(line.difference_usd.0.unsigned_abs()), line.component.clone(), line.what.clone());
        key(a).cmp(&key(b))
    });
    changed
}

impl Change {
    /// "prod: +36.50 USD a month since main, from 120.00 to 156.50"
    fn headline(&self) -> String {
        let Self { environment, since, before_usd, after_usd, difference_usd, .. } = self;
        if self.lines.is_empty() {
            return format!("{environment}: nothing changes since {since}, {after_usd} USD a month");
        }
        format!("{environment}: {difference_usd} USD a month since {since}, from {before_usd} to {after_usd}")
    }

    fn table(&self) -> Table {
        let mut table = Table::new(["component", "what", ">before", ">after", ">USD a month", "how"]);
        for ChangedLine { component, what, before, after, difference_usd } in &self.lines {
            let amount = |line: &Option<Line>| line.as_ref().map_or_else(String::new, |line| line.monthly_usd.to_string());
            let how = match (before, after) {
                (Some(before), Some(after)) if before.how != after.how => format!("{}; before: {}", after.how, before.how),
                (_, Some(line)) | (Some(line), None) => line.how.clone(),
                (None, None) => String::new(),
            };
            table.row([component.clone(), what.clone(), amount(before), amount(after), difference_usd.to_string(), how]);
        }
        table
    }

    fn missing(&self) -> Vec<String> {
        let said = |all: &[NotPriced], word: &str| -> Vec<String> {
            all.iter().map(|missing| format!("{word}: {} of {}, {}", missing.what, missing.component, missing.why)).collect()
        };
        [said(&self.not_priced, "Not priced, and new"), said(&self.no_longer_not_priced, "Was not priced, and is gone")].concat()
    }

    /// For people.
    pub fn text(&self) -> String {
        let table = if self.lines.is_empty() { String::new() } else { format!("\n{}", self.table().text()) };
        let missing: String = self.missing().iter().map(|line| format!("{line}\n")).collect();
        format!("{}\n{table}{missing}", self.headline())
    }

    /// For a pull request.
    pub fn markdown(&self) -> String {
        let escaped = crate::render::escaped_markdown;
        let table = if self.lines.is_empty() { String::new() } else { format!("\n{}", self.table().markdown()) };
        let missing: String = self.missing().iter().map(|line| format!("\n{}\n", escaped(line))).collect();
        format!("### {}\n{table}{missing}", escaped(&self.headline()))
    }

    /// One line a changed line, of several environments.
    pub fn csv(changes: &[Self]) -> String {
        let mut table = Table::new(["environment", "component", "what", "before_usd", "after_usd"]);
        for change in changes {
            for ChangedLine { component, what, before, after, .. } in &change.lines {
                let amount = |line: &Option<Line>| line.as_ref().map_or_else(String::new, |line| line.monthly_usd.dollars().to_string());
                table.row([change.environment.clone(), component.clone(), what.clone(), amount(before), amount(after)]);
            }
        }
        table.csv()
    }
}
