//! What of each module AWS bills.

mod database;
mod edge;
pub(super) mod nat;
pub(super) mod network;
mod observability;
pub(super) mod service;
mod storage;

use super::Assumptions;
use super::bill::Bill;
use crate::model::Architecture;
use crate::plan::alarms::Alarm;

/// Everything in an environment.
pub(super) fn all(architecture: &Architecture, alarms: &[Alarm], assumptions: &Assumptions, bill: &mut Bill<'_>) {
    nat::items(architecture, architecture.network.nat, assumptions, bill);
    network::items(architecture, assumptions, bill);
    edge::items(architecture, assumptions, bill);
    for (name, service) in &architecture.services {
        service::items(name, service, assumptions, bill);
    }
    for (name, database) in &architecture.databases {
        database::items(architecture, name, database, assumptions, bill);
    }
    storage::items(architecture, assumptions, bill);
    observability::items(architecture, alarms, assumptions, bill);
}
