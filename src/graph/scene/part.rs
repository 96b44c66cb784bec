//! What an arrow can begin or end at.

use ipnet::Ipv4Net;

use crate::model::{Endpoint, Name};

/// A part of an environment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::graph) enum Part {
    Dns,
    Internet,
    Waf,
    Cdn,
    Assets,
    /// A range outside the VPC that is routed to it.
    Cidr(Ipv4Net),
    LoadBalancer,
    /// Gateways or the instance.
    Nat,
    VpcEndpoints,
    Service(Name),
    Proxy(Name),
    Database(Name),
    S3,
    DynamoDb,
    /// A worker's.
    Queue(Name),
    Bucket(Name),
}

impl Part {
    /// Whether it lies on top of the picture, outside the VPC.
    pub fn on_edge(&self) -> bool {
        matches!(self, Self::Dns | Self::Internet | Self::Waf | Self::Cdn | Self::Assets | Self::Cidr(_))
    }

    /// Its colour, and that of the arrows to it.
    pub fn class(&self) -> &'static str {
        match self {
            Self::Dns | Self::Internet | Self::Waf | Self::Cdn | Self::Cidr(_) | Self::Nat => "g-out",
            Self::LoadBalancer | Self::Service(_) => "g-run",
            Self::Proxy(_) | Self::Database(_) | Self::DynamoDb => "g-data",
            Self::Queue(_) => "g-queue",
            Self::Assets | Self::VpcEndpoints | Self::S3 | Self::Bucket(_) => "g-store",
        }
    }

    /// An identifier: letters, digits and underscores.
    pub fn id(&self) -> String {
        match self {
            Self::Dns => "dns".to_owned(),
            Self::Internet => "internet".to_owned(),
            Self::Waf => "waf".to_owned(),
            Self::Cdn => "cdn".to_owned(),
            Self::Assets => "assets".to_owned(),
            Self::Cidr(net) => format!("cidr_{net}").replace(['.', '/'], "_"),
            Self::LoadBalancer => "load_balancer".to_owned(),
            Self::Nat => "nat".to_owned(),
            Self::VpcEndpoints => "vpc_endpoints".to_owned(),
            Self::Service(name) => format!("service_{}", name.identifier()),
            Self::Proxy(name) => format!("database_proxy_{}", name.identifier()),
            Self::Database(name) => format!("database_{}", name.identifier()),
            Self::S3 => "s3".to_owned(),
            Self::DynamoDb => "dynamodb".to_owned(),
            Self::Queue(name) => format!("queue_{}", name.identifier()),
            Self::Bucket(name) => format!("bucket_{}", name.identifier()),
        }
    }
}

impl From<&Endpoint> for Part {
    fn from(endpoint: &Endpoint) -> Self {
        match endpoint {
            Endpoint::Internet => Self::Internet,
            Endpoint::CloudFront => Self::Cdn,
            Endpoint::LoadBalancer => Self::LoadBalancer,
            Endpoint::Service(name) => Self::Service(name.clone()),
            Endpoint::Database(name) => Self::Database(name.clone()),
            Endpoint::DatabaseProxy(name) => Self::Proxy(name.clone()),
            Endpoint::NatInstance => Self::Nat,
            Endpoint::VpcEndpoints => Self::VpcEndpoints,
            Endpoint::S3 => Self::S3,
            Endpoint::DynamoDb => Self::DynamoDb,
            Endpoint::Cidr(net) => Self::Cidr(*net),
        }
    }
}
