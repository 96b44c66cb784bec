//! Names of AWS resources: project, environment, and what it is. Each limit is AWS's, and checked before anything is rendered.

use crate::model::{Architecture, Name};

/// Starts every name: `shop-dev`.
pub fn prefix(architecture: &Architecture) -> String {
    format!("{}-{}", architecture.project, architecture.environment)
}

/// A service's name: `shop-dev-web`.
pub fn service(architecture: &Architecture, service: &Name) -> String {
    format!("{}-{service}", prefix(architecture))
}

/// A service's target group. The port is part of it, so that another port makes another group beside the old one: a group in use by a
/// listener cannot be deleted first.
pub fn target_group(architecture: &Architecture, service: &Name, port: u32) -> String {
    format!("{}-{port}", self::service(architecture, service))
}

/// The access-log bucket without the account id that follows it.
pub fn access_log_bucket(architecture: &Architecture) -> String {
    format!("{}-lb-logs", prefix(architecture))
}

/// The assets bucket without the account id that follows it.
pub fn assets_bucket(architecture: &Architecture) -> String {
    format!("{}-assets", prefix(architecture))
}

/// The bucket of the CDN's access logs without the account id that follows it.
pub fn cdn_log_bucket(architecture: &Architecture) -> String {
    format!("{}-cdn-logs", prefix(architecture))
}

/// A generated name that has a limit.
pub struct Limited {
    /// What it names.
    pub what: &'static str,
    /// The name; where only the deployer knows a part, that part as zeros.
    pub name: String,
    /// Most characters AWS accepts.
    pub limit: usize,
    /// The service it comes from, if any.
    pub service: Option<Name>,
}

/// Every generated name with a limit.
/// Sources: ELB API (32), S3 user guide (63), IAM and STS quotas (64, instance profile 128), EC2 Auto Scaling API (255).
pub fn limited(architecture: &Architecture) -> Vec<Limited> {
    let mut names = vec![Limited { what: "IAM role", name: format!("{}-flow-logs", prefix(architecture)), limit: 64, service: None }];
    if architecture.load_balancer.is_some() {
        names.push(Limited { what: "load balancer", name: prefix(architecture), limit: 32, service: None });
        names.push(Limited { what: "bucket", name: format!("{}-000000000000", access_log_bucket(architecture)), limit: 63, service: None });
    }
    if architecture.cdn.is_some() {
        for bucket in [assets_bucket(architecture), cdn_log_bucket(architecture)] {
            names.push(Limited { what: "bucket", name: format!("{bucket}-000000000000"), limit: 63, service: None });
        }
    }
    for (name, service) in &architecture.services {
        let of = |what, text, limit| Limited { what, name: text, limit, service: Some(name.clone()) };
        names.push(of("target group", target_group(architecture, name, service.port.get()), 32));
        names.push(of("IAM role", self::service(architecture, name), 64));
    }
    names
}
