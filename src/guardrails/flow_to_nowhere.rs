//! A flow from or to a component that the environment does not have.

use super::finding::route;
use super::judge::Judge;
use crate::config::nearest;
use crate::model::{Architecture, Endpoint};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, flow) in &architecture.flows {
        for (argument, end) in [("from", &flow.from), ("to", &flow.to)] {
            let at = || route(["flow", name.as_str(), argument]);
            if argument == "from"
                && judge.is(matches!(end, Endpoint::Database(_) | Endpoint::S3 | Endpoint::DynamoDb | Endpoint::VpcEndpoints))
            {
                let cure = match end {
                    Endpoint::Database(_) => format!("leave it out: a service with `connects_to = [\"{end}\"]` is let in to it"),
                    _ => "turn the flow round".to_owned(),
                };
                judge.report(judge.finding(format!("`{end}` opens no connections"), at(), "").help(cure));
            } else if let Some(missing) = missing(architecture, end) {
                let finding = judge.finding(format!("environment `{}` has no {missing}", architecture.environment), at(), "");
                judge.report(match suggestion(architecture, end) {
                    Some(near) => finding.help(format!("did you mean `{near}`?")),
                    None if *end == Endpoint::VpcEndpoints => {
                        finding.help("name the AWS services that it goes to in `interface_endpoints` of the network")
                    }
                    None => finding.help(format!("add it, or declare the flow in the environments that have a {missing}")),
                });
            }
        }
        let grouped = |end: &Endpoint| {
            matches!(end, Endpoint::Service(_) | Endpoint::LoadBalancer | Endpoint::Database(_) | Endpoint::DatabaseProxy(_))
        };
        if judge.is(!grouped(&flow.from)) && judge.is(!grouped(&flow.to) && flow.to != Endpoint::VpcEndpoints) {
            let at = route(["flow", name.as_str()]);
            judge.report(
                judge
                    .finding("neither end of the flow has a security group", at, "")
                    .help("one end must be a service, a database or the load balancer"),
            );
        }
    }
}

fn missing(architecture: &Architecture, end: &Endpoint) -> Option<String> {
    match end {
        Endpoint::Service(name) if !architecture.services.contains_key(name) => Some(format!("service `{name}`")),
        Endpoint::Database(name) if !architecture.databases.contains_key(name) => Some(format!("database `{name}`")),
        Endpoint::DatabaseProxy(name) if !architecture.databases.get(name).is_some_and(|database| database.proxy) => {
            Some(format!("proxy of a database `{name}`"))
        }
        Endpoint::LoadBalancer if architecture.load_balancer.is_none() => Some("load balancer".to_owned()),
        Endpoint::VpcEndpoints if architecture.network.interface_endpoints.is_empty() => Some("interface endpoints".to_owned()),
        _ => None,
    }
}

fn suggestion(architecture: &Architecture, end: &Endpoint) -> Option<String> {
    match end {
        Endpoint::Service(name) => {
            nearest(name.as_str(), architecture.services.keys().map(|name| name.as_str())).map(|near| format!("service.{near}"))
        }
        Endpoint::Database(name) => {
            nearest(name.as_str(), architecture.databases.keys().map(|name| name.as_str())).map(|near| format!("database.{near}"))
        }
        _ => None,
    }
}
