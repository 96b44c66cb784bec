//! What is left when a zone goes is what has to carry the load until the group has healed.

use super::finding::{of, route};
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    let zones = (architecture.network.availability_zones.len() as u64).max(1);
    for (name, service) in &architecture.services {
        let Some(needed) = service.min_healthy_capacity else { continue };
        let size = u64::from(*service.min_size);
        let lost = (judge.threshold() * size).div_ceil(zones);
        if judge.below(size.saturating_sub(lost), *needed) {
            // The smallest size of which enough is left.
            let enough = (size..size + 10_000).find(|size| size.saturating_sub(size.div_ceil(zones)) >= u64::from(*needed)).unwrap_or(size);
            let message = format!("losing a zone leaves service `{name}` with {} of {size} instances", size.saturating_sub(lost));
            let finding = judge.finding(message, of(name, "min_size"), format!("{lost} of {size} are in one zone"));
            judge.report(
                finding
                    .related(of(name, "min_healthy_capacity"), format!("needs {needed} to carry its load"))
                    .related(route(["network", "availability_zones"]), format!("{zones} zones"))
                    .help(if zones > 1 { format!("set `min_size` to {enough}") } else { "name a second zone".to_owned() }),
            );
        }
    }
}
