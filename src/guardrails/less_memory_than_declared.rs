//! The application does not fit into the machine.

use super::finding::{Route, of, route};
use super::judge::Judge;
use crate::model::{Architecture, INSTANCE_TYPES_AS_OF, InstanceType, Name, Service};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, service) in &architecture.services {
        let Some(needed) = service.memory_mib else { continue };
        for (instance_type, at) in launched(name, service) {
            if let Some(memory) = instance_type.memory_mib()
                && judge.below(memory, *needed)
            {
                let message = format!("service `{name}` needs {needed} MiB, but a `{instance_type}` has {memory} MiB");
                let finding = judge.finding(message, at, format!("{memory} MiB as of {INSTANCE_TYPES_AS_OF}"));
                let finding = finding.related(of(name, "memory_mib"), "and the operating system takes its share");
                judge.report(finding.help("choose a larger type, or correct `memory_mib`"));
            }
        }
    }
}

/// Every type the group may launch, and where it is named.
pub(super) fn launched<'a>(name: &Name, service: &'a Service) -> Vec<(&'a InstanceType, Route)> {
    let mut types = vec![(&service.instance_type, of(name, "instance_type"))];
    if let Some(mixed) = &service.mixed_instances_policy {
        for (index, instance_type) in mixed.instance_types.iter().enumerate() {
            let index = index.to_string();
            types.push((instance_type, route(["service", name.as_str(), "mixed_instances_policy", "instance_types", &index])));
        }
    }
    types
}
