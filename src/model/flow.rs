//! Who may talk to whom.

use std::fmt;
use std::str::FromStr;

use ipnet::Ipv4Net;
use serde::{Serialize, Serializer};

use super::words::words;
use super::{Bounded, Name, Purpose};

/// A TCP or UDP port.
pub type Port = Bounded<1, 65535>;

/// `flow "NAME" {}`, or one derived from the model: traffic that is allowed, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Flow {
    /// Who opens the connection.
    pub from: Endpoint,
    /// Who accepts it.
    pub to: Endpoint,
    /// The port it is accepted on.
    pub port: Port,
    /// `tcp` or `udp`.
    pub protocol: Protocol,
    /// What it is for; becomes the description of the rules.
    pub purpose: Purpose,
}

/// Transport protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Protocol {
    /// TCP.
    Tcp,
    /// UDP.
    Udp,
}

words!(Protocol { Tcp => "tcp", Udp => "udp" });

/// One end of a flow.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Endpoint {
    /// `0.0.0.0/0`. Only derived flows name it: the load balancer's edge ports, and 443 of a service with `internet_egress`.
    Internet,
    /// CloudFront's servers, by AWS's managed prefix list. Only a derived flow names it.
    CloudFront,
    /// The load balancer.
    LoadBalancer,
    /// A service's instances.
    Service(Name),
    /// A database.
    Database(Name),
    /// The proxy in front of a database.
    DatabaseProxy(Name),
    /// The NAT instance, which forwards what is addressed to the internet.
    NatInstance,
    /// The interface endpoints.
    VpcEndpoints,
    /// S3, through its gateway endpoint.
    S3,
    /// DynamoDB, through its gateway endpoint.
    DynamoDb,
    /// A range outside the VPC that is routed to it.
    Cidr(Ipv4Net),
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Internet => f.write_str("internet"),
            Self::CloudFront => f.write_str("cloudfront"),
            Self::LoadBalancer => f.write_str("load_balancer"),
            Self::Service(name) => write!(f, "service.{name}"),
            Self::Database(name) => write!(f, "database.{name}"),
            Self::DatabaseProxy(name) => write!(f, "database_proxy.{name}"),
            Self::NatInstance => f.write_str("nat_instance"),
            Self::VpcEndpoints => f.write_str("vpc_endpoints"),
            Self::S3 => f.write_str("s3"),
            Self::DynamoDb => f.write_str("dynamodb"),
            Self::Cidr(net) => write!(f, "{net}"),
        }
    }
}

impl FromStr for Endpoint {
    type Err = String;

    /// What a user may write: everything but the internet, CloudFront and the NAT instance, whose flows follow from the model.
    fn from_str(text: &str) -> Result<Self, String> {
        const EXPECTED: &str = "must be `load_balancer`, `service.NAME`, `database.NAME`, `database_proxy.NAME`, `vpc_endpoints`, `s3`, `dynamodb` or an IPv4 range";
        if let Some(name) = text.strip_prefix("service.") {
            return Name::from_str(name).map(Self::Service).map_err(|problem| format!("names a service whose name {problem}"));
        }
        if let Some(name) = text.strip_prefix("database.") {
            return Name::from_str(name).map(Self::Database).map_err(|problem| format!("names a database whose name {problem}"));
        }
        if let Some(name) = text.strip_prefix("database_proxy.") {
            return Name::from_str(name).map(Self::DatabaseProxy).map_err(|problem| format!("names a database whose name {problem}"));
        }
        match text {
            "load_balancer" => Ok(Self::LoadBalancer),
            "vpc_endpoints" => Ok(Self::VpcEndpoints),
            "s3" => Ok(Self::S3),
            "dynamodb" => Ok(Self::DynamoDb),
            "internet" | "0.0.0.0/0" => {
                Err("may not be the whole internet: the load balancer is its only way in, `internet_egress` of a service its only way out"
                    .to_owned())
            }
            _ => {
                let net = Ipv4Net::from_str(text).map_err(|_| EXPECTED.to_owned())?;
                if net.prefix_len() < 8 {
                    return Err(format!("must be a /8 or smaller, is a /{}", net.prefix_len()));
                }
                if net.trunc() != net {
                    return Err(format!("has host bits set; did you mean `{}`?", net.trunc()));
                }
                Ok(Self::Cidr(net))
            }
        }
    }
}

impl Serialize for Endpoint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
