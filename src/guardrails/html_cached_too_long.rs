//! Pages that hide a release for longer than anyone waits. What is kept for hours is another rule's.

use super::caching::pages;
use super::judge::Judge;
use super::registry::Rule;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    let hours = Rule::find("html-cached-for-hours").map_or(u64::MAX, |rule| rule.threshold);
    for page in architecture.cdn.iter().flat_map(pages) {
        if judge.above(page.seconds, judge.threshold()) && judge.at_least(hours, page.seconds) {
            let message = format!("a release shows after up to {} s", page.seconds);
            judge.report(
                judge
                    .finding(message, page.at, format!("kept for {} s where the origin says nothing", page.seconds))
                    .help(format!("set it to {} or less, or leave it out", judge.threshold())),
            );
        }
    }
}
