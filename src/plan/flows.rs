//! The flow list: every connection that is allowed, once, with its purpose. Security-group rules come from here and from nowhere else.

use std::str::FromStr;

use crate::model::{Architecture, Cdn, Connection, Endpoint, Flow, Nat, Port, Protocol, Purpose};

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
        if let Some(web) = service.web() {
            flows.push(tcp(Endpoint::LoadBalancer, endpoint(), web.port.get(), &format!("requests and health checks for {name}")));
        }
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
    databases(architecture, &mut flows);
    if architecture.network.nat == Nat::Instance {
        flows.push(tcp(Endpoint::NatInstance, Endpoint::Internet, 443, "forwarded HTTPS, and the AWS APIs it registers with"));
    }
    flows
}

/// From services to their databases; where there is a proxy, through it.
fn databases(architecture: &Architecture, flows: &mut Vec<Flow>) {
    for (name, service) in &architecture.services {
        for Connection::Database(target) in &service.connects_to {
            let Some(database) = architecture.databases.get(target) else { continue };
            let (to, way) = if database.proxy {
                (Endpoint::DatabaseProxy(target.clone()), ", through its proxy")
            } else {
                (Endpoint::Database(target.clone()), "")
            };
            let purpose = format!("queries of {name} to database {target}{way}");
            flows.push(tcp(Endpoint::Service(name.clone()), to, database.client_port().get(), &purpose));
        }
    }
    for (name, database) in architecture.databases.iter().filter(|(_, database)| database.proxy) {
        let purpose = format!("queries that the proxy of database {name} passes on");
        flows.push(tcp(Endpoint::DatabaseProxy(name.clone()), Endpoint::Database(name.clone()), database.port.get(), &purpose));
    }
}

fn tcp(from: Endpoint, to: Endpoint, port: u32, purpose: &str) -> Flow {
    Flow { from, to, port: Port::clamped(port), protocol: Protocol::Tcp, purpose: written(purpose) }
}

/// A purpose written in this program. Names hold only what EC2 accepts.
#[allow(clippy::panic)]
fn written(purpose: &str) -> Purpose {
    Purpose::from_str(purpose).unwrap_or_else(|problem| panic!("the purpose `{purpose}` {problem}"))
}
