//! Pages that stay what they were long after a release.

use super::caching::pages;
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for page in architecture.cdn.iter().flat_map(pages) {
        if judge.above(page.seconds, judge.threshold()) {
            let message = format!("the CDN answers with pages that can be {} old", hours(page.seconds));
            judge.report(
                judge
                    .finding(message, page.at, format!("kept for {} s where the origin says nothing", page.seconds))
                    .help("set it to 300 or less, or leave it out: files that may be kept for long belong into `static_assets`"),
            );
        }
    }
}

fn hours(seconds: u32) -> String {
    match seconds.div_ceil(3600) {
        1 => "an hour".to_owned(),
        hours => format!("{hours} hours"),
    }
}
