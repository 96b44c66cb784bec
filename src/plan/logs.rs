//! Logs and metrics of a service's instances: their names, and what the CloudWatch agent sends.

use serde::Serialize;

use super::names;
use crate::model::{Architecture, Name};

/// Memory in use, in per cent, as the agent names it.
pub const MEMORY: &str = "mem_used_percent";

/// Disk in use, in per cent, as the agent names it.
pub const DISK: &str = "disk_used_percent";

/// Lines of level `error`, counted by a metric filter.
pub const ERRORS: &str = "ApplicationErrors";

/// Namespace of a service's own metrics: what its agent, its metric filter and its application publish.
pub fn namespace(architecture: &Architecture, service: &Name) -> String {
    format!("{}/{}/{service}", architecture.project, architecture.environment)
}

/// The log group of the application.
pub fn application(architecture: &Architecture, service: &Name) -> String {
    format!("/{}/application", namespace(architecture, service))
}

/// The log group of first boots.
pub fn user_data(architecture: &Architecture, service: &Name) -> String {
    format!("/{}/user-data", namespace(architecture, service))
}

/// The file on an instance that the application's output goes to.
pub fn application_file(service: &Name) -> String {
    format!("/var/log/{service}/application.log")
}

/// The SSM parameter that holds the agent's configuration.
pub fn agent_parameter(architecture: &Architecture, service: &Name) -> String {
    format!("AmazonCloudWatch-{}", names::service(architecture, service))
}

/// A file that the agent sends to a log group.
#[derive(Debug, Serialize)]
pub struct LogFile {
    path: String,
    log_group: String,
}

/// What the agent of a service's instances sends. Source: CloudWatch user guide, "Manually create or edit the CloudWatch agent
/// configuration file".
pub fn files(architecture: &Architecture, service: &Name) -> [LogFile; 2] {
    [
        LogFile { path: application_file(service), log_group: application(architecture, service) },
        LogFile { path: "/var/log/user-data.log".to_owned(), log_group: user_data(architecture, service) },
    ]
}
