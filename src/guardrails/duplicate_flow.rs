//! A flow that is there already makes a security-group rule that EC2 refuses as a duplicate.

use super::{Finding, route};
use crate::model::{Architecture, Flow};
use crate::plan::flows;

const RULE: &str = "duplicate-flow";

pub(super) fn check(architecture: &Architecture) -> Vec<Finding> {
    let same = |a: &Flow, b: &Flow| a.from == b.from && a.to == b.to && a.port == b.port && a.protocol == b.protocol;
    let derived = flows::derived(architecture);
    let mut findings = Vec::new();
    for (index, (name, flow)) in architecture.flows.iter().enumerate() {
        let what = format!("{} from `{}` to `{}` on {}", flow.protocol, flow.from, flow.to, flow.port);
        let at = route(["flow", name.as_str()]);
        if derived.iter().any(|other| same(flow, other)) {
            let finding = Finding::error(RULE, format!("{what} is allowed already"), at, "tfgen derives this flow from the model");
            findings.push(finding.help("delete the block: `tfgen show` lists what is derived"));
        } else if let Some((other, _)) = architecture.flows.iter().take(index).find(|(_, other)| same(flow, other)) {
            let finding = Finding::error(RULE, format!("{what} is allowed twice"), at, "");
            findings.push(finding.related(route(["flow", other.as_str()]), "first here").help("delete one of the two"));
        }
    }
    findings
}
