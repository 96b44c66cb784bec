//! Metrics that both alarms and graphs are about.

use std::borrow::Cow;

use super::{Dimension, DimensionValue, Metric, Reference};
use crate::model::{Architecture, Database, MultiAz, Name, Nat, Zone};

/// A metric of the load balancer about a service's target group.
pub fn target_group(name: &Name, metric_name: &'static str, statistic: &'static str) -> Metric {
    let dimensions = vec![of("LoadBalancer", Reference::load_balancer()), of("TargetGroup", Reference::target_group(name))];
    Metric { namespace: "AWS/ApplicationELB".into(), metric_name, statistic, dimensions }
}

/// A metric of a service's Auto Scaling group or of its instances together.
pub fn group(name: &Name, namespace: impl Into<Cow<'static, str>>, metric_name: &'static str, statistic: &'static str) -> Metric {
    let dimensions = vec![of("AutoScalingGroupName", Reference::autoscaling_group(name))];
    Metric { namespace: namespace.into(), metric_name, statistic, dimensions }
}

/// A metric of a worker's queue or of its dead letters.
pub fn queue(queue: Reference, metric_name: &'static str) -> Metric {
    let dimensions = vec![of("QueueName", queue)];
    Metric { namespace: "AWS/SQS".into(), metric_name, statistic: "Maximum", dimensions }
}

/// A metric of the CDN. All of them are kept in us-east-1.
pub fn distribution(metric_name: &'static str, statistic: &'static str) -> Metric {
    let everywhere = Dimension { name: "Region", value: DimensionValue::Literal("Global".to_owned()) };
    let dimensions = vec![of("DistributionId", Reference::distribution()), everywhere];
    Metric { namespace: "AWS/CloudFront".into(), metric_name, statistic, dimensions }
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
    Metric { namespace: "AWS/NATGateway".into(), metric_name, statistic: "Sum", dimensions }
}

/// A metric of the NAT instance or its group.
pub fn nat_instance(namespace: &'static str, metric_name: &'static str, statistic: &'static str) -> Metric {
    let dimensions = vec![of("AutoScalingGroupName", Reference::nat_autoscaling_group())];
    Metric { namespace: namespace.into(), metric_name, statistic, dimensions }
}

fn of(name: &'static str, reference: Reference) -> Dimension {
    Dimension { name, value: DimensionValue::Reference(reference) }
}

/// One instance of a database, as metrics name it.
pub struct Instance {
    /// What tells it from the others: `r1` of a replica, `instance-1` in a cluster; nothing for a primary.
    pub key: Option<String>,
    /// Whether it follows another instance.
    pub follows: bool,
    /// Whether it may be the writer.
    pub may_lead: bool,
    reference: Reference,
}

impl Instance {
    /// As people say it.
    pub fn title(&self, database: &Name) -> String {
        match &self.key {
            Some(key) if self.may_lead => format!("Database {database}, {key},"),
            Some(key) => format!("Replica {key} of database {database}"),
            None => format!("Database {database}"),
        }
    }
}

/// The instances of a database.
pub fn instances(name: &Name, database: &Database) -> Vec<Instance> {
    if database.multi_az == MultiAz::Cluster {
        let of = |number: usize| Instance {
            key: Some(format!("instance-{}", number + 1)),
            follows: true,
            may_lead: true,
            reference: Reference::cluster_instance(name, number),
        };
        return (0..3).map(of).collect();
    }
    let primary = Instance { key: None, follows: false, may_lead: true, reference: Reference::database_instance(name) };
    let replica = |number: u32| {
        let key = format!("r{number}");
        Instance { follows: true, may_lead: false, reference: Reference::database_replica(name, &key), key: Some(key) }
    };
    std::iter::once(primary).chain((1..=database.read_replicas.get()).map(replica)).collect()
}

/// A metric of a database's instance.
pub fn database(instance: &Instance, metric_name: &'static str, statistic: &'static str) -> Metric {
    let dimensions = vec![of("DBInstanceIdentifier", instance.reference.clone())];
    Metric { namespace: "AWS/RDS".into(), metric_name, statistic, dimensions }
}
