//! An architecture as the blocks it is written in, so that they can be put in another order.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::{btree_map, btree_set, vec};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// One that no guardrail refuses.
#[derive(Clone, Debug)]
pub struct Shop {
    pub network: Network,
    pub databases: BTreeMap<String, bool>,
    pub services: BTreeMap<String, Service>,
    pub flows: BTreeSet<(u8, u16, bool)>,
}

#[derive(Clone, Debug)]
pub struct Network {
    pub second: u8,
    pub prefix: u8,
    pub nat: &'static str,
    pub zones: Vec<char>,
}

#[derive(Clone, Debug)]
pub struct Service {
    pub port: u16,
    pub internet_egress: bool,
    pub connects: bool,
    pub worker: bool,
}

/// A name that fits wherever a limit is tight.
pub fn name() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9]{0,4}(-[a-z0-9]{1,3})?"
}

pub fn network() -> impl Strategy<Value = Network> {
    let zones = subsequence(vec!['a', 'b', 'c', 'd', 'e', 'f'], 2..=4);
    (any::<u8>(), 16_u8..=20, select(vec!["instance", "single", "per_az"]), zones).prop_map(|(second, prefix, nat, zones)| Network {
        second,
        prefix,
        nat,
        zones,
    })
}

pub fn shop() -> impl Strategy<Value = Shop> {
    let service = (1024_u16..9000, any::<bool>(), any::<bool>(), any::<bool>())
        .prop_map(|(port, internet_egress, connects, worker)| Service { port, internet_egress, connects, worker });
    let flows = btree_set((any::<u8>(), 9001_u16..9100, any::<bool>()), 0..4);
    (network(), btree_map(name(), any::<bool>(), 0..3), btree_map(name(), service, 1..4), flows)
        .prop_map(|(network, databases, services, flows)| Shop { network, databases, services, flows })
}

/// The same numbers in some other order.
pub fn order(length: usize) -> impl Strategy<Value = Vec<usize>> {
    Just((0..length).collect::<Vec<_>>()).prop_shuffle()
}

/// Names nobody may take twice.
pub fn names() -> impl Strategy<Value = Vec<String>> {
    vec("[a-z0-9-]{1,40}", 1..20)
}

impl Shop {
    /// One block each, and the attributes of the top level as one more.
    pub fn blocks(&self) -> Vec<String> {
        let mut blocks = vec!["project = \"shop\"\nregion = \"us-east-1\"\n".to_owned()];
        blocks.push("state {\n  bucket = \"shop-state\"\n}\n".to_owned());
        blocks.push(self.network.block());
        blocks.push("load_balancer {}\n".to_owned());
        blocks.extend(
            self.databases
                .iter()
                .map(|(name, proxy)| format!("database \"{name}\" {{\n  instance_class = \"db.m7g.large\"\n  proxy = {proxy}\n}}\n")),
        );
        blocks.extend(self.services.iter().map(|(name, service)| self.service(name, service)));
        blocks.extend(self.flows.iter().enumerate().map(|(index, (third, port, tcp))| {
            let service = self.services.keys().nth(index % self.services.len()).expect("at least one");
            let protocol = if *tcp { "tcp" } else { "udp" };
            format!("flow \"f{index}\" {{\n  from = \"service.{service}\"\n  to = \"192.168.{third}.0/24\"\n  port = {port}\n  protocol = \"{protocol}\"\n  purpose = \"flow {index}\"\n}}\n")
        }));
        blocks
    }

    fn service(&self, name: &str, service: &Service) -> String {
        let connects: Vec<String> = self.databases.keys().filter(|_| service.connects).map(|name| format!("\"database.{name}\"")).collect();
        let pool = if connects.is_empty() { "" } else { "pool_size = 2\n  " };
        let kind = if service.worker {
            "kind = \"worker\"\n  job_seconds = 60\n".to_owned()
        } else {
            format!("port = {}\n  paths = [\"/{name}/*\"]\n", service.port)
        };
        format!(
            "service \"{name}\" {{\n  {pool}{kind}  instance_type = \"t4g.small\"\n  command = \"/bin/{name}\"\n  startup_seconds = 60\n  internet_egress = {}\n  connects_to = [{}]\n  artifact {{\n    version = \"1\"\n  }}\n}}\n",
            // Otherwise the endpoint is its only way to report that it is ready.
            service.internet_egress || service.worker || service.connects,
            connects.join(", ")
        )
    }

    /// With an environment.
    pub fn text(&self) -> String {
        format!("{}environment \"dev\" {{}}\n", self.blocks().concat())
    }
}

impl Network {
    pub fn block(&self) -> String {
        let zones: Vec<String> = self.zones.iter().map(|letter| format!("\"us-east-1{letter}\"")).collect();
        format!(
            "network {{\n  cidr_block = \"10.{}.0.0/{}\"\n  nat = \"{}\"\n  availability_zones = [{}]\n  interface_endpoints = [\"autoscaling\"]\n}}\n",
            self.second,
            self.prefix,
            self.nat,
            zones.join(", ")
        )
    }
}
