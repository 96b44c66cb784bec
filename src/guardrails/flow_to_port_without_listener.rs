//! A rule for a port on which nobody answers: it lets nobody in, and is left standing.

use super::finding::route;
use super::judge::Judge;
use crate::model::{Architecture, Endpoint, Protocol};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, flow) in &architecture.flows {
        let Some(ports) = listeners(architecture, &flow.to) else { continue };
        let udp = judge.is(flow.protocol == Protocol::Udp);
        if udp || judge.is(!ports.contains(&flow.port.get())) {
            let argument = if udp { "protocol" } else { "port" };
            let message = format!("nothing listens on {} port {} of `{}`", flow.protocol, flow.port, flow.to);
            let known: Vec<String> = ports.iter().map(ToString::to_string).collect();
            let finding = judge.finding(message, route(["flow", name.as_str(), argument]), "");
            judge.report(finding.help(format!("it listens on tcp {}", known.join(" and "))));
        }
    }
}

/// The ports that are listened on, where the model knows: a service may have more than its own, and what is not there has none to name.
fn listeners(architecture: &Architecture, end: &Endpoint) -> Option<Vec<u32>> {
    match end {
        Endpoint::LoadBalancer => {
            let https = architecture.load_balancer.as_ref()?.https();
            // Behind a CDN nobody is redirected.
            Some(if !https {
                vec![80]
            } else if architecture.cdn.is_some() {
                vec![443]
            } else {
                vec![443, 80]
            })
        }
        Endpoint::Database(name) => Some(vec![architecture.databases.get(name)?.port.get()]),
        Endpoint::DatabaseProxy(name) => {
            let database = architecture.databases.get(name).filter(|database| database.proxy)?;
            Some(vec![database.client_port().get()])
        }
        Endpoint::VpcEndpoints if !architecture.network.interface_endpoints.is_empty() => Some(vec![443]),
        _ => None,
    }
}
