//! The same environment with the same traffic, otherwise: what another choice would cost.

use serde::Serialize;

use super::bill::Bill;
use super::items::service::{INCLUDED, instances};
use super::items::{nat, service};
use super::{Assumptions, Cents, HOURS, Prices, quantity};
use crate::model::{Architecture, MultiAz, Nat};

/// Ways to do one thing.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// What is compared.
    pub title: String,
    /// In the order in which they are usually listed.
    pub choices: Vec<Choice>,
    /// What has to be known to choose.
    pub note: String,
}

/// One way to do it.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    /// Its name.
    pub name: String,
    /// What it costs in a month; none where a price is missing.
    pub monthly_usd: Option<Cents>,
    /// Where that is a band: its upper end.
    pub up_to_usd: Option<Cents>,
    /// Whether the architecture says so.
    pub chosen: bool,
}

impl Choice {
    fn new(name: impl Into<String>, monthly_usd: Option<Cents>, chosen: bool) -> Self {
        Self { name: name.into(), monthly_usd, up_to_usd: None, chosen }
    }
}

/// Every comparison that makes sense for the environment.
pub(super) fn all(architecture: &Architecture, assumptions: &Assumptions, prices: Prices<'_>) -> Vec<Comparison> {
    let mut comparisons = vec![nats(architecture, assumptions, prices), endpoints(architecture, assumptions, prices)];
    if !architecture.services.is_empty() {
        comparisons.push(commitments(architecture, assumptions, prices));
        comparisons.push(disks(architecture, assumptions, prices));
    }
    if !architecture.databases.is_empty() {
        comparisons.push(databases(architecture, prices));
    }
    comparisons
}

fn nats(architecture: &Architecture, assumptions: &Assumptions, prices: Prices<'_>) -> Comparison {
    let choice = |(word, tier): &(&str, Nat)| {
        let mut bill = Bill::new(prices);
        nat::items(architecture, *tier, assumptions, &mut bill);
        Choice::new(format!("nat = \"{word}\""), bill.total(), *tier == architecture.network.nat)
    };
    Comparison {
        title: format!("NAT for {} GB a month", quantity(assumptions.nat.get())),
        choices: Nat::WORDS.iter().map(choice).collect(),
        note: "an instance is replaced when it dies, and connections break for minutes; a single gateway goes down with its zone".to_owned(),
    }
}

fn endpoints(architecture: &Architecture, assumptions: &Assumptions, prices: Prices<'_>) -> Comparison {
    let network = &architecture.network;
    let zones = network.availability_zones.len() as f64;
    // Where there are none, one is compared.
    let (count, data) = match network.interface_endpoints.len() {
        0 => (1.0, 0.0),
        count => (count as f64, assumptions.endpoints.get()),
    };
    let of = |key: &str| prices.find(key).map(|quote| quote.usd);
    let hours = of("network.interface_endpoint_hour").map(|usd| usd * count * zones * HOURS);
    let (through_endpoint, through_nat) = (of("network.interface_endpoint_gb"), of("network.nat_gateway_gb"));
    let endpoint = hours.zip(through_endpoint).map(|(hours, gb)| Cents::of(hours + gb * data));
    let pays = hours.zip(through_endpoint.zip(through_nat)).map(|(hours, (endpoint, nat))| hours / (nat - endpoint));
    let note = match (network.nat, pays) {
        (Nat::Single | Nat::PerAz, Some(from)) if from.is_finite() && from > 0.0 => {
            format!("beside a NAT gateway {count} × {zones} zones pay from {} GB a month on", quantity(from.ceil()))
        }
        (Nat::None, _) => "without a NAT there is no other way to these services".to_owned(),
        (Nat::Instance, _) => "a NAT instance asks nothing for a GB: endpoints do not pay beside it".to_owned(),
        _ => "a price is missing".to_owned(),
    };
    let chosen = !network.interface_endpoints.is_empty();
    let what = if count == 1.0 { "interface endpoint" } else { "interface endpoints" };
    let nat = match network.nat {
        Nat::None => None,
        Nat::Instance => Some(Cents::default()),
        Nat::Single | Nat::PerAz => through_nat.map(|gb| Cents::of(gb * data)),
    };
    Comparison {
        title: format!("{count} {what} in {zones} zones, for {} GB a month", quantity(data)),
        choices: vec![
            Choice::new("through the endpoint", endpoint, chosen),
            Choice::new("through the NAT that is there", nat, !chosen && network.nat != Nat::None),
        ],
        note,
    }
}

/// Instances of all services, without disks.
fn commitments(architecture: &Architecture, assumptions: &Assumptions, prices: Prices<'_>) -> Comparison {
    let factor = |key: &str| prices.find(key).map(|quote| quote.usd);
    let (mut on_demand, mut reserved, mut any_spot) = (Some(0.0), Some(0.0), false);
    for (name, service) in &architecture.services {
        let counted = instances(name, service, assumptions);
        any_spot |= counted.spot > 0.0;
        let month = factor(&format!("ec2.{}", service.instance_type)).map(|usd| usd * HOURS * (counted.on_demand + counted.spot));
        let family = service.instance_type.as_str().split('.').next().unwrap_or_default();
        let of_reserved = month.zip(factor(&format!("reserved.ec2.{family}"))).map(|(month, factor)| month * factor);
        on_demand = on_demand.zip(month).map(|(sum, month)| sum + month);
        reserved = reserved.zip(of_reserved).map(|(sum, month)| sum + month);
    }
    let times = |key: &str| on_demand.zip(factor(key)).map(|(month, factor)| Cents::of(month * factor));
    let spot = Choice { up_to_usd: times("spot.most"), ..Choice::new("spot, by sample", times("spot.least"), false) };
    Comparison {
        title: "instances of all services".to_owned(),
        choices: vec![
            Choice::new("on demand", on_demand.map(Cents::of), !any_spot),
            Choice::new("reserved for a year, nothing upfront", reserved.map(Cents::of), false),
            spot,
        ],
        note: "spot moves daily, and Graviton has been dearer than the sample; what is reserved is paid whether it runs or not".to_owned(),
    }
}

fn databases(architecture: &Architecture, prices: Prices<'_>) -> Comparison {
    let (mut on_demand, mut reserved) = (Some(0.0), Some(0.0));
    for database in architecture.databases.values() {
        let class = &database.instance_class;
        let deployment = match database.multi_az {
            MultiAz::None => "single_az",
            MultiAz::Standby => "multi_az",
            MultiAz::Cluster => "cluster",
        };
        let of = |deployment: &str| prices.find(&format!("rds.{}.{class}.{deployment}", database.engine)).map(|quote| quote.usd * HOURS);
        let replicas = f64::from(database.read_replicas.get());
        let month = if replicas > 0.0 {
            of(deployment).zip(of("single_az")).map(|(main, replica)| main + replicas * replica)
        } else {
            of(deployment)
        };
        let family = class.as_str().rsplit_once('.').map_or("", |(family, _)| family);
        let factor = prices.find(&format!("reserved.rds.{family}")).map(|quote| quote.usd);
        on_demand = on_demand.zip(month).map(|(sum, month)| sum + month);
        reserved = reserved.zip(month.zip(factor)).map(|(sum, (month, factor))| sum + month * factor);
    }
    Comparison {
        title: "instances of all databases".to_owned(),
        choices: vec![
            Choice::new("on demand", on_demand.map(Cents::of), true),
            Choice::new("reserved for a year, nothing upfront", reserved.map(Cents::of), false),
        ],
        note: "the share of on-demand that reserved instances cost was read in 2023".to_owned(),
    }
}

fn disks(architecture: &Architecture, assumptions: &Assumptions, prices: Prices<'_>) -> Comparison {
    let (mut gp3, mut gp2) = (Bill::new(prices), Bill::new(prices));
    let mut faster = false;
    for (name, service) in &architecture.services {
        let counted = instances(name, service, assumptions);
        let (all, volume) = (counted.on_demand + counted.spot, &service.root_volume);
        faster |= volume.iops.get() > INCLUDED.0 || volume.throughput.get() > INCLUDED.1;
        service::disks(volume, all, &[], &mut gp3);
        let size = super::bill::of(all * f64::from(volume.volume_size.get()), "");
        gp2.fixed("disks", &[], "ebs.gp2_gib_month", size);
    }
    let note = if faster {
        "gp2 does not have the operations or the throughput that are asked for here at this size"
    } else {
        "gp3 has 3,000 operations a second at any size, gp2 three for each GiB"
    };
    Comparison {
        title: "disks of all services".to_owned(),
        choices: vec![Choice::new("gp3", gp3.total(), true), Choice::new("gp2", gp2.total(), false)],
        note: note.to_owned(),
    }
}
