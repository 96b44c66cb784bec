//! Names of AWS resources: project, environment, and what it is. Each limit is AWS's, and checked before anything is rendered.

use crate::model::{Architecture, Kind, Name};

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

/// A bucket without the account id that follows it: `shop-dev-logs`.
pub fn bucket(architecture: &Architecture, bucket: &str) -> String {
    format!("{}-{bucket}", prefix(architecture))
}

/// The queue of a worker's dead letters: `shop-dev-orders-dead-letters`.
pub fn dead_letters(architecture: &Architecture, service: &Name) -> String {
    format!("{}-dead-letters", self::service(architecture, service))
}

/// A database's identifier: `shop-dev-main`.
pub fn database(architecture: &Architecture, database: &Name) -> String {
    format!("{}-{database}", prefix(architecture))
}

/// The assets bucket without the account id that follows it.
pub fn assets_bucket(architecture: &Architecture) -> String {
    format!("{}-assets", prefix(architecture))
}

/// The bucket of the CDN's access logs without the account id that follows it.
pub fn cdn_log_bucket(architecture: &Architecture) -> String {
    format!("{}-cdn-logs", prefix(architecture))
}

/// The role that plans an environment for a pull request on GitHub: `shop-dev-plan`.
pub fn plan_role(project: &Name, environment: &Name) -> String {
    format!("{project}-{environment}-plan")
}

/// The role that compares an environment with the branch from GitHub: `shop-dev-drift`.
pub fn drift_role(project: &Name, environment: &Name) -> String {
    format!("{project}-{environment}-drift")
}

/// The role that applies an environment from GitHub: `shop-dev-apply`.
pub fn apply_role(project: &Name, environment: &Name) -> String {
    format!("{project}-{environment}-apply")
}

/// A generated name that has a limit.
pub struct Limited {
    /// What it names.
    pub what: &'static str,
    /// The name; where only the deployer knows a part, that part as zeros.
    pub name: String,
    /// Most characters AWS accepts.
    pub limit: usize,
    /// The block it is for, with its name: `service`, `web`. None, where project and environment are all it is made of.
    pub block: Option<(&'static str, Name)>,
}

/// Every generated name with a limit.
/// Sources: ELB API (32), S3 user guide (63), IAM and STS quotas (64, instance profile 128), EC2 Auto Scaling API (255), RDS API (63, 255),
/// SQS developer guide (80).
pub fn limited(architecture: &Architecture) -> Vec<Limited> {
    let own = |what, name, limit| Limited { what, name, limit, block: None };
    let with_account = |name: String| format!("{name}-000000000000");
    let mut names = vec![own("IAM role", format!("{}-flow-logs", prefix(architecture)), 64)];
    if architecture.github.is_some() {
        let (project, environment) = (&architecture.project, &architecture.environment);
        for name in [plan_role, drift_role, apply_role] {
            names.push(own("IAM role", name(project, environment), 64));
        }
    }
    if architecture.load_balancer.is_some() {
        names.push(own("load balancer", prefix(architecture), 32));
    }
    // The longest of tfgen's own stands for them all.
    names.push(own("bucket", with_account(bucket(architecture, "artifacts")), 63));
    if architecture.cdn.is_some() {
        names.push(own("bucket", with_account(assets_bucket(architecture)), 63));
        names.push(own("bucket", with_account(cdn_log_bucket(architecture)), 63));
    }
    for name in architecture.buckets.keys() {
        let block = Some(("bucket", name.clone()));
        names.push(Limited { what: "bucket", name: with_account(bucket(architecture, name.as_str())), limit: 63, block });
    }
    for (name, service) in &architecture.services {
        let of = |what, text, limit| Limited { what, name: text, limit, block: Some(("service", name.clone())) };
        match &service.kind {
            Kind::Web(web) => names.push(of("target group", target_group(architecture, name, web.port.get()), 32)),
            Kind::Worker(_) => names.push(of("queue", dead_letters(architecture, name), 80)),
        }
        names.push(of("IAM role", self::service(architecture, name), 64));
    }
    for name in architecture.databases.keys() {
        let identifier = database(architecture, name);
        let of = |what, text, limit| Limited { what, name: text, limit, block: Some(("database", name.clone())) };
        names.push(of("database identifier", format!("{identifier}-r15"), 63));
        names.push(of("IAM role", format!("{identifier}-database-monitoring"), 64));
    }
    names
}
