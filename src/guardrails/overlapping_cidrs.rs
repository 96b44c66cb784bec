//! Networks whose ranges overlap can never be connected, and a VPC's range cannot be changed.

use super::finding::route;
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architectures: &[Architecture], judge: &mut Judge) {
    for (index, architecture) in architectures.iter().enumerate() {
        let range = architecture.network.cidr_block.net();
        // The first is enough: whoever moves the range looks at all of them.
        let overlaps = |other: &&Architecture| {
            let other = other.network.cidr_block.net();
            judge.is(range.contains(&other) || other.contains(&range))
        };
        let Some(other) = architectures.get(..index).unwrap_or_default().iter().find(overlaps) else { continue };
        let (environment, other_environment) = (&architecture.environment, &other.environment);
        let at = || route(["network", "cidr_block"]);
        let message =
            format!("environments `{other_environment}` and `{environment}` have overlapping networks and can never be connected");
        let finding = judge.finding_in(environment, message, at(), format!("`{environment}` has {range}"));
        let label = format!("`{other_environment}` has {}", other.network.cidr_block.net());
        judge.report(
            finding
                .related_in(other_environment, at(), label)
                .help("give each environment a range of its own now: changing it later means a new VPC"),
        );
    }
}
