//! What a reviewer wants to see in a root's README: what it costs, and who may talk to whom.

use serde::Serialize;

use super::alarms::Alarm;
use super::flows::flows;
use crate::cost::{self, Component};
use crate::model::{Architecture, Flow};

/// Two tables, and what has to be said about them. What is declared and what is assumed is not told apart here: a resolved architecture,
/// as `tfgen show` prints it, has to render to the same text.
#[derive(Debug, Serialize)]
pub struct Review {
    region: String,
    /// "About", or "At least" where a price is missing.
    how_much: &'static str,
    total: String,
    fixed: String,
    usage: String,
    /// "read between 2026-08-12 and 2026-10-15"; none where nothing has a price.
    read: Option<String>,
    /// NAT's share in per cent, where there is one.
    nat: Option<String>,
    components: Vec<ComponentView>,
    /// What a price is missing for.
    not_priced: Vec<String>,
    cost_command: String,
    flows: Vec<FlowView>,
    matrix_command: String,
}

#[derive(Debug, Serialize)]
struct ComponentView {
    name: String,
    total: String,
    share: String,
}

#[derive(Debug, Serialize)]
struct FlowView {
    from: String,
    to: String,
    port: String,
    purpose: String,
}

/// Of an environment.
pub fn review(architecture: &Architecture, alarms: &[Alarm]) -> Review {
    let estimate = cost::bill(architecture, alarms);
    let share = |component: &Component| format!("{:.1} %", component.share_percent);
    let complete = estimate.not_priced.iter().all(|missing| missing.key.is_none());
    Review {
        how_much: if complete { "About" } else { "At least" },
        region: estimate.region.clone(),
        total: estimate.total_usd.to_string(),
        fixed: estimate.fixed_usd.to_string(),
        usage: estimate.usage_usd.to_string(),
        read: estimate.prices_as_of.map(|[newest, oldest]| format!("read between {oldest} and {newest}")),
        nat: estimate.component("nat").map(share),
        components: estimate
            .components
            .iter()
            .map(|component| ComponentView {
                name: component.name.clone(),
                total: component.total_usd.to_string(),
                share: share(component),
            })
            .collect(),
        not_priced: estimate.not_priced.iter().map(|missing| format!("{}: {}", missing.component, missing.what)).collect(),
        cost_command: format!("tfgen cost --env {}", architecture.environment),
        flows: flows(architecture)
            .into_iter()
            .map(|Flow { from, to, protocol, port, purpose }| FlowView {
                from: from.to_string(),
                to: to.to_string(),
                port: format!("{protocol} {port}"),
                purpose: purpose.to_string(),
            })
            .collect(),
        matrix_command: format!("tfgen matrix --env {} --from … --to …", architecture.environment),
    }
}
