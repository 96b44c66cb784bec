//! Logs and metrics of a service's instances: names, and the CloudWatch agent's configuration.

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

/// The CloudWatch agent's configuration file. Source: CloudWatch user guide, "Manually create or edit the CloudWatch agent configuration
/// file".
#[derive(Debug, Serialize)]
pub struct AgentConfiguration {
    agent: AgentSection,
    logs: LogsSection,
    metrics: MetricsSection,
}

#[derive(Debug, Serialize)]
struct AgentSection {
    metrics_collection_interval: u32,
    omit_hostname: bool,
    region: String,
}

#[derive(Debug, Serialize)]
struct LogsSection {
    force_flush_interval: u32,
    logs_collected: LogsCollected,
}

#[derive(Debug, Serialize)]
struct LogsCollected {
    files: Files,
}

#[derive(Debug, Serialize)]
struct Files {
    collect_list: Vec<LogFile>,
}

#[derive(Debug, Serialize)]
struct LogFile {
    file_path: String,
    log_group_name: String,
    log_stream_name: &'static str,
}

#[derive(Debug, Serialize)]
struct MetricsSection {
    namespace: String,
    aggregation_dimensions: Vec<Vec<&'static str>>,
    append_dimensions: InstanceDimension,
    metrics_collected: MetricsCollected,
}

#[derive(Debug, Serialize)]
struct InstanceDimension {
    #[serde(rename = "InstanceId")]
    instance_id: &'static str,
}

#[derive(Debug, Serialize)]
struct MetricsCollected {
    disk: Measurement,
    mem: Measurement,
}

#[derive(Debug, Serialize)]
struct Measurement {
    measurement: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    resources: Vec<&'static str>,
    /// The group's name as a fixed dimension: for `${aws:AutoScalingGroupName}` the agent would need `ec2:DescribeTags` on everything.
    append_dimensions: GroupDimension,
}

#[derive(Debug, Serialize)]
struct GroupDimension {
    #[serde(rename = "AutoScalingGroupName")]
    autoscaling_group_name: String,
}

/// What the agent of a service's instances collects.
pub fn agent_configuration(architecture: &Architecture, service: &Name) -> AgentConfiguration {
    let group = || GroupDimension { autoscaling_group_name: names::service(architecture, service) };
    let file = |file_path: String, log_group_name| LogFile { file_path, log_group_name, log_stream_name: "{instance_id}" };
    AgentConfiguration {
        agent: AgentSection { metrics_collection_interval: 60, omit_hostname: true, region: architecture.region.as_str().to_owned() },
        logs: LogsSection {
            force_flush_interval: 5,
            logs_collected: LogsCollected {
                files: Files {
                    collect_list: vec![
                        file(application_file(service), application(architecture, service)),
                        file("/var/log/user-data.log".to_owned(), user_data(architecture, service)),
                    ],
                },
            },
        },
        metrics: MetricsSection {
            namespace: namespace(architecture, service),
            // Added up over the group, which is what alarms look at.
            aggregation_dimensions: vec![vec!["AutoScalingGroupName"]],
            append_dimensions: InstanceDimension { instance_id: "${aws:InstanceId}" },
            metrics_collected: MetricsCollected {
                disk: Measurement { measurement: vec!["used_percent"], resources: vec!["/"], append_dimensions: group() },
                mem: Measurement { measurement: vec!["used_percent"], resources: Vec::new(), append_dimensions: group() },
            },
        },
    }
}
