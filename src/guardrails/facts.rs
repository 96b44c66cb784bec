//! What AWS sells, as far as the rules need it.

use crate::model::{Architecture, InstanceType, Nat, Region};

/// When [`INSTANCE_TYPES`] was taken from AWS's price list.
pub(super) const INSTANCE_TYPES_AS_OF: &str = "2026-10-15";

/// Type, memory in MiB, and price in us-east-1 in thousandths of a US cent an hour (on demand, Linux).
/// Source: AWS price list, offer AmazonEC2.
#[rustfmt::skip]
const INSTANCE_TYPES: &[(&str, u64, u64)] = &[
    ("c6g.2xlarge", 16384, 27200),
    ("c6g.large", 4096, 6800),
    ("c6g.xlarge", 8192, 13600),
    ("c6i.2xlarge", 16384, 34000),
    ("c6i.large", 4096, 8500),
    ("c6i.xlarge", 8192, 17000),
    ("c7g.2xlarge", 16384, 29000),
    ("c7g.large", 4096, 7250),
    ("c7g.xlarge", 8192, 14500),
    ("m5.2xlarge", 32768, 38400),
    ("m5.4xlarge", 65536, 76800),
    ("m5.large", 8192, 9600),
    ("m5.xlarge", 16384, 19200),
    ("m6g.2xlarge", 32768, 30800),
    ("m6g.4xlarge", 65536, 61600),
    ("m6g.large", 8192, 7700),
    ("m6g.xlarge", 16384, 15400),
    ("m6i.2xlarge", 32768, 38400),
    ("m6i.4xlarge", 65536, 76800),
    ("m6i.large", 8192, 9600),
    ("m6i.xlarge", 16384, 19200),
    ("m7g.2xlarge", 32768, 32640),
    ("m7g.4xlarge", 65536, 65280),
    ("m7g.large", 8192, 8160),
    ("m7g.xlarge", 16384, 16320),
    ("m7i.2xlarge", 32768, 40320),
    ("m7i.4xlarge", 65536, 80640),
    ("m7i.large", 8192, 10080),
    ("m7i.xlarge", 16384, 20160),
    ("r6g.2xlarge", 65536, 40320),
    ("r6g.large", 16384, 10080),
    ("r6g.xlarge", 32768, 20160),
    ("r7g.2xlarge", 65536, 42840),
    ("r7g.large", 16384, 10710),
    ("r7g.xlarge", 32768, 21420),
    ("t3.2xlarge", 32768, 33280),
    ("t3.large", 8192, 8320),
    ("t3.medium", 4096, 4160),
    ("t3.micro", 1024, 1040),
    ("t3.nano", 512, 520),
    ("t3.small", 2048, 2080),
    ("t3.xlarge", 16384, 16640),
    ("t3a.2xlarge", 32768, 30080),
    ("t3a.large", 8192, 7520),
    ("t3a.medium", 4096, 3760),
    ("t3a.micro", 1024, 940),
    ("t3a.nano", 512, 470),
    ("t3a.small", 2048, 1880),
    ("t3a.xlarge", 16384, 15040),
    ("t4g.2xlarge", 32768, 26880),
    ("t4g.large", 8192, 6720),
    ("t4g.medium", 4096, 3360),
    ("t4g.micro", 1024, 840),
    ("t4g.nano", 512, 420),
    ("t4g.small", 2048, 1680),
    ("t4g.xlarge", 16384, 13440),
];

/// A type's memory in MiB; `None` for a type that is not in the table.
pub(super) fn memory_mib(instance_type: &InstanceType) -> Option<u64> {
    entry(instance_type).map(|(_, memory, _)| *memory)
}

fn entry(instance_type: &InstanceType) -> Option<&'static (&'static str, u64, u64)> {
    INSTANCE_TYPES.iter().find(|(name, ..)| *name == instance_type.as_str())
}

/// The names in the table.
pub(super) fn instance_types() -> impl Iterator<Item = &'static str> {
    INSTANCE_TYPES.iter().map(|(name, ..)| *name)
}

/// Hours of a month, as AWS's price examples count it.
const HOURS: u64 = 730;

/// A NAT gateway and its public address for a month in us-east-1, in US cents: 32.85 and 3.65 USD.
/// Source: Amazon VPC pricing, as of 2026-10: 0.045 and 0.005 USD an hour. Traffic comes on top.
pub(super) const NAT_GATEWAY_MONTH: u64 = 3650;

/// A public IPv4 address for a month, in US cents.
const ADDRESS_MONTH: u64 = 365;

/// What a way out costs a month in us-east-1, in US cents, without traffic.
pub(super) fn nat_month(architecture: &Architecture, nat: Nat) -> u64 {
    let network = &architecture.network;
    match nat {
        Nat::None => 0,
        Nat::Instance => entry(&network.nat_instance_type).map_or(0, |(.., price)| price * HOURS / 1000) + ADDRESS_MONTH,
        Nat::Single => NAT_GATEWAY_MONTH,
        Nat::PerAz => NAT_GATEWAY_MONTH * network.availability_zones.len() as u64,
    }
}

/// Cents as "36.50 USD".
pub(super) fn usd(cents: u64) -> String {
    format!("{}.{:02} USD", cents / 100, cents % 100)
}

/// What has to be said about a price where it is another one.
pub(super) fn elsewhere(region: &Region) -> String {
    if region.as_str() == "us-east-1" { String::new() } else { format!(" in us-east-1; the price in {} differs", region.as_str()) }
}
