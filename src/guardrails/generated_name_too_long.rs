//! A name that AWS would refuse at apply, computed before rendering.

use super::{Finding, route};
use crate::model::Architecture;
use crate::plan::names;

const RULE: &str = "generated-name-too-long";

pub(super) fn check(architecture: &Architecture) -> Vec<Finding> {
    let mut findings = Vec::new();
    for name in names::limited(architecture) {
        let length = name.name.chars().count();
        if length > name.limit {
            let at = match &name.service {
                Some(service) => route(["service", service.as_str()]),
                None => route(["project"]),
            };
            let message = format!("the {} `{}` would have {length} characters; AWS accepts {}", name.what, name.name, name.limit);
            let mut finding = Finding::error(RULE, message, at, "part of the name");
            if name.service.is_some() {
                finding = finding.related(route(["project"]), "part of the name");
            }
            let parts = if name.service.is_some() { "project, environment or service" } else { "project or environment" };
            findings.push(finding.help(format!("shorten the name of the {parts} by {} characters", length - name.limit)));
        }
    }
    findings
}
