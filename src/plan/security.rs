//! The security module: every rule between security groups, in one place, from the flow list.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Expression, Input, Module, Output, View, flows, names};
use crate::model::{Architecture, Endpoint, Flow, Name};

/// The rules, in the order of the flow list.
#[derive(Debug, Serialize)]
pub struct SecurityView {
    pub(super) rules: Vec<Rule>,
}

/// One `aws_vpc_security_group_…_rule`.
#[derive(Debug, Serialize)]
pub(super) struct Rule {
    /// `ingress` or `egress`.
    pub(super) direction: &'static str,
    /// Why a scanner's complaint about port 80 does not hold.
    port_80: Option<&'static str>,
    pub(super) label: String,
    name: String,
    security_group_id: Expression,
    pub(super) description: String,
    /// `cidr_ipv4`, `prefix_list_id` or `referenced_security_group_id`.
    peer_argument: &'static str,
    peer: Peer,
    pub(super) port: u32,
    protocol: &'static str,
    #[serde(skip)]
    owner: Endpoint,
}

impl Rule {
    /// Whether it names the whole internet.
    pub(super) fn open(&self) -> bool {
        self.peer.cidr.as_deref() == Some(INTERNET)
    }
}

/// The whole internet.
const INTERNET: &str = "0.0.0.0/0";

/// The other side of a rule: a literal range or a reference.
#[derive(Debug, Serialize)]
struct Peer {
    cidr: Option<String>,
    expression: Option<Expression>,
}

/// Plans the module.
pub fn module(architecture: &Architecture) -> Module {
    let flows = flows::flows(architecture);
    let prefix = names::prefix(architecture);
    let rules: Vec<Rule> =
        flows.iter().flat_map(|flow| sides(flow).map(|(direction, owner, other)| rule(direction, flow, owner, other, &prefix))).collect();
    let mut inputs = BTreeMap::new();
    for end in flows.iter().flat_map(|flow| [&flow.from, &flow.to]) {
        if let Some((variable, value)) = reference(end) {
            inputs
                .entry(variable.clone())
                .or_insert_with(|| Input::string(variable, format!("{} of {}.", id_of(end), described(end)), value));
        }
    }
    Module {
        name: "security".to_owned(),
        summary:
            "Every rule between the security groups, made from the architecture's flow list. The groups themselves belong to the modules whose \
             resources they protect."
                .to_owned(),
        inputs: inputs.into_values().collect(),
        outputs: outputs(&rules),
        view: View::Security(SecurityView { rules }),
    }
}

/// For whatever boots behind a group: the ids of the group's rules, to wait for.
fn outputs(rules: &[Rule]) -> Vec<Output> {
    let mut own: BTreeMap<&Endpoint, Vec<String>> = BTreeMap::new();
    for rule in rules.iter().filter(|rule| matches!(rule.owner, Endpoint::Service(_) | Endpoint::NatInstance)) {
        own.entry(&rule.owner).or_default().push(format!("aws_vpc_security_group_{}_rule.{}.id", rule.direction, rule.label));
    }
    let mut outputs: Vec<Output> = own
        .into_iter()
        .map(|(owner, ids)| {
            let description = format!("IDs of the security-group rules of {}.", described(owner));
            Output::new(rule_ids(owner), description, format!("[\n{},\n]", ids.join(",\n")))
        })
        .collect();
    outputs.sort_by(|a, b| a.name.cmp(&b.name));
    outputs
}

/// Rules that CloudFront's prefix list counts for. Source: Amazon VPC user guide, "AWS-managed prefix list weight".
const CLOUDFRONT_WEIGHT: u64 = 55;

/// How many rules each security group has in each direction, as AWS counts them.
pub fn rule_counts(architecture: &Architecture) -> BTreeMap<(Endpoint, &'static str), u64> {
    let mut counts = BTreeMap::new();
    for flow in flows::flows(architecture) {
        let weight = if flow.from == Endpoint::CloudFront { CLOUDFRONT_WEIGHT } else { 1 };
        for (direction, owner, _) in sides(&flow) {
            *counts.entry((owner.clone(), direction)).or_insert(0) += weight;
        }
    }
    counts
}

/// Direction and label of the rules that a flow is rendered as, the sender's first.
pub fn rule_labels(flow: &Flow) -> Vec<(&'static str, String)> {
    sides(flow).map(|(direction, owner, other)| (direction, label(direction, flow, owner, other))).collect()
}

/// The output that names an endpoint's rules: whatever boots behind the group waits for it.
pub fn rule_ids(endpoint: &Endpoint) -> String {
    format!("{}_rule_ids", identifier(endpoint))
}

/// The rules a flow needs: egress where it starts and ingress where it ends, as far as these have a security group. Of each its direction,
/// whose it is, and who is on the other side.
fn sides(flow: &Flow) -> impl Iterator<Item = (&'static str, &Endpoint, &Endpoint)> {
    // What the NAT instance forwards is addressed to the internet: the sender's rule is that of its own flow to the internet.
    let egress = has_group(&flow.from) && flow.to != Endpoint::NatInstance;
    let ingress = has_group(&flow.to);
    let egress = egress.then_some(("egress", &flow.from, &flow.to));
    egress.into_iter().chain(ingress.then_some(("ingress", &flow.to, &flow.from)))
}

fn label(direction: &str, flow: &Flow, owner: &Endpoint, other: &Endpoint) -> String {
    let between = if direction == "egress" { "to" } else { "from" };
    format!("{}_{between}_{}_{}_{}", identifier(owner), identifier(other), flow.protocol, flow.port)
}

fn rule(direction: &'static str, flow: &Flow, owner: &Endpoint, other: &Endpoint, prefix: &str) -> Rule {
    let label = label(direction, flow, owner, other);
    let (peer_argument, peer) = match other {
        Endpoint::Internet => ("cidr_ipv4", Peer { cidr: Some(INTERNET.to_owned()), expression: None }),
        Endpoint::Cidr(net) => ("cidr_ipv4", Peer { cidr: Some(net.to_string()), expression: None }),
        Endpoint::CloudFront | Endpoint::S3 | Endpoint::DynamoDb => ("prefix_list_id", Peer { cidr: None, expression: variable(other) }),
        _ => ("referenced_security_group_id", Peer { cidr: None, expression: variable(other) }),
    };
    let port_80 = match other {
        _ if flow.port.get() != 80 || direction == "egress" => None,
        Endpoint::CloudFront => Some("AWS's list of CloudFront's servers, not the internet"),
        Endpoint::Internet => Some("clients that come by HTTP are sent to HTTPS, or there is no certificate for want of a domain"),
        _ => None,
    };
    Rule {
        direction,
        port_80,
        name: format!("{prefix}-{}", label.replace('_', "-")),
        label,
        security_group_id: variable(owner).unwrap_or_else(|| Expression::from("null")),
        description: flow.purpose.to_string(),
        peer_argument,
        peer,
        port: flow.port.get(),
        protocol: flow.protocol.as_str(),
        owner: owner.clone(),
    }
}

/// Whether it is behind a security group of the environment's.
pub fn has_group(endpoint: &Endpoint) -> bool {
    matches!(
        endpoint,
        Endpoint::LoadBalancer
            | Endpoint::Service(_)
            | Endpoint::Database(_)
            | Endpoint::DatabaseProxy(_)
            | Endpoint::NatInstance
            | Endpoint::VpcEndpoints
    )
}

fn variable(endpoint: &Endpoint) -> Option<Expression> {
    reference(endpoint).map(|(name, _)| Expression(format!("var.{name}")))
}

/// The module's variable for an endpoint, and what the root passes.
fn reference(endpoint: &Endpoint) -> Option<(String, Expression)> {
    let (name, value) = match endpoint {
        Endpoint::Internet | Endpoint::Cidr(_) => return None,
        Endpoint::CloudFront => ("cloudfront_prefix_list_id".to_owned(), "module.cdn.origin_facing_prefix_list_id".to_owned()),
        Endpoint::LoadBalancer => ("load_balancer_security_group_id".to_owned(), "module.load_balancer.security_group_id".to_owned()),
        Endpoint::Service(name) => {
            (format!("{}_security_group_id", identifier(endpoint)), format!("module.{}.security_group_id", service_module(name)))
        }
        Endpoint::Database(name) => {
            (format!("{}_security_group_id", identifier(endpoint)), format!("module.{}.security_group_id", database_module(name)))
        }
        Endpoint::DatabaseProxy(name) => {
            (format!("{}_security_group_id", identifier(endpoint)), format!("module.{}.proxy_security_group_id", database_module(name)))
        }
        Endpoint::NatInstance => ("nat_instance_security_group_id".to_owned(), "module.network.nat_instance_security_group_id".to_owned()),
        Endpoint::VpcEndpoints => {
            ("vpc_endpoints_security_group_id".to_owned(), "module.network.vpc_endpoints_security_group_id".to_owned())
        }
        Endpoint::S3 => ("s3_prefix_list_id".to_owned(), "module.network.s3_prefix_list_id".to_owned()),
        Endpoint::DynamoDb => ("dynamodb_prefix_list_id".to_owned(), "module.network.dynamodb_prefix_list_id".to_owned()),
    };
    Some((name, Expression(value)))
}

/// Label of a service's module.
pub fn service_module(name: &Name) -> String {
    format!("service_{}", name.identifier())
}

/// Label of a database's module.
pub fn database_module(name: &Name) -> String {
    format!("database_{}", name.identifier())
}

fn identifier(endpoint: &Endpoint) -> String {
    match endpoint {
        Endpoint::Service(name) => service_module(name),
        Endpoint::Database(name) => database_module(name),
        // Not `database_…`: a database may be named `proxy`.
        Endpoint::DatabaseProxy(name) => format!("rds_proxy_{}", name.identifier()),
        Endpoint::Cidr(net) => format!("cidr_{}", net.to_string().replace(['.', '/'], "_")),
        other => other.to_string(),
    }
}

fn id_of(endpoint: &Endpoint) -> &'static str {
    match endpoint {
        Endpoint::CloudFront | Endpoint::S3 | Endpoint::DynamoDb => "Prefix list",
        _ => "Security group",
    }
}

/// In words: "the proxy of database main".
pub fn described(endpoint: &Endpoint) -> String {
    match endpoint {
        Endpoint::CloudFront => "CloudFront's servers".to_owned(),
        Endpoint::LoadBalancer => "the load balancer".to_owned(),
        Endpoint::Service(name) => format!("service {name}"),
        Endpoint::Database(name) => format!("database {name}"),
        Endpoint::DatabaseProxy(name) => format!("the proxy of database {name}"),
        Endpoint::NatInstance => "the NAT instance".to_owned(),
        Endpoint::VpcEndpoints => "the interface endpoints".to_owned(),
        Endpoint::S3 => "S3's gateway endpoint".to_owned(),
        Endpoint::DynamoDb => "DynamoDB's gateway endpoint".to_owned(),
        Endpoint::Internet => "the internet".to_owned(),
        Endpoint::Cidr(net) => net.to_string(),
    }
}
