//! The flow list: every connection that is allowed, once, with its purpose. Security-group rules come from here and from nowhere else.

use std::str::FromStr;

use crate::model::{Architecture, Cdn, Endpoint, Flow, Nat, Port, Protocol, Purpose};

/// The derived flows of an environment, then the user's own.
pub fn flows(architecture: &Architecture) -> Vec<Flow> {
    let mut flows = derived(architecture);
    flows.extend(architecture.flows.values().cloned());
    flows
}

/// What follows from the model: nobody has to declare it, and nobody can forget it.
pub fn derived(architecture: &Architecture) -> Vec<Flow> {
    let mut flows = Vec::new();
    if let Some(load_balancer) = &architecture.load_balancer {
        if architecture.cdn.as_ref().is_some_and(Cdn::uses_load_balancer) {
            // One port alone: the prefix list counts for 55 of the 60 rules a group may have.
            let port = if load_balancer.https() { 443 } else { 80 };
            flows.push(tcp(Endpoint::CloudFront, Endpoint::LoadBalancer, port, "requests from CloudFront through its VPC origin"));
        } else if architecture.cdn.is_some() {
            // The CDN has no use for it.
        } else if load_balancer.https() {
            flows.push(tcp(Endpoint::Internet, Endpoint::LoadBalancer, 443, "HTTPS from clients"));
            flows.push(tcp(Endpoint::Internet, Endpoint::LoadBalancer, 80, "HTTP from clients, answered with a redirect to HTTPS"));
        } else {
            flows.push(tcp(Endpoint::Internet, Endpoint::LoadBalancer, 80, "HTTP from clients"));
        }
    }
    for (name, service) in &architecture.services {
        let endpoint = || Endpoint::Service(name.clone());
        flows.push(tcp(Endpoint::LoadBalancer, endpoint(), service.port.get(), &format!("requests and health checks for {name}")));
        flows.push(tcp(endpoint(), Endpoint::S3, 443, "artifact and operating-system packages from S3"));
        if !architecture.network.interface_endpoints.is_empty() {
            flows.push(tcp(endpoint(), Endpoint::VpcEndpoints, 443, "AWS APIs through interface endpoints"));
        }
        if service.internet_egress {
            flows.push(tcp(endpoint(), Endpoint::Internet, 443, "HTTPS to the internet"));
            if architecture.network.nat == Nat::Instance {
                flows.push(tcp(endpoint(), Endpoint::NatInstance, 443, &format!("HTTPS of {name} to forward to the internet")));
            }
        }
    }
    if architecture.network.nat == Nat::Instance {
        flows.push(tcp(Endpoint::NatInstance, Endpoint::Internet, 443, "forwarded HTTPS, and the AWS APIs it registers with"));
    }
    flows
}

fn tcp(from: Endpoint, to: Endpoint, port: u32, purpose: &str) -> Flow {
    Flow { from, to, port: Port::clamped(port), protocol: Protocol::Tcp, purpose: written(purpose) }
}

/// A purpose written in this program. Names hold only what EC2 accepts.
#[allow(clippy::panic)]
fn written(purpose: &str) -> Purpose {
    Purpose::from_str(purpose).unwrap_or_else(|problem| panic!("the purpose `{purpose}` {problem}"))
}
