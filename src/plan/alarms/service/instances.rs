//! What the instances say of themselves.

use crate::model::{Architecture, Name, Service, derived};
use crate::plan::alarms::alarm::{Advice, Rule, Scope};
use crate::plan::alarms::metrics::group;
use crate::plan::alarms::network::{burstable, credits};
use crate::plan::alarms::{Alarm, Comparison, Measure, Metric, MissingData, Priority};
use crate::plan::logs;

pub(super) fn alarms(scope: &Scope, architecture: &Architecture, name: &Name, service: &Service) -> Vec<Alarm> {
    let mut alarms = vec![
        cpu(scope, architecture, name, service),
        used(scope, architecture, name, service, "memory", architecture.observability.memory_percent.get(), logs::MEMORY),
        used(scope, architecture, name, service, "disk", architecture.observability.disk_percent.get(), logs::DISK),
        application_errors(scope, architecture, name),
    ];
    if service.max_size.get() > service.min_size.get() {
        alarms.push(at_max_size(scope, name, service));
    }
    if burstable(&service.instance_type) {
        alarms.push(credit_balance(scope, name, service));
    }
    alarms
}

/// Longer than the warm-up: what is seen is the load, not a start-up.
fn load(service: &Service, comparison: Comparison, threshold: u32, missing_data: MissingData) -> Rule {
    let periods = derived::load_evaluation_periods(service.default_instance_warmup.get()).get();
    Rule { comparison, threshold: threshold.into(), period: 300, evaluation_periods: periods, datapoints_to_alarm: periods, missing_data }
}

fn cpu(scope: &Scope, architecture: &Architecture, name: &Name, service: &Service) -> Alarm {
    let target = service.scaling.as_ref().and_then(|scaling| scaling.cpu_target);
    let percent = architecture.observability.cpu_percent.unwrap_or_else(|| derived::cpu_alarm(target.map(|target| target.get())));
    scope.alarm(
        "cpu",
        Priority::P3,
        Measure::Metric(group(name, "AWS/EC2", "CPUUtilization", "Average")),
        &load(service, Comparison::Above, percent.get(), MissingData::Missing),
        Advice {
            meaning: format!("The CPU of service {name} is above {percent} % on average, for longer than new instances take to help."),
            look_at: [
                "Requests on the dashboard: whether the load is real.".to_owned(),
                format!("Whether {} is at its largest size, or its scaling is suspended.", scope.name),
                "Whether a deployment made the same load dearer.".to_owned(),
            ],
            stop_the_bleeding: "Raise `max_size` or take a larger `instance_type`, render and apply.".to_owned(),
        },
    )
}

/// Memory or disk in use on the instance that has the least left.
fn used(
    scope: &Scope,
    architecture: &Architecture,
    name: &Name,
    service: &Service,
    what: &str,
    percent: u32,
    metric_name: &'static str,
) -> Alarm {
    let namespace = logs::namespace(architecture, name);
    let (third, stop) = if what == "memory" {
        (
            "Whether it grows with every hour an instance lives: then it leaks.",
            "Replace the instance by terminating it: the group drains it first.",
        )
    } else {
        (
            "What grows on the instance: `du -xh --max-depth=2 / | sort -h | tail`.",
            "Replace the instance by terminating it: its disk is new.",
        )
    };
    scope.alarm(
        what,
        Priority::P3,
        Measure::Metric(group(name, namespace.clone(), metric_name, "Maximum")),
        &load(service, Comparison::Above, percent, MissingData::Missing),
        Advice {
            meaning: format!("An instance of service {name} uses more than {percent} % of its {what}."),
            look_at: [
                format!("Metric {metric_name} in namespace {namespace}, by instance: whether it is one or all."),
                format!("The application log of {name} on that instance."),
                third.to_owned(),
            ],
            stop_the_bleeding: stop.to_owned(),
        },
    )
}

fn application_errors(scope: &Scope, architecture: &Architecture, name: &Name) -> Alarm {
    let limit = architecture.observability.application_errors;
    let metric = Metric {
        namespace: logs::namespace(architecture, name).into(),
        metric_name: logs::ERRORS,
        statistic: "Sum",
        dimensions: Vec::new(),
    };
    let rule = Rule {
        comparison: Comparison::AtLeast,
        threshold: limit.get().into(),
        period: 300,
        evaluation_periods: 3,
        datapoints_to_alarm: 2,
        missing_data: MissingData::NotBreaching,
    };
    scope.alarm(
        "application-errors",
        Priority::P3,
        Measure::Metric(metric),
        &rule,
        Advice {
            meaning: format!("Service {name} logs {limit} errors in five minutes or more."),
            look_at: [
                format!("The saved query {}/errors-by-request: which errors, and of which requests.", scope.name),
                "Whether requests fail as well: the alarm on the error rate.".to_owned(),
                "The last deployment's version and time.".to_owned(),
            ],
            stop_the_bleeding: "Nothing, unless requests fail: then roll back the last deployment.".to_owned(),
        },
    )
}

fn at_max_size(scope: &Scope, name: &Name, service: &Service) -> Alarm {
    let max = service.max_size;
    scope.alarm(
        "at-max-size",
        Priority::P3,
        Measure::Metric(group(name, "AWS/AutoScaling", "GroupInServiceInstances", "Minimum")),
        &load(service, Comparison::AtLeast, max.get(), MissingData::Missing),
        Advice {
            meaning: format!("Service {name} runs on all the {max} instances it may have: it cannot grow any more."),
            look_at: [
                "Requests on the dashboard: whether the load is real, and whether it still grows.".to_owned(),
                "The latency of the service: whether the instances still carry it.".to_owned(),
                "Whether instances are being replaced again and again: then it is not load.".to_owned(),
            ],
            stop_the_bleeding: format!(
                "Raise `max_size` of service {name}, render and apply, within what subnets and database connections allow."
            ),
        },
    )
}

fn credit_balance(scope: &Scope, name: &Name, service: &Service) -> Alarm {
    let instance_type = &service.instance_type;
    scope.alarm(
        "credit-balance",
        Priority::P3,
        Measure::Metric(group(name, "AWS/EC2", "CPUCreditBalance", "Minimum")),
        &credits(),
        Advice {
            meaning: format!(
                "An instance of service {name}, a {instance_type}, has no CPU credits left: it is slowed down, or its surplus is billed."
            ),
            look_at: [
                "CPU by instance: whether one is busier than the others.".to_owned(),
                "CPUSurplusCreditsCharged: what it costs already.".to_owned(),
                "Whether the load is the usual one: then the instance type is too small.".to_owned(),
            ],
            stop_the_bleeding: "Take a larger or a non-burstable `instance_type`, or let the group have more instances.".to_owned(),
        },
    )
}
