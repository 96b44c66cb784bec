//! One gateway, or one instance, carries every zone's traffic: its zone takes the others down with it.

use super::finding::route;
use super::judge::Judge;
use super::prices::WaysOut;
use crate::model::{Architecture, Nat};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    let nat = architecture.network.nat;
    if judge.is(architecture.production) && judge.is(matches!(nat, Nat::Single | Nat::Instance)) {
        let message = format!("environment `{}` is in production and leaves through one zone only", architecture.environment);
        let label = if nat == Nat::Single { "one NAT gateway for all zones" } else { "one NAT instance for all zones" };
        let finding = judge.finding(message, route(["network", "nat"]), label);
        let prices = WaysOut::of(architecture);
        judge.report(finding.related(route(["production"]), "production").help(format!(
            "set `nat = \"per_az\"` ({} USD a month{}), or leave it out",
            prices.gateways(Nat::PerAz),
            prices.note()
        )));
    }
}
