//! Alarms of a service: what the load balancer sees of it, and what its instances say.

mod instances;
mod queue;
mod requests;

use super::alarm::Scope;
use super::{Alarm, Dimension, DimensionValue, Metric, Reference};
use crate::model::{Architecture, Kind, Name, Service};
use crate::plan::names;

pub use requests::load_balancer;

pub(super) fn alarms(architecture: &Architecture, name: &Name, service: &Service) -> Vec<Alarm> {
    let scope = Scope { name: names::service(architecture, name), label: name.identifier(), service: Some(name.clone()) };
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

/// A metric of the load balancer about a service's target group.
pub fn target_group(name: &Name, metric_name: &'static str, statistic: &'static str) -> Metric {
    let dimensions = vec![
        Dimension { name: "LoadBalancer", value: DimensionValue::Reference(Reference::load_balancer()) },
        Dimension { name: "TargetGroup", value: DimensionValue::Reference(Reference::target_group(name)) },
    ];
    Metric { namespace: "AWS/ApplicationELB".to_owned(), metric_name, statistic, dimensions }
}

/// A metric of a service's Auto Scaling group or of its instances together.
pub fn group(name: &Name, namespace: &str, metric_name: &'static str, statistic: &'static str) -> Metric {
    let group = Dimension { name: "AutoScalingGroupName", value: DimensionValue::Reference(Reference::autoscaling_group(name)) };
    Metric { namespace: namespace.to_owned(), metric_name, statistic, dimensions: vec![group] }
}
