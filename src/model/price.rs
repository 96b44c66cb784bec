//! What AWS asks, where somebody knows better than tfgen's own table.

use serde::{Serialize, Serializer};

use super::Date;
use super::text::{at_most, checked_text, no_control};

/// `price "KEY" {}`: replaces one entry of [`crate::cost::Prices`] in the environments that have it.
#[derive(Clone, Debug, Serialize)]
pub struct Price {
    /// US dollars for one unit of the entry.
    pub usd: Usd,
    /// The day it was read.
    pub as_of: Date,
    /// Where: an agreement, an invoice, a page.
    pub source: PriceSource,
}

/// A price in US dollars, in nanodollars: what AWS publishes has at most ten decimals, and nine are enough for any of tfgen's units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Usd(u64);

impl Usd {
    /// The largest: a million dollars.
    const MOST: f64 = 1e6;

    /// `None` where it is negative, above a million, or no number.
    pub fn new(dollars: f64) -> Option<Self> {
        (0.0..=Self::MOST).contains(&dollars).then(|| Self((dollars * 1e9).round() as u64))
    }

    /// In dollars.
    pub fn dollars(self) -> f64 {
        self.0 as f64 / 1e9
    }
}

impl Serialize for Usd {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.dollars())
    }
}

checked_text!(
    /// The name of a price: `network.nat_gateway_hour`, `ec2.m7g.large`. Which there are is [`crate::cost::Prices`]' to say.
    PriceKey,
    |text| {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c);
        if text.is_empty() || !text.chars().all(allowed) {
            return Err("must be the name of a price such as `network.nat_gateway_hour`".to_owned());
        }
        at_most(text, 80)
    }
);

checked_text!(
    /// Where a price was read.
    PriceSource,
    |text| {
        if text.trim().is_empty() {
            return Err("is empty: whoever checks the estimate needs to know where the price comes from".to_owned());
        }
        no_control(text)?;
        at_most(text, 200)
    }
);
