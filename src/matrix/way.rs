//! What a packet meets on its way: rules, subnets, routes and network ACLs, as the templates of the network module have them.

use serde::Serialize;

use crate::model::{Architecture, Endpoint, Flow, Nat, Zone};
use crate::plan::cidr;
use crate::plan::security::{described, has_group, rule_labels};

/// One thing on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What it is: a rule, subnets, a route, a network ACL.
    pub what: &'static str,
    /// What it says.
    pub says: String,
    /// Whether it lets pass.
    pub verdict: Verdict,
}

/// Whether something lets pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It does.
    Passes,
    /// It does not.
    Stops,
    /// Something beside what tfgen renders decides.
    Elsewhere,
}

impl Verdict {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Passes => "passes",
            Self::Stops => "stops",
            Self::Elsewhere => "decided elsewhere",
        }
    }
}

impl Step {
    fn new(what: &'static str, says: impl Into<String>, passes: bool) -> Self {
        Self { what, says: says.into(), verdict: if passes { Verdict::Passes } else { Verdict::Stops } }
    }
}

/// The subnets that something is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tier {
    Public,
    Private,
    Database,
}

impl Tier {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Private => "private",
            Self::Database => "database",
        }
    }
}

/// Where an end is; `None` outside the VPC.
fn tier(architecture: &Architecture, end: &Endpoint) -> Option<Tier> {
    match end {
        Endpoint::LoadBalancer if architecture.cdn.is_none() => Some(Tier::Public),
        Endpoint::LoadBalancer | Endpoint::Service(_) | Endpoint::DatabaseProxy(_) | Endpoint::VpcEndpoints => Some(Tier::Private),
        Endpoint::NatInstance => Some(Tier::Public),
        Endpoint::Database(_) => Some(Tier::Database),
        Endpoint::Internet | Endpoint::CloudFront | Endpoint::S3 | Endpoint::DynamoDb | Endpoint::Cidr(_) => None,
    }
}

/// Everything on the way between two ends, in the order in which a packet meets it. `flow` is what allows it, if anything does.
pub(super) fn steps(architecture: &Architecture, from: &Endpoint, to: &Endpoint, flow: Option<&Flow>) -> Vec<Step> {
    let (start, end) = (tier(architecture, from), tier(architecture, to));
    let mut steps = Vec::new();
    if has_group(from) {
        steps.push(rule("egress", from, to, flow));
    }
    steps.extend(start.map(|tier| subnets(architecture, tier, from)));
    steps.push(route(architecture, (from, start), (to, end)));
    // Within one subnet tier of private or public subnets nothing but the default ACL is passed; it admits everything.
    if end == Some(Tier::Database) || start == Some(Tier::Database) {
        steps.push(network_acl(architecture, start, end, flow));
    } else if start.is_some() || end.is_some() {
        steps.push(Step::new("network ACL", "the VPC's default one, which admits everything", true));
    }
    steps.extend(end.map(|tier| subnets(architecture, tier, to)));
    if has_group(to) {
        steps.push(rule("ingress", to, from, flow));
    }
    steps
}

fn rule(direction: &'static str, owner: &Endpoint, other: &Endpoint, flow: Option<&Flow>) -> Step {
    let what = if direction == "egress" { "egress rule" } else { "ingress rule" };
    let Some(flow) = flow else {
        let way = if direction == "egress" { "to" } else { "from" };
        let says = format!("the security group of {} has none {way} {}", described(owner), described(other));
        return Step::new(what, says, false);
    };
    let label = rule_labels(flow).into_iter().find(|(found, _)| *found == direction);
    Step::new(
        what,
        match label {
            Some((_, label)) => format!("aws_vpc_security_group_{direction}_rule.{label}: {} {}", flow.protocol, flow.port),
            // What a NAT forwards is not addressed to it.
            None => "that of its flow to the internet, which is where the packets are addressed to".to_owned(),
        },
        true,
    )
}

fn subnets(architecture: &Architecture, tier: Tier, end: &Endpoint) -> Step {
    let ranges = architecture.network.availability_zones.iter().map(|zone| format!("{} ({zone})", range(architecture, tier, zone)));
    // What exists once is in the first zone.
    let count = if *end == Endpoint::NatInstance { 1 } else { usize::MAX };
    let ranges: Vec<String> = ranges.take(count).collect();
    Step::new("subnets", format!("{} of {}: {}", tier.as_str(), described(end), ranges.join(", ")), true)
}

fn range(architecture: &Architecture, tier: Tier, zone: &Zone) -> String {
    let ranges = cidr::zone_ranges(architecture.network.cidr_block, zone);
    match tier {
        Tier::Public => ranges.public,
        Tier::Private => ranges.private,
        Tier::Database => ranges.database,
    }
    .to_string()
}

fn route(architecture: &Architecture, (from, start): (&Endpoint, Option<Tier>), (to, end): (&Endpoint, Option<Tier>)) -> Step {
    let passes = |says: String| Step::new("route", says, true);
    let stops = |says: &str| Step::new("route", says, false);
    match (start, end) {
        (Some(_), Some(_)) => passes(format!("{} → local: it stays in the VPC", architecture.network.cidr_block.net())),
        (Some(tier), None) => match to {
            Endpoint::Internet | Endpoint::CloudFront => way_out(architecture, tier),
            Endpoint::S3 | Endpoint::DynamoDb if tier == Tier::Database => stops("the database subnets have no route out, not even to it"),
            Endpoint::S3 | Endpoint::DynamoDb => passes(format!("its prefix list → {}", described(to))),
            _ => foreign(to),
        },
        (None, Some(tier)) => match (from, tier) {
            (Endpoint::CloudFront, _) => passes("by CloudFront's VPC origin: it needs no route from the internet".to_owned()),
            (Endpoint::Internet, Tier::Public) => passes("0.0.0.0/0 → internet gateway, which has its public addresses".to_owned()),
            (Endpoint::Internet, _) => {
                stops(&format!("no way leads from the internet to the {} subnets: what is there has no public address", tier.as_str()))
            }
            (Endpoint::Cidr(_), _) => foreign(from),
            _ => stops("it opens no connections into the VPC"),
        },
        (None, None) => stops("neither of them is in the VPC"),
    }
}

/// From subnets to the internet.
fn way_out(architecture: &Architecture, tier: Tier) -> Step {
    let first = architecture.network.availability_zones.first().map(ToString::to_string).unwrap_or_default();
    let (says, passes) = match (tier, architecture.network.nat) {
        (Tier::Database, _) => ("the database subnets have no route out".to_owned(), false),
        (Tier::Public, _) => ("0.0.0.0/0 → internet gateway".to_owned(), true),
        (Tier::Private, Nat::None) => ("the private subnets have no route out: `nat = \"none\"`".to_owned(), false),
        (Tier::Private, Nat::Instance) => (format!("0.0.0.0/0 → network interface of the NAT instance in {first}"), true),
        (Tier::Private, Nat::Single) => (format!("0.0.0.0/0 → the NAT gateway in {first}"), true),
        (Tier::Private, Nat::PerAz) => ("0.0.0.0/0 → the NAT gateway of the same zone".to_owned(), true),
    };
    Step::new("route", says, passes)
}

/// A range outside: whoever connects it with the VPC adds the route.
fn foreign(end: &Endpoint) -> Step {
    let says = format!("none to {end} is rendered: a peering, VPN or transit gateway of your own has to bring it");
    Step { what: "route", says, verdict: Verdict::Elsewhere }
}

/// The ports that the database subnets' ACL admits, as `templates/modules/network/main.tf` has them.
const ADMITTED: std::ops::RangeInclusive<u32> = 1024..=65535;

fn network_acl(architecture: &Architecture, start: Option<Tier>, end: Option<Tier>, flow: Option<&Flow>) -> Step {
    let other = if end == Some(Tier::Database) { start } else { end };
    let ranges: Vec<String> = architecture.network.availability_zones.iter().map(|zone| range(architecture, Tier::Private, zone)).collect();
    let port_passes = flow.is_none_or(|flow| ADMITTED.contains(&flow.port.get()));
    let admits = format!("aws_network_acl.database admits the private subnets, {}, tcp 1024 to 65535", ranges.join(" and "));
    let tcp = flow.is_none_or(|flow| flow.protocol.as_str() == "tcp");
    let passes = other == Some(Tier::Private) && port_passes && tcp;
    Step::new("network ACL", if passes { admits } else { format!("{admits}, and nothing else") }, passes)
}
