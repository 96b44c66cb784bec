//! High availability of the way out, paid for where nobody needs it.

use super::finding::route;
use super::judge::Judge;
use super::prices::WaysOut;
use crate::model::{Architecture, Nat};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    let zones = architecture.network.availability_zones.len();
    if judge.is(architecture.network.nat == Nat::PerAz) && judge.is(!architecture.production) {
        let prices = WaysOut::of(architecture);
        let (all, one) = (prices.gateways(Nat::PerAz), prices.gateways(Nat::Single));
        let environment = &architecture.environment;
        let message =
            format!("environment `{environment}` is not in production and has {zones} NAT gateways: {all} USD a month{}", prices.note());
        let finding = judge.finding(message, route(["network", "nat"]), format!("{zones} × {one} USD, and its traffic"));
        let cheaper = [Nat::Single, Nat::Instance].into_iter().filter_map(|nat| Some((nat, prices.nat(nat)?)));
        let cheaper: Vec<String> = cheaper.map(|(nat, month)| format!("`nat = \"{nat}\"` costs {month} USD")).collect();
        judge.report(finding.help(format!("{}; or say `production = true`", cheaper.join(", "))));
    }
}
