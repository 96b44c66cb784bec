//! Windows in which RDS may do its own work, in UTC.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const DAY: u32 = 24 * 60;
const WEEK: u32 = 7 * DAY;

/// `02:00-03:00`: every day, in UTC, half an hour at least. Source: RDS API, `PreferredBackupWindow`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackupWindow {
    /// Minutes after midnight.
    start: u32,
    /// Minutes it lasts.
    length: u32,
}

/// `sun:03:30-sun:04:30`: every week, in UTC, half an hour to a day. Source: RDS API, `PreferredMaintenanceWindow`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MaintenanceWindow {
    /// Minutes after midnight of Monday.
    start: u32,
    /// Minutes it lasts.
    length: u32,
}

impl BackupWindow {
    /// An hour on Sunday that begins half an hour after the backup should be over.
    pub fn maintenance_after(self) -> MaintenanceWindow {
        MaintenanceWindow { start: (6 * DAY + self.start + self.length + 30) % WEEK, length: 60 }
    }
}

impl MaintenanceWindow {
    /// Whether it meets the backup window of any day; RDS refuses that.
    pub fn overlaps(self, backup: BackupWindow) -> bool {
        (0..7).any(|day| {
            let start = day * DAY + backup.start;
            // Either begins within the other; the week is a circle.
            (start + WEEK - self.start) % WEEK < self.length || (self.start + WEEK - start) % WEEK < backup.length
        })
    }
}

fn clock(text: &str) -> Option<u32> {
    let (hours, minutes) = text.split_once(':')?;
    let number = |part: &str, below: u32| {
        let number = part.parse().ok().filter(|number: &u32| *number < below)?;
        (part.len() == 2 && part.chars().all(|c| c.is_ascii_digit())).then_some(number)
    };
    Some(number(hours, 24)? * 60 + number(minutes, 60)?)
}

impl FromStr for BackupWindow {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let both = text.split_once('-').and_then(|(start, end)| Some((clock(start)?, clock(end)?)));
        let (start, end) = both.ok_or("must be a daily window in UTC such as `02:00-03:00`")?;
        let length = (end + DAY - start) % DAY;
        if length < 30 {
            return Err(format!("must be at least 30 minutes long, is {length}"));
        }
        Ok(Self { start, length })
    }
}

impl FromStr for MaintenanceWindow {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let moment = |text: &str| {
            let (day, time) = text.split_once(':')?;
            let day = (0_u32..).zip(DAYS).find(|(_, name)| *name == day)?.0;
            Some(day * DAY + clock(time)?)
        };
        let both = text.split_once('-').and_then(|(start, end)| Some((moment(start)?, moment(end)?)));
        let (start, end) = both.ok_or("must be a weekly window in UTC such as `sun:03:30-sun:04:30`")?;
        let length = (end + WEEK - start) % WEEK;
        if !(30..=DAY).contains(&length) {
            return Err(format!("must be between 30 minutes and a day long, is {length} minutes"));
        }
        Ok(Self { start, length })
    }
}

fn time(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes % DAY / 60, minutes % 60)
}

impl fmt::Display for BackupWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", time(self.start), time(self.start + self.length))
    }
}

impl fmt::Display for MaintenanceWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let moment = |minutes: u32| format!("{}:{}", DAYS.get((minutes / DAY % 7) as usize).copied().unwrap_or("mon"), time(minutes));
        write!(f, "{}-{}", moment(self.start), moment(self.start + self.length))
    }
}

impl Serialize for BackupWindow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for MaintenanceWindow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn backup(text: &str) -> BackupWindow {
        text.parse().expect("a daily window")
    }

    fn maintenance(text: &str) -> MaintenanceWindow {
        text.parse().expect("a weekly window")
    }

    #[test]
    fn prints_what_it_read() {
        for text in ["02:00-03:00", "23:45-00:30"] {
            assert_eq!(backup(text).to_string(), text);
        }
        for text in ["sun:03:30-sun:04:30", "sun:23:30-mon:00:30"] {
            assert_eq!(maintenance(text).to_string(), text);
        }
        for text in ["2:00-03:00", "02:00", "02:00-02:10", "24:00-25:00", "+1:00-03:00"] {
            assert!(text.parse::<BackupWindow>().is_err(), "{text}");
        }
        for text in ["02:00-03:00", "sun:02:00-mon:03:00", "sun:02:00-sun:02:10", "so:02:00-so:03:00"] {
            assert!(text.parse::<MaintenanceWindow>().is_err(), "{text}");
        }
    }

    #[test]
    fn overlaps_also_across_midnight_and_the_week() {
        assert!(maintenance("sun:02:30-sun:03:30").overlaps(backup("02:00-03:00")));
        assert!(maintenance("sun:23:30-mon:00:30").overlaps(backup("00:00-00:30")));
        assert!(maintenance("mon:00:00-mon:01:00").overlaps(backup("23:30-00:30")));
        assert!(maintenance("tue:01:00-tue:09:00").overlaps(backup("02:00-03:00")));
        assert!(!maintenance("sun:03:00-sun:04:00").overlaps(backup("02:00-03:00")));
        for start in ["00:00-01:00", "02:00-03:00", "22:00-23:59", "23:40-01:10"] {
            assert!(!backup(start).maintenance_after().overlaps(backup(start)), "{start}");
        }
    }
}
