//! The architecture as types: what is valid is representable, what is not was refused while decoding.
//!
//! One domain a file. Nothing here reads files, knows where a value was written, or renders anything. Every value is resolved: defaults,
//! derived ones included, have been applied, so nothing downstream has to know how a value came about.

mod architecture;
mod aws;
mod bootstrap;
mod bounded;
mod bucket;
mod cdn;
mod database;
mod database_class;
mod date;
pub mod derived;
mod dns;
mod flow;
mod github;
mod identity;
mod instance_type;
mod load_balancer;
mod name;
mod network;
mod observability;
mod price;
mod scaling;
mod service;
mod size;
mod state;
mod text;
mod tree_path;
mod usage;
mod version;
mod waf;
mod web;
mod window;
mod words;
mod worker;

pub use architecture::{Architecture, Engine, TerraformSettings};
pub use aws::{
    ArtifactVersion, AwsService, CertificateArn, DomainName, HostPattern, KmsKeyArn, Matcher, ObjectKey, TableName, TagKey, TagValue,
    VersionConstraint,
};
pub use bootstrap::{Bootstrap, Deployed};
pub use bounded::Bounded;
pub use bucket::{Bucket, BucketRef, Days, Logs};
pub use cdn::{
    ALL_VIEWER, Behavior, Cache, Cdn, ContentSecurityPolicy, ErrorCode, ErrorResponse, ManagedCachePolicy, Origin, PriceClass,
    StaticAssets, Ttl, Ttls,
};
pub use database::{
    CertificateAuthority, Connection, Database, DatabaseEngine, DatabaseName, DatabaseUser, EngineVersion, MaxConnections, MultiAz, Storage,
};
pub use database_class::DatabaseClass;
pub use date::Date;
pub use dns::{Dns, DnsHealthCheck, in_zone};
pub use flow::{Endpoint, Flow, Port, Protocol};
pub use github::{GitBranch, GitHub, GitHubRepository, TfgenSource};
pub use identity::{AccountId, Identity, PolicyArn};
pub use instance_type::{INSTANCE_TYPES_AS_OF, InstanceType};
pub use load_balancer::{LoadBalancer, SslPolicy};
pub use name::{BucketName, Name, Region, Zone};
pub use network::{LogRetention, Nat, Network, VpcCidr};
pub use observability::{Budget, LogGroupName, Observability};
pub use price::{Price, PriceKey, PriceSource, Usd};
pub use scaling::{MixedInstances, Scaling, StepScaling};
pub use service::{
    Artifact, HealthCheckType, HookTimeout, InstanceRefresh, Kind, KindOfService, RootVolume, Seconds, Service, TerminationPolicy,
};
pub use state::{Locking, State};
pub use text::{Command, EnvironmentKey, EnvironmentValue, ImageId, Package, Purpose, ResponsePagePath, UrlPath};
pub use tree_path::TreePath;
pub use usage::{Amount, Usage};
pub use waf::{EvaluationWindow, ManagedRuleGroup, RuleMode, Waf};
pub use web::{HealthCheck, Stickiness, Web};
pub use window::{BackupWindow, MaintenanceWindow};
pub(crate) use words::words;
pub use worker::{Queue, QueueOwner, Worker};
