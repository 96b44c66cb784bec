//! A public name or a firewall in front of nothing.

use super::{Finding, route};
use crate::model::Architecture;

const RULE: &str = "edge-without-origin";

pub(super) fn check(architecture: &Architecture) -> Vec<Finding> {
    if architecture.cdn.is_some() || architecture.load_balancer.is_some() {
        return Vec::new();
    }
    let blocks = [("dns", architecture.dns.is_some()), ("waf", architecture.waf.is_some())];
    let found = |block: &str| {
        let message =
            format!("`{block}` stands in front of nothing: environment `{}` has no CDN and no load balancer", architecture.environment);
        Finding::error(RULE, message, route([block]), "").help("add a `cdn {}` or a `load_balancer {}` block")
    };
    blocks.into_iter().filter(|(_, written)| *written).map(|(block, _)| found(block)).collect()
}
