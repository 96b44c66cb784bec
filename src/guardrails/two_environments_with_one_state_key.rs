//! Two states in one object overwrite each other: the worst that can happen to Terraform.

use super::finding::route;
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architectures: &[Architecture], judge: &mut Judge) {
    for (index, architecture) in architectures.iter().enumerate() {
        let (environment, key) = (&architecture.environment, &architecture.state.key);
        let same = |other: &&Architecture| judge.is(other.state.key == *key);
        let Some(other) = architectures.get(..index).unwrap_or_default().iter().find(same) else { continue };
        let other = &other.environment;
        let message = format!("`{other}` and `{environment}` would keep their states in the same object, `{key}`");
        let at = || route(["state", "key"]);
        let finding = judge.finding_in(environment, message, at(), format!("the state of `{environment}`"));
        judge.report(
            finding.related_in(other, at(), format!("the state of `{other}`")).help("write `${environment}` into the key, or leave it out"),
        );
    }
}
