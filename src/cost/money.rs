//! Amounts, and how numbers are written.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign};

use serde::{Serialize, Serializer};

/// US cents. Every line is rounded to them, so that what is shown adds up to what is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cents(pub u64);

impl Cents {
    /// The nearest.
    pub fn of(dollars: f64) -> Self {
        Self((dollars * 100.0).round() as u64)
    }

    /// The share of a whole in per cent, to one decimal.
    pub fn percent_of(self, whole: Self) -> f64 {
        if whole.0 == 0 { 0.0 } else { (self.0 as f64 / whole.0 as f64 * 1000.0).round() / 10.0 }
    }

    /// In dollars.
    pub fn dollars(self) -> f64 {
        self.0 as f64 / 100.0
    }
}

impl Add for Cents {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Cents {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Cents {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), Add::add)
    }
}

impl fmt::Display for Cents {
    /// `1,234.50`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", grouped(self.0 / 100), self.0 % 100)
    }
}

impl Serialize for Cents {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.dollars())
    }
}

/// A quantity as people write it: `1,460`, `0.25`; at most four decimals.
pub fn quantity(number: f64) -> String {
    let text = format!("{number:.4}");
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let rest = rest.trim_end_matches('0');
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), grouped);
    if rest.is_empty() { whole } else { format!("{whole}.{rest}") }
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_numbers_as_people_do() {
        assert_eq!(Cents(123_456_789).to_string(), "1,234,567.89");
        assert_eq!([Cents(5), Cents(100_000)].map(|cents| cents.to_string()), ["0.05", "1,000.00"]);
        assert_eq!([0.0, 0.25, 730.0, 10_000_000.0].map(quantity), ["0", "0.25", "730", "10,000,000"]);
        assert_eq!(Cents(333).percent_of(Cents(1000)), 33.3);
        assert_eq!(Cents(333).percent_of(Cents(0)), 0.0);
    }
}
