//! A flow from or to a component that the environment does not have.

use super::{Finding, route};
use crate::config::nearest;
use crate::model::{Architecture, Endpoint};

const RULE: &str = "flow-to-nowhere";

pub(super) fn check(architecture: &Architecture) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (name, flow) in &architecture.flows {
        for (argument, end) in [("from", &flow.from), ("to", &flow.to)] {
            let at = || route(["flow", name.as_str(), argument]);
            if argument == "from" && matches!(end, Endpoint::S3 | Endpoint::DynamoDb | Endpoint::VpcEndpoints) {
                findings.push(Finding::error(RULE, format!("`{end}` opens no connections"), at(), "").help("turn the flow round"));
            } else if let Some(missing) = missing(architecture, end) {
                let finding = Finding::error(RULE, format!("environment `{}` has no {missing}", architecture.environment), at(), "");
                findings.push(match suggestion(architecture, end) {
                    Some(near) => finding.help(format!("did you mean `service.{near}`?")),
                    None if *end == Endpoint::VpcEndpoints => {
                        finding.help("name the AWS services that it goes to in `interface_endpoints` of the network")
                    }
                    None => finding.help(format!("add it, or declare the flow in the environments that have a {missing}")),
                });
            }
        }
        if !matches!(flow.from, Endpoint::Service(_) | Endpoint::LoadBalancer)
            && !matches!(flow.to, Endpoint::Service(_) | Endpoint::LoadBalancer | Endpoint::VpcEndpoints)
        {
            let at = route(["flow", name.as_str()]);
            findings.push(
                Finding::error(RULE, "neither end of the flow has a security group", at, "")
                    .help("one end must be a service or the load balancer"),
            );
        }
    }
    findings
}

fn missing(architecture: &Architecture, end: &Endpoint) -> Option<String> {
    match end {
        Endpoint::Service(name) if !architecture.services.contains_key(name) => Some(format!("service `{name}`")),
        Endpoint::LoadBalancer if architecture.load_balancer.is_none() => Some("load balancer".to_owned()),
        Endpoint::VpcEndpoints if architecture.network.interface_endpoints.is_empty() => Some("interface endpoints".to_owned()),
        _ => None,
    }
}

fn suggestion<'a>(architecture: &'a Architecture, end: &Endpoint) -> Option<&'a str> {
    let Endpoint::Service(name) = end else { return None };
    nearest(name.as_str(), architecture.services.keys().map(|name| name.as_str()))
}
