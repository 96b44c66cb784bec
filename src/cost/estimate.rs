//! What an estimate consists of, and the way to one.

use serde::Serialize;

use super::bill::Bill;
use super::{Assumption, Assumptions, Cents, Comparison, Prices, Quote, compare, items};
use crate::model::{Architecture, Date};
use crate::plan::alarms::{Alarm, alarms};

/// What an environment costs in a month: on demand, without free tier, support and tax.
#[derive(Clone, Debug, Serialize)]
pub struct Estimate {
    /// Its name.
    pub environment: String,
    /// Where it runs.
    pub region: String,
    /// The newest and the oldest reading among the prices that are used; none where nothing has a price.
    pub prices_as_of: Option<[Date; 2]>,
    /// All of it.
    pub total_usd: Cents,
    /// What is paid however little happens.
    pub fixed_usd: Cents,
    /// What follows from what passes through.
    pub usage_usd: Cents,
    /// The dearest first.
    pub components: Vec<Component>,
    /// What is billed and has no price here: not part of any sum.
    pub not_priced: Vec<NotPriced>,
    /// What the quantities follow from.
    pub assumptions: Vec<Assumption>,
    /// The same environment, otherwise; none on a mere bill.
    pub comparisons: Vec<Comparison>,
}

/// A part of the architecture.
#[derive(Clone, Debug, Serialize)]
pub struct Component {
    /// `nat`, `service.api`, `database.main`.
    pub name: String,
    /// All of it.
    pub total_usd: Cents,
    /// What is paid however little happens.
    pub fixed_usd: Cents,
    /// What follows from what passes through.
    pub usage_usd: Cents,
    /// Share of the environment's bill, in per cent.
    pub share_percent: f64,
    /// In the order of the bill.
    pub lines: Vec<Line>,
}

/// Whether a line depends on what passes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// It does not.
    Fixed,
    /// It does.
    Usage,
}

impl Part {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Usage => "usage",
        }
    }
}

/// One line of the bill: quantity times price.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// What it is paid for.
    pub what: String,
    /// Whether it depends on what passes through.
    pub part: Part,
    /// How many units.
    pub quantity: f64,
    /// How the quantity came about.
    pub how: String,
    /// What one unit costs, and who says so.
    pub price: Quote,
    /// The product, to the cent.
    pub monthly_usd: Cents,
    /// Types of the Terraform resources that it pays for.
    pub resources: &'static [&'static str],
}

/// What AWS bills and no price was found for.
#[derive(Clone, Debug, Serialize)]
pub struct NotPriced {
    /// The part of the architecture.
    pub component: String,
    /// What is paid for.
    pub what: String,
    /// The name a `price` block could give it, where a price is all that is missing.
    pub key: Option<String>,
    /// What is known of the quantity, or why nothing is.
    pub why: String,
    /// Types of the Terraform resources concerned.
    pub resources: &'static [&'static str],
}

/// Estimates one environment, and what it would cost otherwise.
pub fn estimate(architecture: &Architecture) -> Estimate {
    let assumptions = Assumptions::of(architecture);
    let estimate = of(architecture, &alarms(architecture), &assumptions);
    Estimate { comparisons: compare::all(architecture, &assumptions, Prices::of(architecture)), ..estimate }
}

/// The same without comparisons, by whoever has the alarms of the environment already.
pub fn bill(architecture: &Architecture, alarms: &[Alarm]) -> Estimate {
    of(architecture, alarms, &Assumptions::of(architecture))
}

fn of(architecture: &Architecture, alarms: &[Alarm], assumptions: &Assumptions) -> Estimate {
    let mut bill = Bill::new(Prices::of(architecture));
    items::all(architecture, alarms, assumptions, &mut bill);
    bill.estimate(architecture, assumptions)
}

impl Estimate {
    /// The dearest lines, each with its component.
    pub fn dearest(&self, count: usize) -> Vec<(&str, &Line)> {
        let mut lines: Vec<(&str, &Line)> =
            self.components.iter().flat_map(|component| component.lines.iter().map(|line| (component.name.as_str(), line))).collect();
        lines.sort_by_key(|(_, line)| std::cmp::Reverse(line.monthly_usd));
        lines.truncate(count);
        lines
    }

    /// A part of the architecture, by name.
    pub fn component(&self, name: &str) -> Option<&Component> {
        self.components.iter().find(|component| component.name == name)
    }

    /// Prices that were read more than a year before a day, each once, by name.
    pub fn older_than_a_year(&self, today: Date) -> Vec<&Quote> {
        let lines = self.components.iter().flat_map(|component| &component.lines);
        let mut old: Vec<&Quote> = lines.map(|line| &line.price).filter(|price| price.as_of.a_year_later() < today).collect();
        old.sort_by(|a, b| a.key.cmp(&b.key));
        old.dedup_by(|a, b| a.key == b.key);
        old
    }
}
