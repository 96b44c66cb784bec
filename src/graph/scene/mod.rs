//! What is in the picture, before anyone decides where.

mod arrows;
mod nodes;
mod part;

use std::collections::BTreeMap;

use crate::model::{Architecture, Zone};
use crate::plan::alarms::Priority;
use crate::plan::cidr;
use crate::plan::names;

pub(super) use part::Part;

/// Everything there is to see of one environment.
pub(super) struct Scene {
    /// `shop-prod, us-east-1`
    pub heading: String,
    /// The VPC and its range.
    pub vpc: String,
    /// The zones, sorted: a column each.
    pub zones: Vec<String>,
    /// What lies outside the VPC and before it, from left to right in the order that requests take.
    pub edge: Vec<Node>,
    /// The load balancer.
    pub entry: Option<Node>,
    /// The subnets, public ones first.
    pub tiers: Vec<Tier>,
    /// What AWS runs outside the VPC.
    pub regional: Vec<Node>,
    /// Who opens connections to whom, sorted, each pair once.
    pub arrows: Vec<Arrow>,
    /// How arrows name the parts.
    shorts: BTreeMap<Part, String>,
}

/// One part of the environment.
pub(super) struct Node {
    pub part: Part,
    pub title: String,
    /// What more there is to say, in a line.
    pub detail: String,
    /// How arrows to it name it.
    pub short: String,
    /// The priority of its most urgent alarm.
    pub priority: Option<Priority>,
    pub cells: Cells,
}

/// What a part is made of, and in which zones.
pub(super) enum Cells {
    /// Nothing to tell apart.
    None,
    /// In each zone, in the order of the columns; nothing in some.
    PerZone(Vec<Option<String>>),
    /// Somewhere in the zones: AWS decides where.
    Anywhere(Vec<String>),
}

/// One kind of subnet.
pub(super) struct Tier {
    pub title: &'static str,
    /// The range in each zone.
    pub ranges: Vec<String>,
    pub nodes: Vec<Node>,
}

/// All that one part wants of another.
pub(super) struct Arrow {
    pub from: Part,
    pub to: Part,
    /// Ports of the flows, or what is done through the API: `443`, `5432, 8125/udp`, `sends to`.
    pub label: String,
    /// What it is for, a line each.
    pub purposes: Vec<String>,
    /// Whether it is a use of an AWS API, and no flow of its own.
    pub use_of_api: bool,
}

impl Scene {
    /// Of one environment.
    pub fn of(architecture: &Architecture) -> Self {
        let network = &architecture.network;
        let mut zones: Vec<&Zone> = network.availability_zones.iter().collect();
        zones.sort();
        let ranges = |choose: fn(cidr::ZoneRanges) -> ipnet::Ipv4Net| {
            zones.iter().map(|zone| choose(cidr::zone_ranges(network.cidr_block, zone)).to_string()).collect::<Vec<_>>()
        };
        let nodes = nodes::Nodes::new(architecture, &zones);
        let mut scene = Self {
            heading: format!("{}, {}", names::prefix(architecture), architecture.region.as_str()),
            vpc: format!("VPC {}", network.cidr_block.net()),
            edge: nodes.edge(),
            entry: nodes.load_balancer(),
            tiers: vec![
                Tier { title: "public subnets", ranges: ranges(|zone| zone.public), nodes: nodes.nat().into_iter().collect() },
                Tier { title: "private subnets", ranges: ranges(|zone| zone.private), nodes: nodes.private() },
                Tier { title: "database subnets", ranges: ranges(|zone| zone.database), nodes: nodes.databases() },
            ],
            regional: nodes.regional(),
            arrows: Vec::new(),
            shorts: BTreeMap::new(),
            zones: zones.iter().map(ToString::to_string).collect(),
        };
        scene.shorts = scene.nodes().map(|node| (node.part.clone(), node.short.clone())).collect();
        scene.arrows = arrows::arrows(architecture, &scene);
        scene
    }

    /// Every part.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.edge.iter().chain(self.bands())
    }

    /// Every part that stands in the columns of the zones or below them, from top to bottom.
    pub fn bands(&self) -> impl Iterator<Item = &Node> {
        self.entry.iter().chain(self.tiers.iter().flat_map(|tier| &tier.nodes)).chain(&self.regional)
    }

    /// Whether a part is there.
    pub fn has(&self, part: &Part) -> bool {
        self.shorts.contains_key(part)
    }

    /// How arrows name a part.
    pub fn short(&self, part: &Part) -> &str {
        self.shorts.get(part).map_or("", String::as_str)
    }

    /// An arrow in words.
    pub fn sentence(&self, arrow: &Arrow) -> String {
        let name = |part| self.short(part);
        if arrow.use_of_api {
            format!("{} {} {}", name(&arrow.from), arrow.label, name(&arrow.to))
        } else {
            format!("{} to {}: {} ({})", name(&arrow.from), name(&arrow.to), arrow.label, arrow.purposes.join("; "))
        }
    }
}
