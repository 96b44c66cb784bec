//! Every alarm of an environment, as data: the Terraform, the dashboard and the runbook are made from this one list.

mod alarm;
mod cdn;
mod database;
pub mod events;
pub mod metrics;
mod network;
mod reference;
pub mod root_login;
mod service;

pub use alarm::{Alarm, Comparison, Dimension, DimensionValue, Measure, Metric, MissingData, Priority};
pub use events::{Event, events};
pub use reference::{Owner, Reference};

use crate::model::Architecture;

/// Every alarm: of each service, by name, then of the load balancer, the network, the databases and the account.
pub fn alarms(architecture: &Architecture) -> Vec<Alarm> {
    let mut alarms = Vec::new();
    for (name, service) in &architecture.services {
        alarms.extend(service::alarms(architecture, name, service));
    }
    alarms.extend(service::load_balancer(architecture));
    alarms.extend(network::alarms(architecture));
    alarms.extend(database::alarms(architecture));
    alarms.extend(cdn::alarms(architecture));
    alarms.extend(root_login::alarms(architecture));
    alarms
}

#[cfg(test)]
mod tests;
