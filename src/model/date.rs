//! A day. The library never asks which one it is: that would make its answers depend on when it was asked.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// A day of the Gregorian calendar, as `2027-03-31`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u32,
    month: u32,
    day: u32,
}

impl Date {
    /// The day that many days after 1970-01-01. Howard Hinnant, "chrono-compatible low-level date algorithms".
    pub fn since_1970(days: u64) -> Self {
        let shifted = days + 719_468;
        let (era, of_era) = (shifted / 146_097, shifted % 146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + u64::from(month <= 2);
        Self { year: year as u32, month: month as u32, day: day as u32 }
    }

    /// The same day a year later; of a 29 February, the day after it would have been.
    #[must_use]
    pub fn a_year_later(self) -> Self {
        match self {
            Self { year, month: 2, day: 29 } => Self { year: year + 1, month: 3, day: 1 },
            Self { year, .. } => Self { year: year + 1, ..self },
        }
    }

    fn days_in(year: u32, month: u32) -> u32 {
        match month {
            2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }
}

impl FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts: Vec<&str> = text.split('-').collect();
        let digits = |part: &str, length: usize| {
            (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse::<u32>().ok()).flatten()
        };
        let date = match parts.as_slice() {
            [year, month, day] => digits(year, 4).zip(digits(month, 2)).zip(digits(day, 2)),
            _ => None,
        };
        match date {
            Some(((year, month), day)) if (1..=12).contains(&month) && (1..=Self::days_in(year, month)).contains(&day) => {
                Ok(Self { year, month, day })
            }
            _ => Err("must be a day such as `2027-03-31`".to_owned()),
        }
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_days() {
        for (days, text) in [(0, "1970-01-01"), (59, "1970-03-01"), (11_016, "2000-02-29"), (11_017, "2000-03-01"), (20_779, "2026-11-22")]
        {
            assert_eq!(Date::since_1970(days).to_string(), text);
            assert_eq!(Date::from_str(text), Ok(Date::since_1970(days)));
        }
    }

    #[test]
    fn a_year_has_366_days_now_and_then() {
        for (text, later) in [("2026-11-22", "2027-11-22"), ("2028-02-29", "2029-03-01"), ("2027-02-28", "2028-02-28")] {
            assert_eq!(Date::from_str(text).map(Date::a_year_later), Date::from_str(later));
        }
    }

    #[test]
    fn refuses_what_is_no_day() {
        for text in
            ["2026-2-1", "2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "26-01-01", "tomorrow", "2026-01-01-01", "2026-01-+1"]
        {
            assert!(Date::from_str(text).is_err(), "{text}");
        }
        assert!(Date::from_str("2028-02-29") > Date::from_str("2028-02-28"));
    }
}
