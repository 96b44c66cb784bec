//! The VPC.

use std::str::FromStr;

use ipnet::Ipv4Net;
use serde::Serialize;

use super::words::words;
use super::{AwsService, Bounded, InstanceType, Zone};

/// `network {}`.
#[derive(Clone, Debug, Serialize)]
pub struct Network {
    /// The VPC's range.
    pub cidr_block: VpcCidr,
    /// At least two, in the user's order: the first one holds what exists only once.
    pub availability_zones: Vec<Zone>,
    /// How private subnets reach the internet.
    pub nat: Nat,
    /// Instance type of the NAT instance tier.
    pub nat_instance_type: InstanceType,
    /// AWS services reached through an interface endpoint: the part of the service name after the region, such as `ssm`.
    pub interface_endpoints: Vec<AwsService>,
    /// Days that VPC flow logs are kept.
    pub flow_log_retention_in_days: LogRetention,
}

/// Days CloudWatch Logs can keep a log group. Source: CloudWatch Logs API, `PutRetentionPolicy`.
pub type LogRetention = Bounded<1, 3653>;

/// How private subnets reach the internet, cheapest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nat {
    /// They do not.
    None,
    /// One small instance that is replaced when it dies.
    Instance,
    /// One NAT gateway, in the first zone.
    Single,
    /// A NAT gateway in every zone.
    PerAz,
}

words!(Nat { None => "none", Instance => "instance", Single => "single", PerAz => "per_az" });

/// A VPC's range: /16 to /22, so that eight zones of three tiers fit and a public subnet keeps the /27 a load balancer needs.
/// Source: EC2 API `CreateVpc`; Elastic Load Balancing user guide, "Subnets for your load balancer".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct VpcCidr(Ipv4Net);

impl VpcCidr {
    /// The range.
    pub fn net(self) -> Ipv4Net {
        self.0
    }
}

impl FromStr for VpcCidr {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let net = Ipv4Net::from_str(text).map_err(|_| "must be an IPv4 range such as `10.20.0.0/16`".to_owned())?;
        if net.trunc() != net {
            return Err(format!("has host bits set; did you mean `{}`?", net.trunc()));
        }
        if !(16..=22).contains(&net.prefix_len()) {
            return Err(format!("must be a /16 to /22, is a /{}: eight zones of three subnets have to fit", net.prefix_len()));
        }
        // 100.64.0.0/10 is shared address space (RFC 6598), which `is_private` does not count.
        let shared = matches!(net.network().octets(), [100, 64..=127, ..]);
        if !net.network().is_private() && !shared {
            return Err("must be a private range: inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10".to_owned());
        }
        Ok(Self(net))
    }
}
