//! Timelines as people read them at 3 a.m.: when, who is told, how long, what then.

use super::timeline::{Timeline, Verdict};
use super::{BEHAVIOURS, Behaviour};

/// Seconds as minutes and seconds: `2:05`; from an hour on `1:00:00`.
pub fn clock(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// Both: `2:05 (125 s)`.
fn both(seconds: u32) -> String {
    format!("{} ({seconds} s)", clock(seconds))
}

/// A number with its thousands apart.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// All of them, one below the other; what does not apply in one line each.
pub fn text(timelines: &[Timeline]) -> String {
    let mut text = String::new();
    for timeline in timelines {
        text.push_str(&one(timeline));
    }
    text
}

impl Timeline {
    /// `prod: one zone lost, service api`
    pub fn heading(&self) -> String {
        let service = self.service.as_ref().map_or_else(String::new, |service| format!(", service {service}"));
        format!("{}: {}{service}", self.environment, self.scenario.title())
    }

    /// How it ends, in a line.
    pub fn ending(&self) -> String {
        match &self.verdict {
            Verdict::Heals if self.capacity_back == Some(0) => "keeps serving".to_owned(),
            Verdict::Heals => "heals".to_owned(),
            Verdict::TooSmall { why } => format!("TOO SMALL: {why}"),
            Verdict::ByHand { what } => format!("by hand: {what}"),
            Verdict::NeverHeals { why, .. } => format!("NEVER HEALS: {why}"),
            Verdict::DoesNotApply { why } => format!("does not apply: {why}"),
        }
    }

    /// What is to be known of it, as pairs of a word and what it says.
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let mut facts = vec![("verdict", self.ending())];
        if !self.shows.is_empty() {
            facts.push(("caught by", self.shows.join(", ")));
        }
        if self.service.is_some() {
            match self.noticed.first() {
                Some(first) => {
                    facts.push(("noticed", format!("{}, {} {}", both(first.at), first.priority.as_str().to_uppercase(), first.name)));
                }
                None => facts.push(("noticed", "by no alarm".to_owned())),
            }
            facts.push((
                "back",
                match self.capacity_back {
                    Some(0) => "capacity was never missing".to_owned(),
                    Some(at) => format!("after {}", both(at)),
                    None => "never".to_owned(),
                },
            ));
            facts.push(("least", format!("{} of {} instances served", self.least_healthy, self.wanted)));
        }
        if self.requests > 0 {
            facts.push(("failed", self.failures_in_words()));
        }
        if let Some(objective) = self.objective {
            let met = if objective.met { "kept" } else { "MISSED" };
            facts.push(("objective", format!("{met}: {}", both(objective.seconds))));
        }
        facts
    }

    fn failures_in_words(&self) -> String {
        let what = self.unit;
        if self.failed.is_empty() {
            return format!("none of {} {what}", thousands(self.requests));
        }
        let why: Vec<String> = self.failed.iter().map(|failed| format!("{} {}", thousands(failed.requests), failed.why)).collect();
        format!("{} of {} {what}: {}", thousands(self.failures()), thousands(self.requests), why.join(", "))
    }
}

fn one(timeline: &Timeline) -> String {
    if let Verdict::DoesNotApply { .. } = timeline.verdict {
        return format!("{}: {}\n\n", timeline.heading(), timeline.ending());
    }
    let mut text = format!("{}\n", timeline.heading());
    for (word, fact) in timeline.facts() {
        text.push_str(&format!("  {word:<10} {fact}\n"));
    }
    let mut lines: Vec<(u32, bool, String)> = timeline
        .steps
        .iter()
        .map(|step| {
            let behaviour = step.behaviour.map_or_else(String::new, |behaviour| format!(" [{behaviour}]"));
            (step.at, false, format!("{}{behaviour}", step.what))
        })
        .collect();
    for notice in &timeline.noticed {
        let until = notice.until.map_or_else(String::new, |until| format!(", until {}", clock(until)));
        lines.push((notice.at, true, format!("{} {}{until}", notice.priority.as_str().to_uppercase(), notice.name)));
    }
    lines.sort_by_key(|(at, told, _)| (*at, *told));
    for (at, told, what) in shortened(lines) {
        let mark = if told { "!" } else { " " };
        text.push_str(&match at {
            Some(at) => format!("  {:>8} {:>6} s {mark} {what}\n", clock(at), at),
            None => format!("  {:>8} {:>6}   {mark} {what}\n", "", ""),
        });
    }
    for note in &timeline.notes {
        text.push_str(&format!("  note       {note}\n"));
    }
    text.push('\n');
    text
}

/// Lines that are shown of the beginning and of the end of a timeline.
const LINES: usize = 8;

/// A loop says the same again and again: its middle is left out, what somebody is told never.
fn shortened(lines: Vec<(u32, bool, String)>) -> Vec<(Option<u32>, bool, String)> {
    let all = lines.len();
    let mut shown = Vec::new();
    let mut left_out = 0;
    for (index, (at, told, what)) in lines.into_iter().enumerate() {
        if told || all <= 2 * LINES || index < LINES || index + LINES >= all {
            if left_out > 0 {
                shown.push((None, false, format!("… {left_out} more like these")));
                left_out = 0;
            }
            shown.push((Some(at), told, what));
        } else {
            left_out += 1;
        }
    }
    shown
}

/// Every behaviour with its source, and what is assumed of the load of the services.
pub fn sources() -> String {
    let width = BEHAVIOURS.iter().map(|behaviour| behaviour.id.len()).max().unwrap_or_default();
    let mut text = String::new();
    for Behaviour { id, what, source, as_of, .. } in BEHAVIOURS {
        text.push_str(&format!("{id:<width$}  {what}\n{:<width$}  {source}, as of {as_of}\n", ""));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{clock, shortened, thousands};

    #[test]
    fn times_and_numbers_are_easy_to_read() {
        assert_eq!([0, 59, 60, 125, 3600, 4000].map(clock), ["0:00", "0:59", "1:00", "2:05", "1:00:00", "1:06:40"]);
        assert_eq!([0, 999, 1000, 1_234_567].map(thousands), ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn a_loop_is_shortened_and_what_is_told_is_kept() {
        let lines: Vec<(u32, bool, String)> = (0..100).map(|at| (at, at == 50, format!("line {at}"))).collect();
        let shown = shortened(lines);
        assert!(shown.len() < 40 && shown.iter().any(|(at, told, _)| *at == Some(50) && *told));
        assert!(shown.iter().any(|(at, _, what)| at.is_none() && what.contains("more")));
    }
}
