//! What `service "NAME" {}` has behind the load balancer.

use super::service::Context;
use super::{fixed, number};
use crate::config::{LabelText, Reader};
use crate::diagnostic::Diagnostic;
use crate::model::{Bounded, Connection, HealthCheck, HostPattern, Stickiness, UrlPath, Web, Worker, derived};

pub(super) fn read(
    reader: &mut Reader<'_>,
    label: &LabelText,
    context: &Context,
    shutdown: u32,
    connections: &[Connection],
) -> Option<Web> {
    reader.refuse(Worker::ARGUMENTS, "applies to `kind = \"worker\"` only");
    let port = reader.required("port");
    let longest_request = reader.or("longest_request_seconds", || number::<1, 3600>(30));
    let health_check = health_check(reader, connections);
    let paths: Vec<UrlPath> = reader.or("paths", || vec![fixed("/*")]);
    let hosts: Vec<HostPattern> = reader.or("hosts", Vec::new);
    conditions_fit(reader, &paths, &hosts);
    Some(Web {
        longest_request_seconds: longest_request,
        keep_alive_seconds: reader.or("keep_alive_seconds", || derived::keep_alive(context.idle_timeout)),
        readiness_path: reader.or("readiness_path", || health_check.path.clone()),
        health_check,
        deregistration_delay: reader.or("deregistration_delay", || derived::deregistration_delay(longest_request.get(), shutdown)),
        slow_start: slow_start(reader),
        stickiness: reader.block("stickiness", |reader| Stickiness { cookie_duration: reader.or("cookie_duration", || number(3600)) }),
        priority: reader.or("priority", || derived::listener_priority(&label.text, &paths, &hosts)),
        paths,
        hosts,
        port: port?,
    })
}

fn health_check(reader: &mut Reader<'_>, connections: &[Connection]) -> HealthCheck {
    reader.block("health_check", |reader| read_health_check(reader, connections)).unwrap_or_else(|| HealthCheck {
        path: fixed("/healthz"),
        checks: Vec::new(),
        matcher: fixed("200"),
        interval: number(15),
        timeout: number(5),
        healthy_threshold: number(2),
        unhealthy_threshold: number(3),
    })
}

fn read_health_check(reader: &mut Reader<'_>, connections: &[Connection]) -> HealthCheck {
    let interval = reader.or("interval", || number::<5, 300>(15));
    HealthCheck {
        path: reader.or("path", || fixed("/healthz")),
        checks: checks(reader, connections),
        matcher: reader.or("matcher", || fixed("200")),
        interval,
        // ELB wants it below the interval.
        timeout: reader.or("timeout", || Bounded::clamped(interval.get().saturating_sub(1).min(5))),
        healthy_threshold: reader.or("healthy_threshold", || number(2)),
        unhealthy_threshold: reader.or("unhealthy_threshold", || number(3)),
    }
}

/// What liveness depends on can only be what the service connects to.
fn checks(reader: &mut Reader<'_>, connections: &[Connection]) -> Vec<Connection> {
    let checks: Vec<Connection> = reader.or("checks", Vec::new);
    for (index, check) in checks.iter().enumerate().filter(|(_, check)| !connections.contains(check)) {
        let span = reader.element("checks", index);
        reader.report(
            Diagnostic::error(format!("`checks` names `{check}`, which the service does not connect to"))
                .at(span, "")
                .help(format!("add `\"{check}\"` to `connects_to` of the service, or leave it out here")),
        );
    }
    checks
}

fn slow_start(reader: &mut Reader<'_>) -> Bounded<0, 900> {
    let slow_start = reader.or("slow_start", || number::<0, 900>(0));
    if (1..30).contains(&slow_start.get()) {
        let span = reader.span("slow_start");
        reader.report(Diagnostic::error(format!("`slow_start` must be 0 (off) or between 30 and 900, found {slow_start}")).at(span, ""));
    }
    slow_start
}

/// One listener rule holds at most five values over all its conditions.
/// Source: Elastic Load Balancing user guide, "Quotas for your Application Load Balancers", condition values per rule.
fn conditions_fit(reader: &mut Reader<'_>, paths: &[UrlPath], hosts: &[HostPattern]) {
    if paths.is_empty() {
        let span = reader.span("paths");
        reader.report(Diagnostic::error("`paths` is empty, so nothing would be routed here").at(span, "").help("`[\"/*\"]` is every path"));
    }
    let total = paths.len() + hosts.len();
    if total > 5 {
        let span = reader.span("paths");
        reader.report(Diagnostic::error(format!("{total} paths and hosts do not fit a listener rule, which holds five")).at(span, ""));
    }
}
