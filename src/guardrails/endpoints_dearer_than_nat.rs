//! Interface endpoints cost by the hour, the zone and the service; NAT is cheaper from a handful on.

use super::facts::{elsewhere, nat_month, usd};
use super::finding::route;
use super::judge::Judge;
use crate::model::{Architecture, Nat};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    let network = &architecture.network;
    let (count, zones) = (network.interface_endpoints.len() as u64, network.availability_zones.len() as u64);
    // Without NAT the endpoints stand for the one the environment would have by default; with NAT they save no more than its traffic.
    let instead = match network.nat {
        Nat::None if architecture.production => Nat::PerAz,
        Nat::None => Nat::Single,
        nat => nat,
    };
    let endpoints = count * zones * judge.threshold();
    let Some(nat) = nat_month(architecture, instead) else { return };
    if count > 0 && judge.above(endpoints, nat) {
        let message =
            format!("{count} interface endpoints in {zones} zones cost {} a month{}", usd(endpoints), elsewhere(&architecture.region));
        let finding =
            judge.finding(message, route(["network", "interface_endpoints"]), format!("{count} × {zones} × {}", usd(judge.threshold())));
        let (what, help) = match network.nat {
            Nat::None => (
                format!("`nat = \"{instead}\"` would cost {}", usd(nat)),
                "keep the endpoints that secrecy demands, or set `nat`; traffic comes on top of both: 0.01 USD a GB here, 0.045 USD there",
            ),
            _ => (
                format!("the whole of `nat = \"{instead}\"` costs {}", usd(nat)),
                "an endpoint pays where it takes much traffic off the NAT: 0.01 USD a GB instead of 0.045 USD; drop the others",
            ),
        };
        judge.report(finding.related(route(["network", "nat"]), what).help(help));
    }
}
