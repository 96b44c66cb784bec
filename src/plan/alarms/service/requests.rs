//! What the load balancer sees.

use crate::model::{Architecture, Name, Service, Web, Zone, derived};
use crate::plan::alarms::alarm::{Advice, Rule, Scope};
use crate::plan::alarms::metrics::target_group;
use crate::plan::alarms::{Alarm, Comparison, Dimension, DimensionValue, Measure, Metric, MissingData, Priority, Reference};
use crate::plan::names;

pub(super) fn alarms(scope: &Scope, architecture: &Architecture, name: &Name, service: &Service, web: &Web) -> Vec<Alarm> {
    let mut alarms = vec![no_healthy_host(scope, name, service), every_target_unhealthy(scope, name)];
    let zones = &architecture.network.availability_zones;
    // With fewer instances than zones, a zone without any is how it is meant to be.
    if service.min_size.get() as usize >= zones.len() {
        let mut zones: Vec<&Zone> = zones.iter().collect();
        zones.sort();
        alarms.extend(zones.into_iter().map(|zone| no_healthy_host_in_zone(scope, name, zone)));
    }
    alarms.extend([
        target_errors(scope, architecture, name),
        latency(scope, architecture, name, web),
        connection_errors(scope, architecture, name),
    ]);
    alarms
}

/// Minutes in a row.
fn minutes(comparison: Comparison, threshold: u32, evaluation_periods: u32, datapoints: u32, missing_data: MissingData) -> Rule {
    Rule { comparison, threshold: threshold.into(), period: 60, evaluation_periods, datapoints_to_alarm: datapoints, missing_data }
}

fn no_healthy_host(scope: &Scope, name: &Name, service: &Service) -> Alarm {
    // A group that may be empty reports nothing while it is; every other one must have somebody to report on.
    let missing = if service.min_size.get() == 0 { MissingData::NotBreaching } else { MissingData::Breaching };
    scope.alarm(
        "no-healthy-host",
        Priority::P1,
        Measure::Metric(target_group(name, "HealthyHostCount", "Maximum")),
        &minutes(Comparison::Below, 1, 2, 2, missing),
        Advice {
            meaning: format!("Service {name} has no healthy instance: nobody is served."),
            look_at: [
                format!("The target health of target group of {}, with its reasons.", scope.name),
                format!("The activities of the Auto Scaling group {}: whether instances are launched, and why they go.", scope.name),
                format!("The user-data log of {name}: how far the last instance came."),
            ],
            stop_the_bleeding:
                "If a deployment is running, roll it back. If instances die young, suspend the process ReplaceUnhealthy so that one \
                                stays to look at."
                    .to_owned(),
        },
    )
}

fn every_target_unhealthy(scope: &Scope, name: &Name) -> Alarm {
    let measure = Measure::Math {
        expression: "IF(FILL(unhealthy, 0) > 0 AND FILL(healthy, 0) < 1, 1, 0)".to_owned(),
        label: "Every target is unhealthy",
        metrics: vec![
            ("healthy", target_group(name, "HealthyHostCount", "Maximum")),
            ("unhealthy", target_group(name, "UnHealthyHostCount", "Maximum")),
        ],
    };
    scope.alarm(
        "every-target-unhealthy",
        Priority::P1,
        measure,
        &minutes(Comparison::AtLeast, 1, 2, 2, MissingData::NotBreaching),
        Advice {
            meaning: format!(
                "Service {name} has instances, and all of them fail their health check. The load balancer then sends requests to every one of them."
            ),
            look_at: [
                "The reason of each target: a timeout, a connection refused, or a status code.".to_owned(),
                format!("The application log of {name} around the first failure."),
                "Whether the health check's path has come to depend on something that is down: liveness must not.".to_owned(),
            ],
            stop_the_bleeding: "Suspend the process ReplaceUnhealthy of the group: replacing every instance at once does not help when the cause is \
                                common to all. Roll back the last deployment."
                .to_owned(),
        },
    )
}

fn no_healthy_host_in_zone(scope: &Scope, name: &Name, zone: &Zone) -> Alarm {
    let mut metric = target_group(name, "HealthyHostCount", "Maximum");
    metric.dimensions.insert(0, Dimension { name: "AvailabilityZone", value: DimensionValue::Literal(zone.to_string()) });
    scope.alarm(
        &format!("no-healthy-host-{zone}"),
        Priority::P2,
        Measure::Metric(metric),
        &minutes(Comparison::Below, 1, 5, 5, MissingData::Breaching),
        Advice {
            meaning: format!("Service {name} has no healthy instance in {zone}: the other zones carry its load."),
            look_at: [
                format!("The AWS Health dashboard: whether {zone} as a whole is impaired."),
                format!("The activities of the Auto Scaling group {}: whether launches in {zone} fail, for lack of capacity for instance.", scope.name),
                format!("The other services in {zone}, and its NAT: whether they are affected as well."),
            ],
            stop_the_bleeding: format!(
                "If {zone} is impaired, start a zonal shift of the load balancer away from it, and see that the other zones may grow enough."
            ),
        },
    )
}

fn target_errors(scope: &Scope, architecture: &Architecture, name: &Name) -> Alarm {
    let floor = architecture.observability.minimum_requests;
    let percent = architecture.observability.error_rate_percent;
    let measure = Measure::Math {
        expression: format!("IF(requests >= {floor}, 100 * FILL(errors, 0) / requests, 0)"),
        label: "5xx in per cent of requests",
        metrics: vec![
            ("errors", target_group(name, "HTTPCode_Target_5XX_Count", "Sum")),
            ("requests", target_group(name, "RequestCount", "Sum")),
        ],
    };
    scope.alarm(
        "error-rate",
        Priority::P2,
        measure,
        &minutes(Comparison::Above, percent.get(), 5, 3, MissingData::NotBreaching),
        Advice {
            meaning: format!("Service {name} answers more than {percent} % of its requests with 5xx."),
            look_at: [
                format!("The saved query {}/errors-by-request: what the errors are, and when they began.", scope.name),
                "Whether a deployment, a scaling event or a database failover falls into the same minute.".to_owned(),
                "What the service depends on: the database, the APIs of others.".to_owned(),
            ],
            stop_the_bleeding: "Roll back the last deployment if it is younger than the errors.".to_owned(),
        },
    )
}

fn latency(scope: &Scope, architecture: &Architecture, name: &Name, web: &Web) -> Alarm {
    let floor = architecture.observability.minimum_requests;
    let seconds = architecture.observability.latency_p99_seconds.unwrap_or_else(|| derived::latency_p99(web.longest_request_seconds.get()));
    let measure = Measure::Math {
        expression: format!("IF(requests >= {floor}, latency, 0)"),
        label: "Slowest hundredth, in seconds",
        metrics: vec![
            ("latency", target_group(name, "TargetResponseTime", "p99")),
            ("requests", target_group(name, "RequestCount", "Sum")),
        ],
    };
    scope.alarm(
        "latency",
        Priority::P2,
        measure,
        &minutes(Comparison::Above, seconds.get(), 5, 3, MissingData::NotBreaching),
        Advice {
            meaning: format!("One request in a hundred to service {name} takes longer than {seconds} s."),
            look_at: [
                format!("The saved query {}/slowest-endpoints: whether it is one endpoint or all of them.", scope.name),
                "CPU, memory and CPU credits of the instances, on the dashboard.".to_owned(),
                "The slow query log and the connections of the database.".to_owned(),
            ],
            stop_the_bleeding: format!("Raise the desired capacity of {} by hand while you look for the cause.", scope.name),
        },
    )
}

fn connection_errors(scope: &Scope, architecture: &Architecture, name: &Name) -> Alarm {
    let limit = architecture.observability.connection_errors;
    scope.alarm(
        "connection-errors",
        Priority::P2,
        Measure::Metric(target_group(name, "TargetConnectionErrorCount", "Sum")),
        &minutes(Comparison::AtLeast, limit.get(), 5, 3, MissingData::NotBreaching),
        Advice {
            meaning: format!("The load balancer cannot connect to instances of service {name}: {limit} times a minute or more."),
            look_at: [
                "Whether the application listens: its unit's state and its log on an instance, through Session Manager.".to_owned(),
                format!("The rules between the load balancer's security group and that of {}.", scope.name),
                "Whether instances end before they are drained: the activities of the group, and the time the application takes to stop."
                    .to_owned(),
            ],
            stop_the_bleeding: "Terminate the instances that refuse connections; the group replaces them.".to_owned(),
        },
    )
}

/// What the load balancer answers by itself, because there was nobody to ask.
pub fn load_balancer(architecture: &Architecture) -> Vec<Alarm> {
    if architecture.load_balancer.is_none() {
        return Vec::new();
    }
    let scope = Scope { name: format!("{}-load-balancer", names::prefix(architecture)), label: "load_balancer".to_owned(), service: None };
    let floor = architecture.observability.minimum_requests;
    let percent = architecture.observability.error_rate_percent;
    let of = |metric_name| Metric {
        namespace: "AWS/ApplicationELB".into(),
        metric_name,
        statistic: "Sum",
        dimensions: vec![Dimension { name: "LoadBalancer", value: DimensionValue::Reference(Reference::load_balancer()) }],
    };
    // Requests that found no target are not among `RequestCount`: without them an outage would have no traffic to be a share of.
    let measure = Measure::Math {
        expression: format!(
            "IF(FILL(requests, 0) + FILL(errors, 0) >= {floor}, 100 * FILL(errors, 0) / (FILL(requests, 0) + FILL(errors, 0)), 0)"
        ),
        label: "5xx of the load balancer in per cent",
        metrics: vec![("errors", of("HTTPCode_ELB_5XX_Count")), ("requests", of("RequestCount"))],
    };
    vec![scope.alarm(
        "5xx",
        Priority::P2,
        measure,
        &minutes(Comparison::Above, percent.get(), 5, 3, MissingData::NotBreaching),
        Advice {
            meaning: format!(
                "The load balancer itself answers more than {percent} % of requests with 5xx: no target, no connection, or no answer in time."
            ),
            look_at: [
                "Which of 502, 503 and 504 it is. 502: the connection was closed, often because the application's keep-alive is shorter than the idle \
                 timeout. 503: no target. 504: no answer in time."
                    .to_owned(),
                "The alarms of the services: whose target group it is.".to_owned(),
                "The load balancer's access logs: the target, and the time each request took.".to_owned(),
            ],
            stop_the_bleeding: "For 503, bring up instances of the service concerned; for 502 and 504, roll back what was deployed last.".to_owned(),
        },
    )]
}
