//! Two states in one object overwrite each other: the worst that can happen to Terraform.

use std::collections::HashMap;

use super::finding::route;
use super::judge::Judge;
use super::outline::{Again, Outline};
use crate::model::Name;

pub(super) fn check(outlines: &[Outline], _: &Again<'_>, judge: &mut Judge) {
    let mut seen: HashMap<&str, &Name> = HashMap::new();
    for Outline { environment, key, .. } in outlines {
        let other = *seen.entry(key.as_str()).or_insert(environment);
        if !judge.is(other != environment) {
            continue;
        }
        let message = format!("`{other}` and `{environment}` would keep their states in the same object, `{key}`");
        let at = || route(["state", "key"]);
        let finding = judge.finding_in(environment, message, at(), format!("the state of `{environment}`"));
        judge.report(
            finding.related_in(other, at(), format!("the state of `{other}`")).help("write `${environment}` into the key, or leave it out"),
        );
    }
}
