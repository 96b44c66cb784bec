//! Networks whose ranges overlap can never be connected, and a VPC's range cannot be changed.

use std::collections::BTreeMap;

use ipnet::Ipv4Net;

use super::finding::route;
use super::judge::Judge;
use super::outline::{Again, Outline};

pub(super) fn check(outlines: &[Outline], _: &Again<'_>, judge: &mut Judge) {
    let mut seen: BTreeMap<Ipv4Net, usize> = BTreeMap::new();
    for (index, outline) in outlines.iter().enumerate() {
        let range = outline.cidr_block;
        // The first is enough: whoever moves the range looks at all of them.
        let first = overlapping(&seen, range).and_then(|first| outlines.get(first));
        seen.entry(range).or_insert(index);
        if !judge.is(first.is_some()) {
            continue;
        }
        let Some(other) = first else { continue };
        let (environment, other_environment) = (&outline.environment, &other.environment);
        let at = || route(["network", "cidr_block"]);
        let message =
            format!("environments `{other_environment}` and `{environment}` have overlapping networks and can never be connected");
        let finding = judge.finding_in(environment, message, at(), format!("`{environment}` has {range}"));
        let label = format!("`{other_environment}` has {}", other.cidr_block);
        judge.report(
            finding
                .related_in(other_environment, at(), label)
                .help("give each environment a range of its own now: changing it later means a new VPC"),
        );
    }
}

/// The first of the ranges that has an address in common with another one. Of two ranges that do, one holds the other.
fn overlapping(seen: &BTreeMap<Ipv4Net, usize>, range: Ipv4Net) -> Option<usize> {
    let around = std::iter::successors(range.supernet(), Ipv4Net::supernet).filter_map(|wider| seen.get(&wider));
    let last = Ipv4Net::from(range.broadcast());
    let inside = seen.range(range..=last).map(|(_, index)| index);
    around.chain(inside).copied().min()
}
