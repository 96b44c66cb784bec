//! What can be asked for: the ends that an environment has, and what people call them.

use std::str::FromStr as _;

use crate::config::{listing, nearest};
use crate::model::{Architecture, Endpoint, Nat};
use crate::plan::flows;

/// A name that means nothing, or more than one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The fact.
    pub message: String,
    /// The cure.
    pub help: String,
}

/// Every end of an environment, whether or not any flow has it.
pub fn ends(architecture: &Architecture) -> Vec<Endpoint> {
    let mut ends = vec![Endpoint::Internet];
    ends.extend(architecture.cdn.iter().map(|_| Endpoint::CloudFront));
    ends.extend(architecture.load_balancer.iter().map(|_| Endpoint::LoadBalancer));
    ends.extend(architecture.services.keys().cloned().map(Endpoint::Service));
    for (name, database) in &architecture.databases {
        ends.push(Endpoint::Database(name.clone()));
        ends.extend(database.proxy.then(|| Endpoint::DatabaseProxy(name.clone())));
    }
    ends.extend((architecture.network.nat == Nat::Instance).then_some(Endpoint::NatInstance));
    ends.extend((!architecture.network.interface_endpoints.is_empty()).then_some(Endpoint::VpcEndpoints));
    ends.extend([Endpoint::S3, Endpoint::DynamoDb]);
    for flow in flows::flows(architecture) {
        for end in [flow.from, flow.to] {
            if matches!(end, Endpoint::Cidr(_)) && !ends.contains(&end) {
                ends.push(end);
            }
        }
    }
    ends
}

/// The end that is meant: by its full name, by the plain name of a service or database where only one has it, or by its range.
///
/// # Errors
/// What else it could have been.
pub fn find(architecture: &Architecture, text: &str) -> Result<Endpoint, Unknown> {
    let ends = ends(architecture);
    if let Some(end) = ends.iter().find(|end| end.to_string() == text) {
        return Ok(end.clone());
    }
    let called: Vec<&Endpoint> = ends.iter().filter(|end| end.to_string().split_once('.').is_some_and(|(_, name)| name == text)).collect();
    let names: Vec<String> = ends.iter().map(ToString::to_string).collect();
    match called.as_slice() {
        [only] => Ok((*only).clone()),
        [] => match Endpoint::from_str(text) {
            Ok(end @ Endpoint::Cidr(_)) => Ok(end),
            _ => {
                let message = format!("there is no `{text}` in environment `{}`", architecture.environment);
                let near = nearest(text, names.iter().map(String::as_str));
                // Half of a full name is what people remember.
                let plain = names.iter().filter_map(|name| name.split_once('.'));
                let near = near.or_else(|| nearest(text, plain.map(|(_, name)| name)));
                let help = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("there are {}, and IPv4 ranges", listing(names.iter().map(String::as_str), "and")),
                };
                Err(Unknown { message, help })
            }
        },
        several => {
            let several: Vec<String> = several.iter().map(ToString::to_string).collect();
            Err(Unknown {
                message: format!("`{text}` is the name of several in environment `{}`", architecture.environment),
                help: format!("say {}", listing(several.iter().map(String::as_str), "or")),
            })
        }
    }
}
