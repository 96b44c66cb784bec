//! How an instance reaches an AWS API: over the internet, or through an interface endpoint in its own network.

use super::{Finding, route};
use crate::model::{Architecture, Name, Nat};

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
    name: &Name,
    api: &Api,
    rule: &'static str,
    message: impl FnOnce() -> String,
) -> Option<Finding> {
    let network = &architecture.network;
    let asks = architecture.services.get(name)?.internet_egress;
    let internet = asks && network.nat != Nat::None;
    if internet || network.interface_endpoints.iter().any(|service| service.as_str() == api.endpoint) {
        return None;
    }
    let endpoint = format!("add `\"{}\"` to `interface_endpoints` of the network", api.endpoint);
    Some(if asks {
        Finding::error(rule, message(), route(["network", "nat"]), "no way to the internet")
            .related(route(["service", name.as_str(), "internet_egress"]), "though this service asks for one")
            .help(format!("set `nat` to `\"instance\"`, `\"single\"` or `\"per_az\"`, or {endpoint}"))
    } else {
        Finding::error(rule, message(), route(["service", name.as_str(), "internet_egress"]), format!("no way to {}", api.name))
            .help(format!("set `internet_egress = true`, or {endpoint}"))
    })
}
