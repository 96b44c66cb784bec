//! A service's module.

use std::collections::BTreeMap;

use serde::Serialize;

use super::bucket_access::{self, BucketAccess};
use super::connections::{self, ConnectionsView};
use super::logs::{self, LogFile};
use super::queue::{self, QueueView};
use super::{Expression, Input, Module, Output, View, keys, names, security};
use crate::model::{Architecture, Endpoint, HealthCheckType, Name, Service};

/// What the service templates print.
#[derive(Debug, Serialize)]
pub struct ServiceView {
    name: String,
    service: String,
    region: String,
    /// The parameter that holds the image's id, where the image is not fixed.
    image_parameter: Option<String>,
    /// Name of the target group, where the service is behind the load balancer.
    target_group: Option<String>,
    /// Its own queue, where it is a worker.
    queue: Option<QueueView>,
    /// Queues it sends to.
    sends_to: Vec<Expression>,
    tags: BTreeMap<String, String>,
    config: Service,
    desired_capacity_ignored: bool,
    load_balancing_algorithm: &'static str,
    enabled_metrics: &'static [&'static str],
    instance_types: Vec<String>,
    capacity_rebalance: bool,
    elb: bool,
    slow_start: Option<u32>,
    environment: BTreeMap<String, String>,
    /// Environment variables that only an apply knows, as `${…}`.
    wired: BTreeMap<String, Expression>,
    /// What it is told of its databases at apply, and may do there.
    connections: Option<ConnectionsView>,
    /// Ends the environment file in the script: a line that no value holds.
    delimiter: String,
    buckets: BucketAccess,
    terminating_hook: String,
    readiness_timeout: u32,
    readiness: Option<ReadinessView>,
    step: Option<StepView>,
    logs: LogsView,
}

/// What the instances log and measure, and where it goes.
#[derive(Debug, Serialize)]
struct LogsView {
    application: String,
    user_data: String,
    retention_in_days: u32,
    namespace: String,
    errors: &'static str,
    application_file: String,
    agent_parameter: String,
    /// As the agent is told to find it.
    agent_parameter_source: String,
    files: [LogFile; 2],
}

/// What an instance asks its own application before it reports that it is ready.
#[derive(Debug, Serialize)]
struct ReadinessView {
    port: u32,
    path: String,
    timeout: u32,
}

/// Thresholds as the alarm's expression divides by them.
#[derive(Debug, Serialize)]
struct StepView {
    expression: String,
    evaluation_periods: u32,
    percent: u32,
    percent_above: u32,
}

impl ServiceView {
    /// The files this service has.
    pub fn files(&self) -> Vec<&'static str> {
        let kind = if self.queue.is_some() { "queue.tf" } else { "load_balancing.tf" };
        let mut files = vec!["main.tf", "iam.tf", kind, "logs.tf", "user_data.sh"];
        if self.config.scaling.is_some() {
            files.push("scaling.tf");
        }
        files
    }
}

/// Metrics of the group itself; free, and what an alarm on missing instances needs.
const GROUP_METRICS: &[&str] =
    &["GroupDesiredCapacity", "GroupInServiceInstances", "GroupPendingInstances", "GroupTerminatingInstances", "GroupTotalInstances"];

/// Plans the module.
pub fn module(architecture: &Architecture, name: &Name, service: &Service) -> Module {
    Module {
        name: security::service_module(name),
        summary: format!(
            "Service {name}: an Auto Scaling group of {} to {} instances behind {}.",
            service.min_size,
            service.max_size,
            if service.web().is_some() { "the load balancer" } else { "a queue" }
        ),
        inputs: inputs(architecture, name, service),
        outputs: outputs(service),
        view: View::Service(Box::new(view(architecture, name, service))),
    }
}

fn inputs(architecture: &Architecture, name: &Name, service: &Service) -> Vec<Input> {
    let rule_ids = security::rule_ids(&Endpoint::Service(name.clone()));
    let mut inputs = vec![
        Input::string(
            "kms_key_arn",
            "ARN of the environment's key, which logs, messages, secrets and the agent's configuration are encrypted with.",
            keys::key_arn(),
        ),
        Input::strings("private_subnet_ids", "IDs of the private subnets.", "module.network.private_subnet_ids"),
        Input::strings(
            "security_group_rule_ids",
            "IDs of the rules of the instances' security group; they are launched only once they may fetch what they boot from.",
            format!("module.security.{rule_ids}"),
        ),
        Input::string("vpc_id", "ID of the VPC.", "module.network.vpc_id"),
    ];
    if service.web().is_some() {
        inputs.push(Input::string("listener_arn", "Listener that the service adds its rule to.", "module.load_balancer.listener_arn"));
        inputs.push(Input::string(
            "load_balancer_arn_suffix",
            "The part of the load balancer's ARN that CloudWatch metrics carry.",
            "module.load_balancer.arn_suffix",
        ));
    }
    inputs.extend(bucket_access::inputs(architecture, service));
    inputs.extend(queue::inputs(name, service));
    inputs.extend(connections::inputs(architecture, service));
    inputs.sort_by(|a, b| a.name.cmp(&b.name));
    inputs
}

fn outputs(service: &Service) -> Vec<Output> {
    let mut outputs = vec![
        Output::new("application_log_group_name", "Log group of the application.", "aws_cloudwatch_log_group.application.name"),
        Output::new("autoscaling_group_name", "Name of the Auto Scaling group.", "aws_autoscaling_group.this.name"),
        Output::new("role_name", "Name of the instances' IAM role.", "aws_iam_role.this.name"),
        Output::new("security_group_id", "Security group of the instances.", "aws_security_group.this.id"),
    ];
    if service.web().is_some() {
        outputs.push(Output::new("target_group_arn", "ARN of the target group.", "aws_lb_target_group.this.arn"));
        outputs.push(Output::new(
            "target_group_arn_suffix",
            "The part of the target group's ARN that CloudWatch metrics carry.",
            "aws_lb_target_group.this.arn_suffix",
        ));
    } else {
        outputs.extend(queue::outputs());
    }
    outputs.sort_by(|a, b| a.name.cmp(&b.name));
    outputs
}

fn view(architecture: &Architecture, name: &Name, service: &Service) -> ServiceView {
    let mixed = service.mixed_instances_policy.as_ref();
    let slow_start = service.web().map_or(0, |web| web.slow_start.get());
    let spot = mixed.is_some_and(|mixed| mixed.on_demand_percentage_above_base_capacity.get() < 100);
    ServiceView {
        image_parameter: service.image_id.parameter().map(str::to_owned),
        name: names::service(architecture, name),
        service: name.to_string(),
        region: architecture.region.as_str().to_owned(),
        target_group: service.web().map(|web| names::target_group(architecture, name, web.port.get())),
        queue: service.worker().map(|worker| queue::view(architecture, name, worker)),
        sends_to: queue::targets(name, service),
        tags: super::root::launched_tags(architecture, names::service(architecture, name)),
        desired_capacity_ignored: service.scaling.is_some(),
        // The least outstanding requests suit requests of uneven length best, but AWS refuses them together with a slow start.
        load_balancing_algorithm: if slow_start == 0 { "least_outstanding_requests" } else { "round_robin" },
        enabled_metrics: GROUP_METRICS,
        instance_types: mixed
            .map(|mixed| std::iter::once(&service.instance_type).chain(&mixed.instance_types).map(ToString::to_string).collect())
            .unwrap_or_default(),
        capacity_rebalance: spot,
        elb: service.health_check_type == HealthCheckType::Elb,
        slow_start: Some(slow_start).filter(|seconds| *seconds > 0),
        delimiter: delimiter(service),
        environment: environment(architecture, name, service),
        wired: wired(name, service),
        connections: connections::view(architecture, name, service),
        buckets: bucket_access::access(service),
        terminating_hook: format!("{}-terminating", names::service(architecture, name)),
        readiness_timeout: service.launching_hook_timeout.get(),
        readiness: readiness(service),
        step: service.scaling.as_ref().and_then(|scaling| scaling.step.as_ref()).map(|step| StepView {
            expression: format!("MAX([cpu / {}, requests / {}]) * 100", step.cpu_threshold, step.requests_threshold),
            evaluation_periods: step.evaluation_periods.get(),
            percent: step.percent.get(),
            percent_above: step.percent.get() * 2,
        }),
        logs: logs_view(architecture, name),
        config: service.clone(),
    }
}

fn readiness(service: &Service) -> Option<ReadinessView> {
    let (port, path) = (service.port()?, service.readiness_path()?);
    let timeout = service.web().map_or(5, |web| web.health_check.timeout.get());
    Some(ReadinessView { port: port.get(), path: path.to_string(), timeout })
}

fn logs_view(architecture: &Architecture, name: &Name) -> LogsView {
    let agent_parameter = logs::agent_parameter(architecture, name);
    LogsView {
        application: logs::application(architecture, name),
        user_data: logs::user_data(architecture, name),
        retention_in_days: architecture.observability.retention_in_days.get(),
        namespace: logs::namespace(architecture, name),
        errors: logs::ERRORS,
        application_file: logs::application_file(name),
        agent_parameter_source: format!("ssm:{agent_parameter}"),
        agent_parameter,
        files: logs::files(architecture, name),
    }
}

/// What every application is told, and the user's own variables, which win.
fn environment(architecture: &Architecture, name: &Name, service: &Service) -> BTreeMap<String, String> {
    let mut environment = told(architecture, name, service);
    environment.extend(service.environment.iter().map(|(key, value)| (key.to_string(), value.to_string())));
    environment
}

/// The variables that follow from the model and are known before an apply.
pub fn told(architecture: &Architecture, name: &Name, service: &Service) -> BTreeMap<String, String> {
    let derived = [
        ("AWS_REGION", Some(architecture.region.as_str().to_owned())),
        ("ENVIRONMENT", Some(architecture.environment.to_string())),
        ("JOB_SECONDS", service.worker().map(|worker| worker.job_seconds.to_string())),
        ("KEEP_ALIVE_SECONDS", service.web().map(|web| web.keep_alive_seconds.to_string())),
        ("METRICS_NAMESPACE", Some(logs::namespace(architecture, name))),
        ("PORT", service.port().map(|port| port.to_string())),
        ("SHUTDOWN_SECONDS", Some(service.shutdown_seconds.to_string())),
    ];
    let mut environment: BTreeMap<String, String> = derived.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect();
    environment.extend(connections::environment(architecture, service));
    environment
}

/// Most bytes a value known only at apply can have. A database's address has at most 63 of its identifier, and then
/// `.proxy-xxxxxxxxxxxx.xx-xxxxxxxxx-0.rds.amazonaws.com`; the URL of a queue and the ARN of a secret are no longer.
const WIRED_VALUE: usize = 160;

/// What only an apply knows; what the user set wins.
fn wired(name: &Name, service: &Service) -> BTreeMap<String, Expression> {
    let mut wired = queue::environment(name, service);
    wired.extend(bucket_access::wired(service));
    wired.extend(connections::wired(service));
    wired.retain(|key, _| !service.environment.keys().any(|own| own.as_str() == key));
    wired
}

/// Most bytes that the launch template puts before the script.
pub fn preamble(name: &Name, service: &Service) -> usize {
    let mut keys: Vec<String> = wired(name, service).into_keys().collect();
    if service.artifact.bucket.is_none() {
        keys.push(super::storage::ARTIFACTS.to_owned());
    }
    let lines: usize = keys.iter().map(|key| key.len() + "=''\n".len() + WIRED_VALUE).sum();
    if keys.is_empty() { 0 } else { "#!/bin/bash\n".len() + lines }
}

fn delimiter(service: &Service) -> String {
    let mut delimiter = "END_OF_ENVIRONMENT".to_owned();
    while service.environment.values().any(|value| value.as_str().contains(&delimiter)) {
        delimiter.push('_');
    }
    delimiter
}
