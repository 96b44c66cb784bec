//! Files whose name changes with their content never change: whoever has one need not ask again.

use super::caching::hashed;
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for file in architecture.cdn.iter().flat_map(hashed) {
        if judge.below(file.seconds, judge.threshold()) {
            let message = match file.seconds {
                0 => format!("{} is never cached, though names of files there change with their content", file.what),
                seconds => format!("{} is cached for {seconds} s only, though names of files there change with their content", file.what),
            };
            judge.report(
                judge
                    .finding(message, file.at, "every edge location fetches them again and again")
                    .help(format!("{} s or more, or leave it out; AWS's policy for this is `CachingOptimized`", judge.threshold()))
                    .help("files that do change under their name do not belong below `path_patterns` of `static_assets`"),
            );
        }
    }
}
