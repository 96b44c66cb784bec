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
    /// What it is made of.
    pub how: String,
    /// Whether the architecture says so.
    pub chosen: bool,
}

impl Choice {
    fn new(name: impl Into<String>, monthly_usd: Option<Cents>, how: impl Into<String>, chosen: bool) -> Self {
        Self { name: name.into(), monthly_usd, up_to_usd: None, how: how.into(), chosen }
    }

    /// What a bill comes to.
    fn of(name: impl Into<String>, bill: &Bill<'_>, chosen: bool) -> Self {
        Self::new(name, bill.total(), bill.explained(), chosen)
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
        Choice::of(format!("nat = \"{word}\""), &bill, *tier == architecture.network.nat)
    };
    Comparison {
        title: format!("NAT for {} GB a month", quantity(assumptions.nat.get())),
        choices: Nat::WORDS.iter().map(choice).collect(),
        note: "an instance is replaced when it dies, and connections break for minutes; a single gateway goes down with its zone"
            .to_owned(),
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
    let gb = quantity(data);
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
            Choice::new(
                "through the endpoint",
                endpoint,
                format!("{count} × {zones} × 730 × network.interface_endpoint_hour, {gb} × network.interface_endpoint_gb"),
                chosen,
            ),
            Choice::new(
                "through the NAT that is there",
                nat,
                match network.nat {
                    Nat::None => "there is none".to_owned(),
                    Nat::Instance => "an instance does not ask by the GB".to_owned(),
                    Nat::Single | Nat::PerAz => format!("{gb} × network.nat_gateway_gb"),
                },
                !chosen && network.nat != Nat::None,
            ),
        ],
        note,
    }
}

/// A sum that is unknown as soon as one of its parts is, and what it is made of.
struct Sum {
    dollars: Option<f64>,
    parts: Vec<String>,
}

impl Sum {
    fn new() -> Self {
        Self { dollars: Some(0.0), parts: Vec::new() }
    }

    /// Adds hours of something, at a share of its price where a second name is given.
    fn add(&mut self, prices: Prices<'_>, hours: f64, key: &str, share: Option<&str>) {
        if hours <= 0.0 {
            return;
        }
        let factor = share.map_or(Some(1.0), |share| prices.find(share).map(|quote| quote.usd));
        let dollars = prices.find(key).zip(factor).map(|(quote, factor)| hours * quote.usd * factor);
        self.dollars = self.dollars.zip(dollars).map(|(sum, dollars)| sum + dollars);
        let share = match share {
            Some(share) => match prices.find(share) {
                Some(quote) => format!(" × {share} ({}, {})", quote.usd, quote.as_of),
                None => format!(" × {share} (not priced)"),
            },
            None => String::new(),
        };
        self.parts.push(format!("{} × {key}{share}", quantity(hours)));
    }

    fn choice(self, name: &str, chosen: bool) -> Choice {
        Choice::new(name, self.dollars.map(Cents::of), self.parts.join(", "), chosen)
    }
}

/// Instances of all services, without disks.
fn commitments(architecture: &Architecture, assumptions: &Assumptions, prices: Prices<'_>) -> Comparison {
    let [mut on_demand, mut reserved, mut least, mut most, mut written] = std::array::from_fn(|_| Sum::new());
    let mut any_spot = false;
    for (name, service) in &architecture.services {
        let counted = instances(name, service, assumptions);
        any_spot |= counted.spot > 0.0;
        let (hours, key) = ((counted.on_demand + counted.spot) * HOURS, format!("ec2.{}", service.instance_type));
        let family = service.instance_type.as_str().split('.').next().unwrap_or_default();
        on_demand.add(prices, hours, &key, None);
        reserved.add(prices, hours, &key, Some(&format!("reserved.ec2.{family}")));
        least.add(prices, hours, &key, Some("spot.least"));
        most.add(prices, hours, &key, Some("spot.most"));
        written.add(prices, counted.on_demand * HOURS, &key, None);
        written.add(prices, counted.spot * HOURS, &key, Some("spot.typical"));
    }
    let up_to_usd = most.dollars.map(Cents::of);
    let mut choices = vec![
        on_demand.choice("on demand", !any_spot),
        reserved.choice("reserved for a year, nothing upfront", false),
        Choice { up_to_usd, ..least.choice("spot, by a sample", false) },
    ];
    if any_spot {
        choices.push(written.choice("on demand and spot, as written", true));
    }
    Comparison {
        title: "instances of all services".to_owned(),
        choices,
        note: "spot moves daily, and Graviton has been dearer than the sample; what is reserved is paid whether it runs or not".to_owned(),
    }
}

fn databases(architecture: &Architecture, prices: Prices<'_>) -> Comparison {
    let (mut on_demand, mut reserved) = (Sum::new(), Sum::new());
    for database in architecture.databases.values() {
        let class = &database.instance_class;
        let (deployment, instances) = match database.multi_az {
            MultiAz::None => ("single_az", 1.0),
            MultiAz::Standby => ("multi_az", 1.0),
            MultiAz::Cluster => ("cluster", 3.0),
        };
        let family = class.as_str().rsplit_once('.').map_or("", |(family, _)| family);
        let share = format!("reserved.rds.{family}");
        for (instances, deployment) in [(instances, deployment), (f64::from(database.read_replicas.get()), "single_az")] {
            let key = format!("rds.{}.{class}.{deployment}", database.engine);
            on_demand.add(prices, instances * HOURS, &key, None);
            reserved.add(prices, instances * HOURS, &key, Some(&share));
        }
    }
    Comparison {
        title: "instances of all databases".to_owned(),
        choices: vec![on_demand.choice("on demand", true), reserved.choice("reserved for a year, nothing upfront", false)],
        note: "what is reserved is paid whether it runs or not".to_owned(),
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
        choices: vec![Choice::of("gp3", &gp3, true), Choice::of("gp2", &gp2, false)],
        note: note.to_owned(),
    }
}
