//! `service "NAME" {}`.

use std::collections::BTreeMap;
use std::str::FromStr;

use super::network::no_repeats;
use super::{fixed, number, scaling, web, worker};
use crate::config::{LabelText, Reader};
use crate::diagnostic::Diagnostic;
use crate::model::*;

/// What a service's defaults depend on outside its own block.
pub(super) struct Context {
    pub(super) production: bool,
    pub(super) zones: u32,
    pub(super) idle_timeout: u32,
}

/// Users and units of Amazon Linux 2023 and its packages: an instance's user, unit and folder in `/etc` have the service's bare name.
const OF_THE_SYSTEM: &[&str] = &[
    "adm",
    "amazon-ssm-agent",
    "auditd",
    "bin",
    "chrony",
    "chronyd",
    "cloud-init",
    "cron",
    "crond",
    "daemon",
    "dbus",
    "default",
    "dnf",
    "docker",
    "ec2-user",
    "ftp",
    "getty",
    "halt",
    "httpd",
    "init",
    "kernel",
    "lp",
    "network",
    "nfs",
    "nftables",
    "nginx",
    "nobody",
    "root",
    "rpc",
    "rsyslog",
    "sshd",
    "ssh",
    "ssl",
    "sudo",
    "sync",
    "sysctl",
    "systemd",
    "tcpdump",
    "tss",
    "yum",
];

/// The label as a service's name.
pub(super) fn name(reader: &mut Reader<'_>, label: &LabelText) -> Option<Name> {
    if OF_THE_SYSTEM.contains(&label.text.as_str()) {
        reader.report(
            Diagnostic::error(format!("`{}` is a name of the operating system's own", label.text))
                .at(label.span, "user and unit of the instances are called so")
                .help("choose a name that says what the service does, such as `storefront`"),
        );
        return None;
    }
    super::name(reader, label)
}

pub(super) fn read(reader: &mut Reader<'_>, label: &LabelText, context: &Context) -> Option<Service> {
    let word = match reader.optional("kind") {
        // An unknown word has been reported; the rest is read as what it looks like, so that its arguments are not reported as well.
        None if reader.has("kind") && reader.has("job_seconds") => KindOfService::Worker,
        kind => kind.unwrap_or(KindOfService::Web),
    };
    let instance_type = reader.required::<InstanceType>("instance_type");
    let artifact = reader.required_block("artifact", |reader| artifact(reader, &label.text));
    let command = reader.required("command");
    let startup = reader.required::<Bounded<1, 7200>>("startup_seconds");
    // A missing start-up time has been reported; the rest is read with a stand-in so that its own mistakes are reported as well.
    let startup_seconds = startup.map_or(60, Bounded::get);
    let sizes = Sizes::read(reader, context);
    let warmup = reader.or("default_instance_warmup", || Bounded::clamped(startup_seconds));
    let health_check_type = health_check_type(reader, word);
    let connections = connections(reader);

    let (kind, shutdown) = match word {
        KindOfService::Web => {
            let shutdown = reader.or("shutdown_seconds", || number(30));
            (web::read(reader, label, context, shutdown.get(), &connections).map(|web| Kind::Web(Box::new(web))), shutdown)
        }
        KindOfService::Worker => {
            let worker = worker::read(reader);
            let job = worker.as_ref().map_or(1, |worker| worker.job_seconds.get());
            (worker.map(Kind::Worker), reader.or("shutdown_seconds", || derived::worker_shutdown(job)))
        }
    };
    let scaling = match &kind {
        Some(Kind::Worker(worker)) => worker::scaling(reader, worker, sizes.min.get() < sizes.max.get()),
        _ => reader.block("scaling", |reader| scaling::read(reader, warmup.get())),
    };

    let until_healthy = match &kind {
        Some(Kind::Web(web)) => startup_seconds + web.health_check.seconds_to_healthy(),
        _ => startup_seconds,
    };

    Some(Service {
        image_id: reader.or("image_id", || image(instance_type.as_ref())),
        packages: reader.or("packages", Vec::new),
        environment: reader.or("environment", BTreeMap::new),
        shutdown_seconds: shutdown,
        memory_mib: reader.optional("memory_mib"),
        recovery_time_objective_seconds: reader.optional("recovery_time_objective_seconds"),
        min_healthy_capacity: reader.optional("min_healthy_capacity"),
        min_size: sizes.min,
        max_size: sizes.max,
        desired_capacity: sizes.desired,
        health_check_type,
        health_check_grace_period: reader
            .or("health_check_grace_period", || derived::health_check_grace_period(startup_seconds, until_healthy)),
        default_instance_warmup: warmup,
        launching_hook_timeout: reader.or("launching_hook_timeout", || derived::launching_hook_timeout(startup_seconds)),
        terminating_hook_timeout: reader.or("terminating_hook_timeout", || derived::terminating_hook_timeout(shutdown.get())),
        termination_policies: reader
            .or("termination_policies", || vec![TerminationPolicy::OldestLaunchTemplate, TerminationPolicy::OldestInstance]),
        instance_refresh: reader.block("instance_refresh", |reader| instance_refresh(reader, word)).unwrap_or(refresh_defaults(word)),
        scaling,
        mixed_instances_policy: reader.block("mixed_instances_policy", scaling::mixed_instances).flatten(),
        root_volume: reader.block("root_volume", root_volume).unwrap_or_else(root_volume_defaults),
        reads: buckets(reader, "reads"),
        writes: buckets(reader, "writes"),
        internet_egress: reader.or("internet_egress", || false),
        sends_to: sends_to(reader),
        kind: kind?,
        retry_seconds: reader.optional("retry_seconds").inspect(|_| needs_connection(reader, "retry_seconds")),
        pool_size: pool(reader, "pool_size", 10),
        processes: pool(reader, "processes", 1),
        connects_to: connections,
        instance_type: instance_type?,
        artifact: artifact??,
        command: command?,
        startup_seconds: startup?,
    })
}

/// A worker has no load balancer that could find it dead.
fn health_check_type(reader: &mut Reader<'_>, kind: KindOfService) -> HealthCheckType {
    let default = if kind == KindOfService::Web { HealthCheckType::Elb } else { HealthCheckType::Ec2 };
    let found = reader.or("health_check_type", || default);
    if kind == KindOfService::Worker && found == HealthCheckType::Elb {
        reader.reject("health_check_type", "must be `\"EC2\"`: no load balancer looks at a worker");
    }
    found
}

fn sends_to(reader: &mut Reader<'_>) -> Vec<QueueOwner> {
    let owners: Vec<QueueOwner> = reader.or("sends_to", Vec::new);
    let names: Vec<String> = owners.iter().map(ToString::to_string).collect();
    no_repeats(reader, "sends_to", names.iter().map(String::as_str));
    owners
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
            let why = if reader.has("min_size") { "at least this many" } else { "in production at least one instance a zone, by default" };
            reader.report(Diagnostic::error(format!("`max_size` {max} is below `min_size` {min}")).at(span, "").related(min_span, why));
        } else if !(min.get()..=max.get()).contains(&desired.get()) {
            let span = reader.span("desired_capacity");
            reader.report(
                Diagnostic::error(format!("`desired_capacity` {desired} is not between `min_size` {min} and `max_size` {max}"))
                    .at(span, ""),
            );
        }
        Self { min, max, desired }
    }
}

fn artifact(reader: &mut Reader<'_>, service: &str) -> Option<Artifact> {
    let bucket = reader.optional("bucket");
    let version: Option<ArtifactVersion> = reader.required("version");
    let key = reader.optional("key");
    let version = version?;
    // A service whose name is no name has been reported; it just has no key to derive.
    let derived = || ObjectKey::from_str(&format!("{service}/{}.tar.gz", version.as_str().replace('+', "-"))).ok();
    Some(Artifact { bucket, key: key.or_else(derived)?, version })
}

fn buckets(reader: &mut Reader<'_>, argument: &'static str) -> Vec<BucketRef> {
    let buckets: Vec<BucketRef> = reader.or(argument, Vec::new);
    let names: Vec<String> = buckets.iter().map(ToString::to_string).collect();
    no_repeats(reader, argument, names.iter().map(String::as_str));
    buckets
}

/// What the service connects to, each once.
fn connections(reader: &mut Reader<'_>) -> Vec<Connection> {
    let connections: Vec<Connection> = reader.or("connects_to", Vec::new);
    let names: Vec<String> = connections.iter().map(ToString::to_string).collect();
    no_repeats(reader, "connects_to", names.iter().map(String::as_str));
    connections
}

/// One of the numbers that describe the pool of a service with connections.
fn pool<const MAX: u32>(reader: &mut Reader<'_>, argument: &'static str, default: u32) -> Bounded<1, MAX> {
    let number = reader.or(argument, || Bounded::clamped(default));
    needs_connection(reader, argument);
    number
}

fn needs_connection(reader: &mut Reader<'_>, argument: &'static str) {
    if reader.has(argument) && !reader.has("connects_to") {
        reader.reject(argument, "is about connections, but the service has no `connects_to`");
    }
}

/// A service whose window nobody wrote goes on trying for as long as any of its databases can be away.
pub(super) fn outlast_failovers(services: &mut BTreeMap<Name, Service>, databases: &BTreeMap<Name, Database>) {
    for service in services.values_mut().filter(|service| service.retry_seconds.is_none()) {
        let reached = service.connects_to.iter().filter_map(|Connection::Database(name)| databases.get(name));
        service.retry_seconds = reached.map(Database::seconds_until_reached).max().map(derived::retry_seconds);
    }
}

/// Amazon Linux 2023 for the type's processor; the parameter always names the newest image.
fn image(instance_type: Option<&InstanceType>) -> ImageId {
    let processor = if instance_type.is_some_and(InstanceType::arm) { "arm64" } else { "x86_64" };
    fixed(&format!("resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-{processor}"))
}

fn instance_refresh(reader: &mut Reader<'_>, kind: KindOfService) -> InstanceRefresh {
    let default = refresh_defaults(kind);
    if kind == KindOfService::Worker {
        reader.refuse(&["rollback_5xx_threshold"], "does not apply to a worker: its dead letters roll a deployment back");
    }
    let refresh = InstanceRefresh {
        min_healthy_percentage: reader.or("min_healthy_percentage", || default.min_healthy_percentage),
        max_healthy_percentage: reader.or("max_healthy_percentage", || default.max_healthy_percentage),
        rollback_5xx_threshold: default.rollback_5xx_threshold.map(|default| reader.or("rollback_5xx_threshold", || default)),
    };
    let (min, max) = (refresh.min_healthy_percentage, refresh.max_healthy_percentage);
    if max.get() - min.get() > 100 {
        let (span, min_span) = (reader.span("max_healthy_percentage"), reader.span("min_healthy_percentage"));
        reader.report(
            Diagnostic::error(format!("`max_healthy_percentage` {max} is more than 100 above `min_healthy_percentage` {min}"))
                .at(span, "")
                .related(min_span, "at most 100 above this"),
        );
    }
    refresh
}

/// New instances come before old ones go.
fn refresh_defaults(kind: KindOfService) -> InstanceRefresh {
    InstanceRefresh {
        min_healthy_percentage: number(100),
        max_healthy_percentage: number(120),
        rollback_5xx_threshold: (kind == KindOfService::Web).then_some(number(10)),
    }
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
