//! A type that does not exist is found out when the first instance is launched, one that tfgen has not heard of cannot be checked.

use super::finding::route;
use super::judge::Judge;
use super::less_memory_than_declared::launched;
use crate::config::nearest;
use crate::model::{Architecture, INSTANCE_TYPES_AS_OF, InstanceType, Nat};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    let mut types: Vec<_> = architecture.services.iter().flat_map(|(name, service)| launched(name, service)).collect();
    if architecture.network.nat == Nat::Instance {
        types.push((&architecture.network.nat_instance_type, route(["network", "nat_instance_type"])));
    }
    for (instance_type, at) in types {
        if judge.is(instance_type.memory_mib().is_none()) {
            let message = format!("tfgen does not know the instance type `{instance_type}`");
            let finding = judge.finding(message, at, format!("not in its table of {INSTANCE_TYPES_AS_OF}"));
            let known: Vec<String> = InstanceType::known().collect();
            judge.report(match nearest(instance_type.as_str(), known.iter().map(String::as_str)) {
                Some(near) => finding.help(format!("did you mean `{near}`?")),
                None => finding.help("where AWS has it, nothing is wrong: allow this rule there; memory and price cannot be checked"),
            });
        }
    }
}
