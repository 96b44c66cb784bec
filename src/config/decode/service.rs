//! `service "NAME" {}`.

use std::collections::BTreeMap;
use std::str::FromStr;

use super::{fixed, number, scaling};
use crate::config::{LabelText, Reader};
use crate::diagnostic::Diagnostic;
use crate::model::*;

/// What a service's defaults depend on outside its own block.
pub(super) struct Context {
    pub(super) production: bool,
    pub(super) zones: u32,
    pub(super) idle_timeout: u32,
}

pub(super) fn read(reader: &mut Reader<'_>, label: &LabelText, context: &Context) -> Option<Service> {
    let instance_type = reader.required::<InstanceType>("instance_type");
    let port = reader.required("port");
    let artifact = reader.required_block("artifact", |reader| artifact(reader, &label.text));
    let command = reader.required("command");
    let startup = reader.required::<Bounded<1, 7200>>("startup_seconds");
    let shutdown = reader.or("shutdown_seconds", || number(30));
    let longest_request = reader.or("longest_request_seconds", || number(30));

    // A missing start-up time has been reported; the rest is read with a stand-in so that its own mistakes are reported as well.
    let startup_seconds = startup.map_or(60, Bounded::get);
    let health_check = health_check(reader);
    let sizes = Sizes::read(reader, context);
    let warmup = reader.or("default_instance_warmup", || Bounded::clamped(startup_seconds));
    let paths: Vec<UrlPath> = reader.or("paths", || vec![fixed("/*")]);
    let hosts: Vec<HostPattern> = reader.or("hosts", Vec::new);
    conditions_fit(reader, &paths, &hosts);

    let until_healthy = startup_seconds + health_check.seconds_to_healthy();

    Some(Service {
        image_id: reader.or("image_id", || image(instance_type.as_ref())),
        packages: reader.or("packages", Vec::new),
        environment: reader.or("environment", BTreeMap::new),
        shutdown_seconds: shutdown,
        longest_request_seconds: longest_request,
        keep_alive_seconds: reader.or("keep_alive_seconds", || derived::keep_alive(context.idle_timeout)),
        memory_mib: reader.optional("memory_mib"),
        recovery_time_objective_seconds: reader.optional("recovery_time_objective_seconds"),
        min_healthy_capacity: reader.optional("min_healthy_capacity"),
        min_size: sizes.min,
        max_size: sizes.max,
        desired_capacity: sizes.desired,
        health_check_type: reader.or("health_check_type", || HealthCheckType::Elb),
        health_check_grace_period: reader
            .or("health_check_grace_period", || derived::health_check_grace_period(startup_seconds, until_healthy)),
        default_instance_warmup: warmup,
        readiness_path: reader.or("readiness_path", || health_check.path.clone()),
        health_check,
        deregistration_delay: reader.or("deregistration_delay", || derived::deregistration_delay(longest_request.get(), shutdown.get())),
        slow_start: slow_start(reader),
        stickiness: reader.block("stickiness", |reader| Stickiness { cookie_duration: reader.or("cookie_duration", || number(3600)) }),
        priority: reader.or("priority", || derived::listener_priority(&label.text, &paths, &hosts)),
        paths,
        hosts,
        launching_hook_timeout: reader.or("launching_hook_timeout", || derived::launching_hook_timeout(startup_seconds)),
        terminating_hook_timeout: reader.or("terminating_hook_timeout", || derived::terminating_hook_timeout(shutdown.get())),
        termination_policies: reader
            .or("termination_policies", || vec![TerminationPolicy::OldestLaunchTemplate, TerminationPolicy::OldestInstance]),
        instance_refresh: reader.block("instance_refresh", instance_refresh).unwrap_or_else(instance_refresh_defaults),
        scaling: reader.block("scaling", |reader| scaling::read(reader, warmup.get())),
        mixed_instances_policy: reader.block("mixed_instances_policy", scaling::mixed_instances).flatten(),
        root_volume: reader.block("root_volume", root_volume).unwrap_or_else(root_volume_defaults),
        internet_egress: reader.or("internet_egress", || false),
        instance_type: instance_type?,
        port: port?,
        artifact: artifact??,
        command: command?,
        startup_seconds: startup?,
    })
}

/// How many instances; each number is checked against the others at the place that is out of line.
struct Sizes {
    min: Bounded<0, 1000>,
    max: Bounded<1, 1000>,
    desired: Bounded<0, 1000>,
}

impl Sizes {
    fn read(reader: &mut Reader<'_>, context: &Context) -> Self {
        let min: Bounded<0, 1000> = reader.or("min_size", || Bounded::clamped(if context.production { context.zones } else { 1 }));
        let max: Bounded<1, 1000> = reader.or("max_size", || Bounded::clamped(min.get() * 3));
        let desired: Bounded<0, 1000> = reader.or("desired_capacity", || min);
        if min.get() > max.get() {
            let span = reader.span("max_size");
            let min_span = reader.span("min_size");
            reader.report(
                Diagnostic::error(format!("`max_size` {max} is below `min_size` {min}"))
                    .at(span, "")
                    .related(min_span, "at least this many"),
            );
        } else if !(min.get()..=max.get()).contains(&desired.get()) {
            let span = reader.span("desired_capacity");
            reader.report(Diagnostic::error(format!("`desired_capacity` {desired} is not between {min} and {max}")).at(span, ""));
        }
        Self { min, max, desired }
    }
}

fn artifact(reader: &mut Reader<'_>, service: &str) -> Option<Artifact> {
    let bucket = reader.required("bucket");
    let version: ArtifactVersion = reader.required("version")?;
    // A service whose name is no name has been reported; it just has no key to derive.
    let derived = ObjectKey::from_str(&format!("{service}/{}.tar.gz", version.as_str().replace('+', "-"))).ok();
    let key = reader.optional("key").or(derived);
    Some(Artifact { bucket: bucket?, key: key?, version })
}

fn health_check(reader: &mut Reader<'_>) -> HealthCheck {
    reader.block("health_check", read_health_check).unwrap_or_else(|| HealthCheck {
        path: fixed("/healthz"),
        matcher: fixed("200"),
        interval: number(15),
        timeout: number(5),
        healthy_threshold: number(2),
        unhealthy_threshold: number(3),
    })
}

fn read_health_check(reader: &mut Reader<'_>) -> HealthCheck {
    HealthCheck {
        path: reader.or("path", || fixed("/healthz")),
        matcher: reader.or("matcher", || fixed("200")),
        interval: reader.or("interval", || number(15)),
        timeout: reader.or("timeout", || number(5)),
        healthy_threshold: reader.or("healthy_threshold", || number(2)),
        unhealthy_threshold: reader.or("unhealthy_threshold", || number(3)),
    }
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

/// Amazon Linux 2023 for the type's processor; the parameter always names the newest image.
fn image(instance_type: Option<&InstanceType>) -> ImageId {
    let processor = if instance_type.is_some_and(InstanceType::arm) { "arm64" } else { "x86_64" };
    fixed(&format!("resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-{processor}"))
}

fn instance_refresh(reader: &mut Reader<'_>) -> InstanceRefresh {
    let default = instance_refresh_defaults();
    let refresh = InstanceRefresh {
        min_healthy_percentage: reader.or("min_healthy_percentage", || default.min_healthy_percentage),
        max_healthy_percentage: reader.or("max_healthy_percentage", || default.max_healthy_percentage),
        rollback_5xx_threshold: reader.or("rollback_5xx_threshold", || default.rollback_5xx_threshold),
    };
    if refresh.max_healthy_percentage.get() - refresh.min_healthy_percentage.get() > 100 {
        let span = reader.span("max_healthy_percentage");
        reader.report(Diagnostic::error("`max_healthy_percentage` may be at most 100 above `min_healthy_percentage`").at(span, ""));
    }
    refresh
}

/// New instances come before old ones go.
fn instance_refresh_defaults() -> InstanceRefresh {
    InstanceRefresh { min_healthy_percentage: number(100), max_healthy_percentage: number(120), rollback_5xx_threshold: number(10) }
}

fn root_volume(reader: &mut Reader<'_>) -> RootVolume {
    let default = root_volume_defaults();
    RootVolume {
        volume_size: reader.or("volume_size", || default.volume_size),
        iops: reader.or("iops", || default.iops),
        throughput: reader.or("throughput", || default.throughput),
    }
}

/// What gp3 includes in its price.
fn root_volume_defaults() -> RootVolume {
    RootVolume { volume_size: number(20), iops: number(3000), throughput: number(125) }
}
