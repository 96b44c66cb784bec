//! The architecture as types: what is valid is representable, what is not was refused while decoding.
//!
//! One domain a file. Nothing here reads files, knows where a value was written, or renders anything. Every value is resolved: defaults,
//! derived ones included, have been applied, so nothing downstream has to know how a value came about.

mod architecture;
mod aws;
mod bounded;
mod cdn;
pub mod derived;
mod dns;
mod flow;
mod load_balancer;
mod name;
mod network;
mod scaling;
mod service;
mod state;
mod text;
mod waf;
mod words;

pub use architecture::{Architecture, Bootstrap, Engine, TerraformSettings};
pub use aws::{
    ArtifactVersion, AwsService, CertificateArn, DomainName, HostPattern, InstanceType, Matcher, ObjectKey, TableName, TagKey, TagValue,
    VersionConstraint,
};
pub use bounded::Bounded;
pub use cdn::{
    ALL_VIEWER, Behavior, Cache, Cdn, ContentSecurityPolicy, ErrorCode, ErrorResponse, ManagedCachePolicy, Origin, PriceClass,
    StaticAssets, Ttl, Ttls,
};
pub use dns::{Dns, DnsHealthCheck, in_zone};
pub use flow::{Endpoint, Flow, Port, Protocol};
pub use load_balancer::{LoadBalancer, SslPolicy};
pub use name::{BucketName, Name, Region, Zone};
pub use network::{LogRetention, Nat, Network, VpcCidr};
pub use scaling::{MixedInstances, Scaling, StepScaling};
pub use service::{
    Artifact, HealthCheck, HealthCheckType, HookTimeout, InstanceRefresh, RootVolume, Seconds, Service, Stickiness, TerminationPolicy,
};
pub use state::{Locking, State};
pub use text::{Command, EnvironmentKey, EnvironmentValue, ImageId, Package, Purpose, ResponsePagePath, UrlPath};
pub use waf::{EvaluationWindow, ManagedRuleGroup, RuleMode, Waf};
