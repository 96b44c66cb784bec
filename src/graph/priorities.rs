//! The most urgent alarm of each part.

use std::collections::BTreeMap;

use super::scene::Part;
use crate::model::{Architecture, Name};
use crate::plan::alarms::{Alarm, DimensionValue, Owner, Priority, Reference, alarms};

/// The most urgent priority among the alarms of each part. Those of the account are nobody's.
pub(super) fn priorities(architecture: &Architecture) -> BTreeMap<Part, Priority> {
    let mut priorities = BTreeMap::new();
    for alarm in alarms(architecture) {
        if let Some(part) = part(&alarm) {
            let most: &mut Priority = priorities.entry(part).or_insert(alarm.priority);
            *most = alarm.priority.min(*most);
        }
    }
    priorities
}

/// What an alarm is about: what its metrics are metrics of.
fn part(alarm: &Alarm) -> Option<Part> {
    let metrics = alarm.measure.metrics();
    let references: Vec<&Reference> = metrics
        .iter()
        .flat_map(|metric| &metric.dimensions)
        .filter_map(|dimension| match &dimension.value {
            DimensionValue::Reference(reference) => Some(reference),
            DimensionValue::Literal(_) => None,
        })
        .collect();
    if let Some(name) = &alarm.service {
        return Some(if references.iter().any(|reference| of_queue(reference, name)) {
            Part::Queue(name.clone())
        } else {
            Part::Service(name.clone())
        });
    }
    references.into_iter().find_map(|reference| match &reference.owner {
        Owner::Cdn => Some(Part::Cdn),
        Owner::Database(name) => Some(Part::Database(name.clone())),
        Owner::LoadBalancer => Some(Part::LoadBalancer),
        Owner::Network => Some(Part::Nat),
        Owner::Service(_) => None,
    })
}

fn of_queue(reference: &Reference, name: &Name) -> bool {
    *reference == Reference::queue(name) || *reference == Reference::dead_letter_queue(name)
}
