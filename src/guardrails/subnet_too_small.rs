//! Instances are launched into the private subnet of a zone until it has no address left.

use super::finding::{of, route};
use super::judge::Judge;
use crate::model::{Architecture, Service};
use crate::plan::cidr;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    let network = &architecture.network;
    let zones = network.availability_zones.len() as u64;
    // While a zone is away, the others carry its instances.
    let carrying = zones.saturating_sub(1).max(1);
    let instances: u64 = architecture.services.values().map(|service| most(service).div_ceil(carrying)).sum();
    let endpoints = network.interface_endpoints.len() as u64;
    let needed = instances + endpoints + judge.threshold();
    let Some(zone) = network.availability_zones.first() else { return };
    let subnet = cidr::zone_ranges(network.cidr_block, zone).private;
    let addresses = 1_u64 << (32 - subnet.prefix_len());
    if judge.above(needed, addresses) {
        let message = format!(
            "private subnets of {addresses} addresses are too small: a zone needs {needed} when it also carries another one's instances \
             ({instances} instances + {endpoints} endpoints + {} that AWS keeps)",
            judge.threshold()
        );
        let mut finding =
            judge.finding(message, route(["network", "cidr_block"]), format!("a private subnet gets a /{} of it", subnet.prefix_len()));
        for (name, service) in &architecture.services {
            finding = finding.related(of(name, "max_size"), format!("up to {} instances of `{name}` while it is deployed", most(service)));
        }
        judge.report(finding.help("choose a larger range now: a VPC's range cannot be changed later"));
    }
}

/// The group's instances while a deployment replaces them.
fn most(service: &Service) -> u64 {
    (u64::from(*service.max_size) * u64::from(*service.instance_refresh.max_healthy_percentage)).div_ceil(100)
}
