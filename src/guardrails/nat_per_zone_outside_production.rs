//! High availability of the way out, paid for where nobody needs it.

use super::facts::{elsewhere, nat_month, usd};
use super::finding::route;
use super::judge::Judge;
use crate::model::{Architecture, Nat};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    let zones = architecture.network.availability_zones.len();
    if judge.is(architecture.network.nat == Nat::PerAz) && judge.is(!architecture.production) {
        let month = nat_month(architecture, Nat::PerAz);
        let message = format!(
            "environment `{}` is not in production and has {zones} NAT gateways: {} a month{}",
            architecture.environment,
            usd(month),
            elsewhere(&architecture.region)
        );
        let finding = judge.finding(message, route(["network", "nat"]), format!("{zones} × {}, and its traffic", usd(judge.threshold())));
        judge.report(finding.help(format!(
            "`\"single\"` costs {}, `\"instance\"` {}; or say `production = true`",
            usd(nat_month(architecture, Nat::Single)),
            usd(nat_month(architecture, Nat::Instance))
        )));
    }
}
