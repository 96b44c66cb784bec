//! A public name or a firewall in front of nothing.

use super::finding::route;
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    if !(judge.is(architecture.cdn.is_none()) && judge.is(architecture.load_balancer.is_none())) {
        return;
    }
    for (block, written) in [("dns", architecture.dns.is_some()), ("waf", architecture.waf.is_some())] {
        if judge.is(written) {
            let message =
                format!("`{block}` stands in front of nothing: environment `{}` has no CDN and no load balancer", architecture.environment);
            judge.report(judge.finding(message, route([block]), "").help("add a `cdn {}` or a `load_balancer {}` block"));
        }
    }
}
