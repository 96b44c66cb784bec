//! A flow that is there already makes a security-group rule that EC2 refuses as a duplicate.

use super::finding::route;
use super::judge::Judge;
use crate::model::{Architecture, Flow};
use crate::plan::flows;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    let same = |a: &Flow, b: &Flow| a.from == b.from && a.to == b.to && a.port == b.port && a.protocol == b.protocol;
    let derived = flows::derived(architecture);
    for (index, (name, flow)) in architecture.flows.iter().enumerate() {
        let what = format!("{} from `{}` to `{}` on {}", flow.protocol, flow.from, flow.to, flow.port);
        let at = route(["flow", name.as_str()]);
        if judge.is(derived.iter().any(|other| same(flow, other))) {
            let finding = judge.finding(format!("{what} is allowed already"), at, "tfgen derives this flow from the model");
            judge.report(finding.help("delete the block: `tfgen show` lists what is derived"));
        } else if let Some((other, _)) = architecture.flows.iter().take(index).find(|(_, other)| judge.is(same(flow, other))) {
            let finding = judge.finding(format!("{what} is allowed twice"), at, "");
            judge.report(finding.related(route(["flow", other.as_str()]), "first here").help("delete one of the two"));
        }
    }
}
