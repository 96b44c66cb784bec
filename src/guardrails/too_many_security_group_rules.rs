//! A security group holds so many rules in each direction and no more.

use super::finding::{Route, route};
use super::judge::Judge;
use crate::model::{Architecture, Endpoint};
use crate::plan::security;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for ((owner, direction), count) in security::rule_counts(architecture) {
        if judge.above(count, judge.threshold()) {
            let at = place(&owner);
            let message =
                format!("the security group of `{owner}` would have {count} {direction} rules; AWS accepts {}", judge.threshold());
            let mut finding = judge.finding(message, at, "this security group");
            let last = architecture.flows.iter().rev().find(|(_, flow)| flow.from == owner || flow.to == owner);
            if let Some((flow, _)) = last {
                finding = finding.related(route(["flow", flow.as_str()]), "the last of its flows");
            }
            judge.report(finding.help("join ranges into larger ones, or have the quota raised (L-0EA8095F) and allow this rule"));
        }
    }
}

fn place(owner: &Endpoint) -> Route {
    match owner {
        Endpoint::Service(name) => route(["service", name.as_str()]),
        Endpoint::LoadBalancer => route(["load_balancer"]),
        _ => route(["network"]),
    }
}
