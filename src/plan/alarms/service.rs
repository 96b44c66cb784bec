//! Alarms of a service: what the load balancer sees of it, and what its instances say.

mod instances;
mod queue;
mod requests;

use super::Alarm;
use super::alarm::Scope;
use crate::model::{Architecture, Kind, Name, Service};
use crate::plan::names;
use crate::plan::security::service_module;

pub use requests::load_balancer;

pub(super) fn alarms(architecture: &Architecture, name: &Name, service: &Service) -> Vec<Alarm> {
    let scope = Scope { name: names::service(architecture, name), label: service_module(name), service: Some(name.clone()) };
    let mut alarms = Vec::new();
    match &service.kind {
        Kind::Web(web) if architecture.load_balancer.is_some() => {
            alarms.extend(requests::alarms(&scope, architecture, name, service, web));
        }
        Kind::Web(_) => {}
        Kind::Worker(worker) => alarms.extend(queue::alarms(&scope, name, worker)),
    }
    alarms.extend(instances::alarms(&scope, architecture, name, service));
    alarms
}
