//! Collects what is billed, and adds it up.

use std::cmp::Reverse;

use super::{Assumptions, Cents, Component, Confidence, Estimate, Line, NotPriced, Part, Prices, quantity};
use crate::model::Architecture;

/// The lines of one environment so far.
pub(super) struct Bill<'a> {
    prices: Prices<'a>,
    component: String,
    lines: Vec<(String, Line)>,
    not_priced: Vec<NotPriced>,
}

/// How many units, and why so many.
pub(super) struct Quantity {
    pub(super) number: f64,
    pub(super) how: String,
}

/// A quantity and its explanation.
pub(super) fn of(number: f64, how: impl Into<String>) -> Quantity {
    Quantity { number, how: how.into() }
}

impl<'a> Bill<'a> {
    pub(super) fn new(prices: Prices<'a>) -> Self {
        Self { prices, component: String::new(), lines: Vec::new(), not_priced: Vec::new() }
    }

    /// What comes next belongs to this part of the architecture.
    pub(super) fn component(&mut self, name: impl Into<String>) {
        self.component = name.into();
    }

    /// Paid however little happens.
    pub(super) fn fixed(&mut self, what: impl Into<String>, resources: &'static [&'static str], key: &str, quantity: Quantity) {
        self.line(what.into(), Part::Fixed, resources, key, quantity, None);
    }

    /// Paid for what passes through.
    pub(super) fn usage(&mut self, what: impl Into<String>, resources: &'static [&'static str], key: &str, quantity: Quantity) {
        self.line(what.into(), Part::Usage, resources, key, quantity, None);
    }

    /// Paid however little happens, at no more than a guess.
    pub(super) fn guessed(&mut self, what: impl Into<String>, resources: &'static [&'static str], key: &str, quantity: Quantity) {
        self.line(what.into(), Part::Fixed, resources, key, quantity, Some(Confidence::Low));
    }

    fn line(
        &mut self,
        what: String,
        part: Part,
        resources: &'static [&'static str],
        key: &str,
        Quantity { number, how }: Quantity,
        confidence: Option<Confidence>,
    ) {
        let component = self.component.clone();
        match self.prices.find(key) {
            Some(mut price) => {
                price.confidence = confidence.unwrap_or(price.confidence);
                let monthly_usd = Cents::of(number * price.usd);
                self.lines.push((component, Line { what, part, quantity: number, how, price, monthly_usd, resources }));
            }
            None => {
                let unit = Prices::unit(key).unwrap_or("unit");
                let why = format!("no price for {} in {}: {} × {unit} ({how})", key, self.prices.region(), quantity(number));
                self.not_priced.push(NotPriced { component, what, key: Some(key.to_owned()), why, resources });
            }
        }
    }

    /// What is billed by something that nobody can know beforehand.
    pub(super) fn unknown(&mut self, what: impl Into<String>, resources: &'static [&'static str], why: impl Into<String>) {
        let component = self.component.clone();
        self.not_priced.push(NotPriced { component, what: what.into(), key: None, why: why.into(), resources });
    }

    /// What it comes to; `None` where a price is missing, since a sum without it would be too small.
    pub(super) fn total(&self) -> Option<Cents> {
        self.not_priced.is_empty().then(|| self.lines.iter().map(|(_, line)| line.monthly_usd).sum())
    }

    /// What it is made of: "98.55 NAT gateways + 10.95 their public addresses".
    pub(super) fn explained(&self) -> String {
        let priced = self.lines.iter().map(|(_, line)| format!("{} {}", line.monthly_usd, line.what));
        let missing = self.not_priced.iter().map(|missing| format!("{} (not priced)", missing.what));
        priced.chain(missing).collect::<Vec<_>>().join(" + ")
    }

    pub(super) fn estimate(self, architecture: &Architecture, assumptions: &Assumptions) -> Estimate {
        let sum = |lines: &[Line], part: Part| lines.iter().filter(|line| line.part == part).map(|line| line.monthly_usd).sum::<Cents>();
        let mut components: Vec<Component> = Vec::new();
        for (name, line) in self.lines {
            match components.iter_mut().find(|component| component.name == name) {
                Some(component) => component.lines.push(line),
                None => components.push(Component {
                    name,
                    total_usd: Cents::default(),
                    fixed_usd: Cents::default(),
                    usage_usd: Cents::default(),
                    share_percent: 0.0,
                    lines: vec![line],
                }),
            }
        }
        for component in &mut components {
            component.fixed_usd = sum(&component.lines, Part::Fixed);
            component.usage_usd = sum(&component.lines, Part::Usage);
            component.total_usd = component.fixed_usd + component.usage_usd;
        }
        let fixed_usd = components.iter().map(|component| component.fixed_usd).sum();
        let usage_usd = components.iter().map(|component| component.usage_usd).sum();
        let total_usd = fixed_usd + usage_usd;
        for component in &mut components {
            component.share_percent = component.total_usd.percent_of(total_usd);
        }
        components.sort_by(|a, b| (Reverse(a.total_usd), &a.name).cmp(&(Reverse(b.total_usd), &b.name)));
        let dates = || components.iter().flat_map(|component| &component.lines).map(|line| line.price.as_of);
        Estimate {
            environment: architecture.environment.to_string(),
            region: architecture.region.as_str().to_owned(),
            prices_as_of: dates().max().zip(dates().min()).map(|(newest, oldest)| [newest, oldest]),
            total_usd,
            fixed_usd,
            usage_usd,
            components,
            not_priced: self.not_priced,
            assumptions: assumptions.list(),
            comparisons: Vec::new(),
        }
    }
}
