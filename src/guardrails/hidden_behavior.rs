//! CloudFront takes the first behavior that matches: one that comes after a wider one is never asked.

use super::caching::{covers, place};
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    let Some(cdn) = &architecture.cdn else { return };
    for (index, behavior) in cdn.behaviors.iter().enumerate() {
        let earlier = cdn.behaviors.iter().take(index);
        if let Some(wider) = earlier.into_iter().find(|earlier| judge.is(covers(&earlier.path_pattern, &behavior.path_pattern))) {
            let message = format!("no request reaches the behavior for `{}`", behavior.path_pattern);
            let finding = judge.finding(
                message,
                place(cdn, behavior, "path_pattern"),
                format!("`{}` is tried at {}", behavior.path_pattern, behavior.precedence),
            );
            let first = format!("`{}` is tried before it, at {}, and matches all of it", wider.path_pattern, wider.precedence);
            judge.report(
                finding
                    .related(place(cdn, wider, "path_pattern"), first)
                    .help("leave `precedence` out: the more literal characters a pattern has, the earlier it is tried"),
            );
        }
    }
}
