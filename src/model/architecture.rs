//! The whole of one environment.

use std::collections::BTreeMap;

use serde::Serialize;

use super::words::words;
use super::{
    AccountId, Bucket, Budget, Cdn, Database, Dns, Flow, GitHub, Identity, LoadBalancer, Logs, Name, Network, Observability, Price,
    PriceKey, Region, Service, State, TagKey, TagValue, TreePath, Usage, VersionConstraint, Waf,
};

/// One environment, resolved.
#[derive(Clone, Debug, Serialize)]
pub struct Architecture {
    /// Starts every name.
    pub project: Name,
    /// The overlay's name; second part of every name.
    pub environment: Name,
    /// Whether this environment must be highly available.
    pub production: bool,
    /// Where it runs.
    pub region: Region,
    /// The account it runs in; `None` where nobody said: then it is whichever the credentials belong to.
    pub account_id: Option<AccountId>,
    /// Put on every resource by the provider's `default_tags`.
    pub tags: BTreeMap<TagKey, TagValue>,
    /// Generated files that are somebody's own now: tfgen leaves them alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unmanaged: Vec<TreePath>,
    /// Engine and versions.
    pub terraform: TerraformSettings,
    /// Where the Terraform state lies.
    pub state: State,
    /// The repository that plans and applies; `None` where people do. The same for every environment.
    pub github: Option<GitHub>,
    /// What holds for every IAM role.
    pub identity: Identity,
    /// VPC, subnets, NAT and endpoints.
    pub network: Network,
    /// The load balancer; `None` where the environment has none.
    pub load_balancer: Option<LoadBalancer>,
    /// How long access logs are kept.
    pub logs: Logs,
    /// The user's own buckets, by name.
    #[serde(rename = "bucket")]
    pub buckets: BTreeMap<Name, Bucket>,
    /// The public name; `None` where the environment is reached by AWS's own.
    pub dns: Option<Dns>,
    /// CloudFront; `None` where clients talk to the load balancer.
    pub cdn: Option<Cdn>,
    /// The firewall in front of either.
    pub waf: Option<Waf>,
    /// The services, by name.
    #[serde(rename = "service")]
    pub services: BTreeMap<Name, Service>,
    /// What is watched, and how closely.
    pub observability: Observability,
    /// What the environment may cost; `None` where nobody said.
    pub budget: Option<Budget>,
    /// What passes through it in a month.
    pub usage: Usage,
    /// Prices that are not those of tfgen's table.
    #[serde(rename = "price")]
    pub prices: BTreeMap<PriceKey, Price>,
    /// The databases, by name.
    #[serde(rename = "database")]
    pub databases: BTreeMap<Name, Database>,
    /// The user's own flows, by name; derived ones are added in the plan.
    #[serde(rename = "flow")]
    pub flows: BTreeMap<Name, Flow>,
}

/// `terraform {}`.
#[derive(Clone, Debug, Serialize)]
pub struct TerraformSettings {
    /// Which program plans and applies.
    pub engine: Engine,
    /// Version constraint of the engine.
    pub required_version: VersionConstraint,
    /// Version constraint of `hashicorp/aws`.
    pub aws_provider_version: VersionConstraint,
}

/// The program that plans and applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// HashiCorp Terraform.
    Terraform,
    /// OpenTofu.
    OpenTofu,
}

words!(Engine { Terraform => "terraform", OpenTofu => "opentofu" });

impl Engine {
    /// The command a user types.
    pub fn command(self) -> &'static str {
        match self {
            Self::Terraform => "terraform",
            Self::OpenTofu => "tofu",
        }
    }
}
