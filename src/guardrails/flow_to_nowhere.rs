//! A flow from or to a component that the environment does not have.

use super::finding::route;
use super::judge::Judge;
use crate::config::nearest;
use crate::model::{Architecture, Endpoint};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, flow) in &architecture.flows {
        for (argument, end) in [("from", &flow.from), ("to", &flow.to)] {
            let at = || route(["flow", name.as_str(), argument]);
            if argument == "from" && judge.is(matches!(end, Endpoint::S3 | Endpoint::DynamoDb | Endpoint::VpcEndpoints)) {
                judge.report(judge.finding(format!("`{end}` opens no connections"), at(), "").help("turn the flow round"));
            } else if let Some(missing) = missing(architecture, end) {
                let finding = judge.finding(format!("there is no {missing} in environment `{}`", architecture.environment), at(), "");
                judge.report(match suggestion(architecture, end) {
                    Some(near) => finding.help(format!("did you mean `service.{near}`?")),
                    None => finding.help("where another environment has it, declare the flow there"),
                });
            }
        }
        if judge.is(!matches!(flow.from, Endpoint::Service(_) | Endpoint::LoadBalancer))
            && judge.is(!matches!(flow.to, Endpoint::Service(_) | Endpoint::LoadBalancer | Endpoint::VpcEndpoints))
        {
            let at = route(["flow", name.as_str()]);
            judge.report(
                judge
                    .finding("neither end of the flow has a security group", at, "")
                    .help("one end must be a service or the load balancer"),
            );
        }
    }
}

fn missing(architecture: &Architecture, end: &Endpoint) -> Option<String> {
    match end {
        Endpoint::Service(name) if !architecture.services.contains_key(name) => Some(format!("service `{name}`")),
        Endpoint::LoadBalancer if architecture.load_balancer.is_none() => Some("load balancer".to_owned()),
        Endpoint::VpcEndpoints if architecture.network.interface_endpoints.is_empty() => Some("interface endpoint".to_owned()),
        _ => None,
    }
}

fn suggestion<'a>(architecture: &'a Architecture, end: &Endpoint) -> Option<&'a str> {
    let Endpoint::Service(name) = end else { return None };
    nearest(name.as_str(), architecture.services.keys().map(|name| name.as_str()))
}
