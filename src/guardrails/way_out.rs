//! How an instance reaches an AWS API: over the internet, or through an interface endpoint in its own network.

use super::finding::{Finding, of, route};
use super::judge::Judge;
use crate::model::{Architecture, Name, Nat, Service};

/// An API that instances call.
pub(super) struct Api {
    /// Its interface endpoint, as `interface_endpoints` names it.
    pub(super) endpoint: &'static str,
    /// What it is called.
    pub(super) name: &'static str,
}

/// What is wrong where a service has no way to the API; `message` says what comes of it.
pub(super) fn way_out(
    architecture: &Architecture,
    judge: &Judge,
    (name, service): (&Name, &Service),
    api: &Api,
    message: String,
) -> Option<Finding> {
    let network = &architecture.network;
    let internet = service.internet_egress && network.nat != Nat::None;
    let endpoint = network.interface_endpoints.iter().any(|service| service.as_str() == api.endpoint);
    if !(judge.is(!internet) && judge.is(!endpoint)) {
        return None;
    }
    let (nat, egress) = (route(["network", "nat"]), of(name, "internet_egress"));
    let endpoint = format!("add `\"{}\"` to `interface_endpoints` of the network", api.endpoint);
    Some(if service.internet_egress {
        judge
            .finding(message, nat, "no way to the internet")
            .related(egress, "though this service asks for one")
            .help(format!("set `nat` to `\"instance\"`, `\"single\"` or `\"per_az\"`, or {endpoint}"))
    } else {
        judge.finding(message, egress, format!("no way to {}", api.name)).help(format!("set `internet_egress = true`, or {endpoint}"))
    })
}
