//! Metrics that both alarms and graphs are about.

use super::{Dimension, DimensionValue, Metric, Reference};
use crate::model::{Architecture, Name, Nat, Zone};

/// A metric of the load balancer about a service's target group.
pub fn target_group(name: &Name, metric_name: &'static str, statistic: &'static str) -> Metric {
    let dimensions = vec![of("LoadBalancer", Reference::load_balancer()), of("TargetGroup", Reference::target_group(name))];
    Metric { namespace: "AWS/ApplicationELB".to_owned(), metric_name, statistic, dimensions }
}

/// A metric of a service's Auto Scaling group or of its instances together.
pub fn group(name: &Name, namespace: &str, metric_name: &'static str, statistic: &'static str) -> Metric {
    let dimensions = vec![of("AutoScalingGroupName", Reference::autoscaling_group(name))];
    Metric { namespace: namespace.to_owned(), metric_name, statistic, dimensions }
}

/// The zones that have a NAT gateway.
pub fn nat_gateway_zones(architecture: &Architecture) -> Vec<&Zone> {
    let mut zones: Vec<&Zone> = match architecture.network.nat {
        Nat::PerAz => architecture.network.availability_zones.iter().collect(),
        Nat::Single => architecture.network.availability_zones.first().into_iter().collect(),
        Nat::None | Nat::Instance => Vec::new(),
    };
    zones.sort();
    zones
}

/// A metric of a NAT gateway.
pub fn nat_gateway(zone: &Zone, metric_name: &'static str) -> Metric {
    let dimensions = vec![of("NatGatewayId", Reference::nat_gateway(zone))];
    Metric { namespace: "AWS/NATGateway".to_owned(), metric_name, statistic: "Sum", dimensions }
}

/// A metric of the NAT instance or its group.
pub fn nat_instance(namespace: &str, metric_name: &'static str, statistic: &'static str) -> Metric {
    let dimensions = vec![of("AutoScalingGroupName", Reference::nat_autoscaling_group())];
    Metric { namespace: namespace.to_owned(), metric_name, statistic, dimensions }
}

fn of(name: &'static str, reference: Reference) -> Dimension {
    Dimension { name, value: DimensionValue::Reference(reference) }
}
