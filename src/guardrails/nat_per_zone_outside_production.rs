//! High availability of the way out, paid for where nobody needs it.

use super::facts::{elsewhere, nat_month, per_az_month, usd};
use super::finding::route;
use super::judge::Judge;
use crate::model::{Architecture, Nat};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    let zones = architecture.network.availability_zones.len();
    if judge.is(architecture.network.nat == Nat::PerAz) && judge.is(!architecture.production) {
        let month = per_az_month(architecture);
        let message = format!(
            "environment `{}` is not in production and has {zones} NAT gateways: {} a month{}",
            architecture.environment,
            usd(month),
            elsewhere(&architecture.region)
        );
        let finding = judge.finding(message, route(["network", "nat"]), format!("{zones} × {}, and its traffic", usd(judge.threshold())));
        let cheaper = [Nat::Single, Nat::Instance].into_iter().filter_map(|nat| Some((nat, nat_month(architecture, nat)?)));
        let cheaper: Vec<String> = cheaper.map(|(nat, month)| format!("`nat = \"{nat}\"` costs {}", usd(month))).collect();
        judge.report(finding.help(format!("{}; or say `production = true`", cheaper.join(", "))));
    }
}
