//! What AWS sells, as far as the rules need it.

use crate::model::{Architecture, InstanceType, Nat, Region};

/// What a NAT instance may be, and its price in us-east-1 in thousandths of a US cent an hour, on demand, Linux.
/// Source: AWS price list, offer AmazonEC2, as of 2026-10.
#[rustfmt::skip]
const PRICES: &[(&str, u64)] = &[
    ("c6g.2xlarge", 27200),
    ("c6g.large", 6800),
    ("c6g.xlarge", 13600),
    ("c6i.2xlarge", 34000),
    ("c6i.large", 8500),
    ("c6i.xlarge", 17000),
    ("c7g.2xlarge", 29000),
    ("c7g.large", 7250),
    ("c7g.xlarge", 14500),
    ("m5.2xlarge", 38400),
    ("m5.4xlarge", 76800),
    ("m5.large", 9600),
    ("m5.xlarge", 19200),
    ("m6g.2xlarge", 30800),
    ("m6g.4xlarge", 61600),
    ("m6g.large", 7700),
    ("m6g.xlarge", 15400),
    ("m6i.2xlarge", 38400),
    ("m6i.4xlarge", 76800),
    ("m6i.large", 9600),
    ("m6i.xlarge", 19200),
    ("m7g.2xlarge", 32640),
    ("m7g.4xlarge", 65280),
    ("m7g.large", 8160),
    ("m7g.xlarge", 16320),
    ("m7i.2xlarge", 40320),
    ("m7i.4xlarge", 80640),
    ("m7i.large", 10080),
    ("m7i.xlarge", 20160),
    ("t3.2xlarge", 33280),
    ("t3.large", 8320),
    ("t3.medium", 4160),
    ("t3.micro", 1040),
    ("t3.nano", 520),
    ("t3.small", 2080),
    ("t3.xlarge", 16640),
    ("t3a.2xlarge", 30080),
    ("t3a.large", 7520),
    ("t3a.medium", 3760),
    ("t3a.micro", 940),
    ("t3a.nano", 470),
    ("t3a.small", 1880),
    ("t3a.xlarge", 15040),
    ("t4g.2xlarge", 26880),
    ("t4g.large", 6720),
    ("t4g.medium", 3360),
    ("t4g.micro", 840),
    ("t4g.nano", 420),
    ("t4g.small", 1680),
    ("t4g.xlarge", 13440),
];

/// Hours of a month, as AWS's price examples count it.
const HOURS: u64 = 730;

/// A NAT gateway and its public address for a month in us-east-1, in US cents: 32.85 and 3.65 USD.
/// Source: Amazon VPC pricing, as of 2026-10: 0.045 and 0.005 USD an hour. Traffic comes on top.
const NAT_GATEWAY_MONTH: u64 = 3650;

/// A public IPv4 address for a month, in US cents.
const ADDRESS_MONTH: u64 = 365;

/// What a way out costs a month in us-east-1, in US cents, without traffic; `None` for a NAT instance whose price is not known here.
pub(super) fn nat_month(architecture: &Architecture, nat: Nat) -> Option<u64> {
    let network = &architecture.network;
    Some(match nat {
        Nat::None => 0,
        Nat::Instance => price(&network.nat_instance_type)? * HOURS / 1000 + ADDRESS_MONTH,
        Nat::Single => NAT_GATEWAY_MONTH,
        Nat::PerAz => per_az_month(architecture),
    })
}

/// The same of a NAT gateway in every zone.
pub(super) fn per_az_month(architecture: &Architecture) -> u64 {
    NAT_GATEWAY_MONTH * architecture.network.availability_zones.len() as u64
}

fn price(instance_type: &InstanceType) -> Option<u64> {
    PRICES.iter().find(|(name, _)| *name == instance_type.as_str()).map(|(_, price)| *price)
}

/// Cents as "36.50 USD".
pub(super) fn usd(cents: u64) -> String {
    format!("{}.{:02} USD", cents / 100, cents % 100)
}

/// What has to be said about a price where it is another one.
pub(super) fn elsewhere(region: &Region) -> String {
    if region.as_str() == "us-east-1" { String::new() } else { format!(" in us-east-1; the price in {} differs", region.as_str()) }
}
