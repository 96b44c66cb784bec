//! Interface endpoints cost by the hour, the zone and the service; NAT is cheaper from a handful on.

use super::finding::route;
use super::judge::Judge;
use super::prices::WaysOut;
use crate::model::{Architecture, Nat};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    let network = &architecture.network;
    let (count, zones) = (network.interface_endpoints.len(), network.availability_zones.len());
    // Without NAT the endpoints stand for the one the environment would have by default; with NAT they save no more than its traffic.
    let instead = match network.nat {
        Nat::None if architecture.production => Nat::PerAz,
        Nat::None => Nat::Single,
        nat => nat,
    };
    let prices = WaysOut::of(architecture);
    // Beside an instance that has no price, nothing can be said.
    let Some(nat) = prices.nat(instead) else { return };
    let endpoints = prices.endpoints();
    if count > 0 && judge.above(endpoints.0, nat.0) {
        let message = format!("{count} interface endpoints in {zones} zones cost {endpoints} USD a month{}", prices.note());
        let finding = judge.finding(message, route(["network", "interface_endpoints"]), format!("{count} × {zones} × 730 hours"));
        let by_the_gb = prices.by_the_gb();
        let (what, help) = match network.nat {
            Nat::None => (
                format!("`nat = \"{instead}\"` would cost {nat} USD"),
                format!("keep the endpoints that secrecy demands, or set `nat`; traffic comes on top of both: {by_the_gb}"),
            ),
            _ => (
                format!("the whole of `nat = \"{instead}\"` costs {nat} USD"),
                format!("an endpoint pays where it takes much traffic off the NAT: {by_the_gb}; drop the others"),
            ),
        };
        judge.report(finding.related(route(["network", "nat"]), what).help(help));
    }
}
