//! The parts of an environment.

use std::collections::{BTreeMap, BTreeSet};

use super::{Cells, Node, Part};
use crate::graph::priorities::priorities;
use crate::model::{Architecture, Bucket, Database, Endpoint, Kind, MultiAz, Name, Nat, Service, Worker, Zone};
use crate::plan::alarms::Priority;
use crate::plan::flows::flows;

/// Makes them.
pub(super) struct Nodes<'a> {
    architecture: &'a Architecture,
    zones: &'a [&'a Zone],
    priorities: BTreeMap<Part, Priority>,
    /// Both ends of every flow.
    ends: BTreeSet<Part>,
}

impl<'a> Nodes<'a> {
    pub fn new(architecture: &'a Architecture, zones: &'a [&'a Zone]) -> Self {
        let ends = flows(architecture).iter().flat_map(|flow| [&flow.from, &flow.to]).map(Part::from).collect();
        Self { architecture, zones, priorities: priorities(architecture), ends }
    }

    fn node(&self, part: Part, title: &str, detail: String) -> Node {
        Node {
            title: title.to_owned(),
            detail,
            short: title.to_owned(),
            priority: self.priorities.get(&part).copied(),
            cells: Cells::None,
            part,
        }
    }

    pub fn edge(&self) -> Vec<Node> {
        let mut nodes = Vec::new();
        let Architecture { dns, cdn, waf, load_balancer, .. } = self.architecture;
        if let Some(dns) = dns {
            nodes.push(self.node(Part::Dns, "Route 53", dns.domain_name.to_string()));
        }
        let clients = if cdn.is_some() || load_balancer.is_some() { "clients and third parties" } else { "third parties" };
        nodes.push(self.node(Part::Internet, "internet", clients.to_owned()));
        if let Some(waf) = waf {
            let limit = format!("{} requests in {} s", waf.rate_limit, waf.evaluation_window_sec);
            nodes.push(self.node(Part::Waf, "WAF", limit));
        }
        if let Some(cdn) = cdn {
            let name = cdn.aliases.first().map_or_else(|| "cloudfront.net".to_owned(), ToString::to_string);
            nodes.push(self.node(Part::Cdn, "CloudFront", name));
            nodes.push(self.node(Part::Assets, "assets bucket", "S3".to_owned()));
        }
        for part in &self.ends {
            if let Part::Cidr(net) = part {
                nodes.push(self.node(part.clone(), &net.to_string(), "routed to the VPC".to_owned()));
            }
        }
        nodes
    }

    pub fn load_balancer(&self) -> Option<Node> {
        let load_balancer = self.architecture.load_balancer.as_ref()?;
        let subnets = if self.architecture.cdn.is_some() { "private" } else { "public" };
        let protocol = if load_balancer.https() { "HTTPS" } else { "HTTP" };
        Some(self.node(Part::LoadBalancer, "load balancer", format!("{protocol}, in the {subnets} subnets")))
    }

    pub fn nat(&self) -> Option<Node> {
        let network = &self.architecture.network;
        let (title, detail) = match network.nat {
            Nat::None => return None,
            Nat::Instance => ("NAT instance", format!("{}, for every zone", network.nat_instance_type)),
            Nat::Single => ("NAT gateway", "one, for every zone".to_owned()),
            Nat::PerAz => ("NAT gateways", "one for each zone".to_owned()),
        };
        let what = if network.nat == Nat::Instance { "instance" } else { "gateway" };
        let first = network.availability_zones.first();
        let here = |zone: &&Zone| (network.nat == Nat::PerAz || Some(*zone) == first).then(|| what.to_owned());
        let cells = Cells::PerZone(self.zones.iter().map(here).collect());
        Some(Node { short: "NAT".to_owned(), cells, ..self.node(Part::Nat, title, detail) })
    }

    /// Services, then what they reach AWS and databases through.
    pub fn private(&self) -> Vec<Node> {
        let mut nodes: Vec<Node> = self.architecture.services.iter().map(|(name, service)| self.service(name, service)).collect();
        let endpoints = &self.architecture.network.interface_endpoints;
        if !endpoints.is_empty() {
            let services = endpoints.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let count = if endpoints.len() == 1 { "1 interface".to_owned() } else { format!("{} interfaces", endpoints.len()) };
            let cells = Cells::PerZone(vec![Some(count); self.zones.len()]);
            let node = self.node(Part::VpcEndpoints, "VPC endpoints", services);
            nodes.push(Node { short: "endpoints".to_owned(), cells, ..node });
        }
        for (name, database) in self.architecture.databases.iter().filter(|(_, database)| database.proxy) {
            let cells = Cells::PerZone(vec![Some("RDS Proxy".to_owned()); self.zones.len()]);
            let node = self.node(Part::Proxy(name.clone()), &format!("proxy of {name}"), format!("port {}", database.client_port()));
            nodes.push(Node { cells, ..node });
        }
        nodes
    }

    fn service(&self, name: &Name, service: &Service) -> Node {
        let kind = match &service.kind {
            Kind::Web(web) => format!("web on {}", web.port),
            Kind::Worker(_) => "worker".to_owned(),
        };
        let others = match &service.mixed_instances_policy {
            Some(mixed) => {
                let spot = if mixed.on_demand_percentage_above_base_capacity.get() < 100 { ", spot" } else { "" };
                format!(" and {} more{spot}", mixed.instance_types.len())
            }
            None => String::new(),
        };
        // The group spreads its instances as evenly as it can. Source: EC2 Auto Scaling user guide, "Availability Zone distribution".
        let zones = u32::try_from(self.zones.len()).unwrap_or(u32::MAX).max(1);
        let (fewest, most) = (service.min_size.get() / zones, service.max_size.get().div_ceil(zones));
        let count = match (fewest, most) {
            (1, 1) => "1 instance".to_owned(),
            (fewest, most) if fewest == most => format!("{most} instances"),
            _ => format!("{fewest}–{most} instances"),
        };
        let detail = format!("{kind}, {}{others}, {}–{} in all", service.instance_type, service.min_size, service.max_size);
        let cells = Cells::PerZone(vec![Some(count); self.zones.len()]);
        Node { cells, ..self.node(Part::Service(name.clone()), name.as_str(), detail) }
    }

    pub fn databases(&self) -> Vec<Node> {
        self.architecture.databases.iter().map(|(name, database)| self.database(name, database)).collect()
    }

    fn database(&self, name: &Name, database: &Database) -> Node {
        let engine = database.engine.title();
        let detail = format!("{engine} {} on {}, {}", database.engine_version, database.port, database.instance_class);
        let mut instances = match database.multi_az {
            MultiAz::None => vec!["primary, in one zone".to_owned()],
            MultiAz::Standby => vec!["primary, in one zone".to_owned(), "standby, in another".to_owned()],
            MultiAz::Cluster => vec!["writer, in one zone".to_owned(), "2 readers, in others".to_owned()],
        };
        match database.read_replicas.get() {
            0 => {}
            1 => instances.push("1 replica".to_owned()),
            count => instances.push(format!("{count} replicas")),
        }
        Node { cells: Cells::Anywhere(instances), ..self.node(Part::Database(name.clone()), name.as_str(), detail) }
    }

    pub fn regional(&self) -> Vec<Node> {
        let mut nodes = Vec::new();
        if self.ends.contains(&Part::S3) {
            let detail = "gateway endpoint, for artifacts and packages";
            nodes.push(self.node(Part::S3, "S3", detail.to_owned()));
        }
        if self.ends.contains(&Part::DynamoDb) {
            nodes.push(self.node(Part::DynamoDb, "DynamoDB", "gateway endpoint".to_owned()));
        }
        nodes.extend(self.architecture.services.iter().filter_map(|(name, service)| Some(self.queue(name, service.worker()?))));
        nodes.extend(self.architecture.buckets.iter().map(|(name, bucket)| self.bucket(name, bucket)));
        nodes
    }

    fn queue(&self, name: &Name, worker: &Worker) -> Node {
        let tries = worker.queue.max_receive_count;
        let detail = format!("SQS, a dead letter after {tries} tries");
        self.node(Part::Queue(name.clone()), &format!("queue of {name}"), detail)
    }

    fn bucket(&self, name: &Name, bucket: &Bucket) -> Node {
        let versions = if bucket.versioning { "S3 bucket, versioned" } else { "S3 bucket" };
        Node { short: format!("bucket {name}"), ..self.node(Part::Bucket(name.clone()), name.as_str(), versions.to_owned()) }
    }
}

/// Whether a flow is one that a NAT forwards.
pub(super) fn through_nat(architecture: &Architecture, from: &Endpoint, to: &Endpoint) -> bool {
    architecture.network.nat != Nat::None && matches!((from, to), (Endpoint::Service(_), Endpoint::Internet))
}
