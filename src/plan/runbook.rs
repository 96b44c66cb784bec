//! What a person needs at three in the morning: every name of the environment, in the commands that are pasted then.

use serde::Serialize;
use serde_json::json;

use super::alarms::{Alarm, events};
use super::{logs, names};
use crate::model::{Architecture, Database, DatabaseEngine, MultiAz, Name, Nat, Service};

/// What the runbook's templates print.
#[derive(Debug, Serialize)]
pub struct RunbookView {
    name: String,
    environment: String,
    region: String,
    /// `terraform` or `tofu`.
    command: &'static str,
    render_command: String,
    load_balancer: Option<String>,
    services: Vec<ServiceEntry>,
    databases: Vec<DatabaseEntry>,
    /// Matches the name of everything in the environment.
    name_pattern: String,
    log_groups: Vec<String>,
    nat: NatEntry,
    state: StateEntry,
    alarms: Vec<AlarmEntry>,
    events: Vec<AlarmEntry>,
}

/// A service's names and numbers.
#[derive(Debug, Serialize)]
struct ServiceEntry {
    service: String,
    group: String,
    security_group: String,
    launching_hook: String,
    version: String,
    application_log_group: String,
    user_data_log_group: String,
    /// What an instance asks its application before it reports; a worker without a port has none.
    readiness: Option<String>,
    rollback_alarm: String,
    startup_seconds: u32,
    health_check_grace_period: u32,
    default_instance_warmup: u32,
    launching_hook_timeout: u32,
    shutdown_seconds: u32,
    terminating_hook_timeout: u32,
    /// Seconds from the first wrong answer until the load balancer gives an instance up.
    detection_seconds: Option<u32>,
    deregistration_delay: Option<u32>,
    /// Seconds from the decision to end an instance until it is gone, at most.
    leaving_seconds: u32,
    target_group: Option<String>,
    queue: Option<QueueEntry>,
}

#[derive(Debug, Serialize)]
struct QueueEntry {
    name: String,
    dead_letters: String,
    visibility_timeout_seconds: u32,
    max_receive_count: u32,
    job_seconds: u32,
}

/// A database's names.
#[derive(Debug, Serialize)]
struct DatabaseEntry {
    database: String,
    identifier: String,
    title: &'static str,
    cluster: bool,
    failover_seconds: Option<u32>,
    log_group: String,
    security_group: String,
    /// Services that keep connections to it, if any: `api and web`.
    clients: Option<String>,
}

/// The way out, and how it is replaced.
#[derive(Debug, Serialize)]
struct NatEntry {
    group: Option<String>,
    gateways: Vec<Gateway>,
}

#[derive(Debug, Serialize)]
struct Gateway {
    zone: String,
    name: String,
    address: String,
}

/// The state and its locks. Source: Terraform's S3 backend, `client.go`.
#[derive(Debug, Serialize)]
struct StateEntry {
    bucket: String,
    key: String,
    region: String,
    object: String,
    lock_key: String,
    lock_object: String,
    table_in_use: bool,
    lockfile: bool,
    locking: &'static str,
    table: String,
    lock_id: String,
    digest_id: String,
    lock_item_key: String,
    digest_item_key: String,
}

/// An alarm, or an event that is told without one.
#[derive(Debug, Serialize)]
struct AlarmEntry {
    name: String,
    priority: String,
    meaning: String,
    look_at: [String; 3],
    stop_the_bleeding: String,
}

/// The view.
pub fn view(architecture: &Architecture, alarms: Vec<Alarm>) -> RunbookView {
    let services: Vec<ServiceEntry> = architecture.services.iter().map(|(name, service)| entry(architecture, name, service)).collect();
    let databases: Vec<DatabaseEntry> =
        architecture.databases.iter().map(|(name, database)| database_entry(architecture, name, database)).collect();
    let nat = nat(architecture);
    let prefix = names::prefix(architecture);
    let balancer = architecture.load_balancer.as_ref().map(|_| prefix.clone());
    let mut log_groups: Vec<String> = services.iter().map(|service| service.application_log_group.clone()).collect();
    log_groups.extend(databases.iter().map(|database| database.log_group.clone()));
    log_groups.push(format!("/aws/vpc/{prefix}/flow-logs"));
    RunbookView {
        environment: architecture.environment.to_string(),
        region: architecture.region.as_str().to_owned(),
        command: architecture.terraform.engine.command(),
        render_command: format!("tfgen render --env {}", architecture.environment),
        name_pattern: format!("{prefix}-*"),
        load_balancer: balancer,
        log_groups,
        nat,
        state: state(architecture),
        alarms: alarm_entries(alarms),
        events: event_entries(architecture),
        services,
        databases,
        name: prefix,
    }
}

fn entry(architecture: &Architecture, name: &Name, service: &Service) -> ServiceEntry {
    let group = names::service(architecture, name);
    let web = service.web();
    let drain = web.map(|web| web.deregistration_delay.get());
    ServiceEntry {
        service: name.to_string(),
        security_group: group.clone(),
        launching_hook: format!("{group}-launching"),
        rollback_alarm: format!("{group}-rollback"),
        version: service.artifact.version.to_string(),
        application_log_group: logs::application(architecture, name),
        user_data_log_group: logs::user_data(architecture, name),
        readiness: service.port().zip(service.readiness_path()).map(|(port, path)| format!("http://127.0.0.1:{port}{path}")),
        startup_seconds: service.startup_seconds.get(),
        health_check_grace_period: service.health_check_grace_period.get(),
        default_instance_warmup: service.default_instance_warmup.get(),
        launching_hook_timeout: service.launching_hook_timeout.get(),
        shutdown_seconds: service.shutdown_seconds.get(),
        terminating_hook_timeout: service.terminating_hook_timeout.get(),
        detection_seconds: web.map(|web| web.health_check.interval.get() * web.health_check.unhealthy_threshold.get()),
        deregistration_delay: drain,
        leaving_seconds: drain.unwrap_or(0) + service.terminating_hook_timeout.get(),
        target_group: web.map(|web| names::target_group(architecture, name, web.port.get())),
        queue: service.worker().map(|worker| QueueEntry {
            name: group.clone(),
            dead_letters: names::dead_letters(architecture, name),
            visibility_timeout_seconds: worker.queue.visibility_timeout_seconds.get(),
            max_receive_count: worker.queue.max_receive_count.get(),
            job_seconds: worker.job_seconds.get(),
        }),
        group,
    }
}

fn database_entry(architecture: &Architecture, name: &Name, database: &Database) -> DatabaseEntry {
    let identifier = names::database(architecture, name);
    let cluster = database.multi_az == MultiAz::Cluster;
    let log = match database.engine {
        DatabaseEngine::MySql => "error",
        DatabaseEngine::Postgres => "postgresql",
    };
    let connected = |service: &Service| service.connects_to.iter().any(|connection| connection.to_string() == format!("database.{name}"));
    let clients: Vec<&str> =
        architecture.services.iter().filter(|(_, service)| connected(service)).map(|(name, _)| name.as_str()).collect();
    DatabaseEntry {
        database: name.to_string(),
        title: database.engine.title(),
        cluster,
        failover_seconds: database.failover_seconds(),
        log_group: format!("/aws/rds/{}/{identifier}/{log}", if cluster { "cluster" } else { "instance" }),
        security_group: format!("{identifier}-database"),
        clients: Some(clients.join(" and ")).filter(|clients| !clients.is_empty()),
        identifier,
    }
}

fn nat(architecture: &Architecture) -> NatEntry {
    let prefix = names::prefix(architecture);
    let zones = &architecture.network.availability_zones;
    let gateway = |zone: &str, name: String, key: String| Gateway {
        zone: zone.to_owned(),
        name,
        address: format!("module.network.aws_nat_gateway.this{key}"),
    };
    let gateways = match architecture.network.nat {
        Nat::None | Nat::Instance => Vec::new(),
        Nat::Single => zones.first().map(|zone| gateway(zone.as_str(), prefix.clone(), String::new())).into_iter().collect(),
        Nat::PerAz => zones.iter().map(|zone| gateway(zone.as_str(), format!("{prefix}-{zone}"), format!("[\"{zone}\"]"))).collect(),
    };
    NatEntry { group: (architecture.network.nat == Nat::Instance).then(|| format!("{prefix}-nat")), gateways }
}

fn state(architecture: &Architecture) -> StateEntry {
    let state = &architecture.state;
    let (bucket, key) = (state.bucket.as_str(), state.key.to_string());
    let lock_id = format!("{bucket}/{key}");
    let digest_id = format!("{lock_id}-md5");
    let item = |id: &str| json!({ "LockID": { "S": id } }).to_string();
    StateEntry {
        object: format!("s3://{bucket}/{key}"),
        lock_key: format!("{key}.tflock"),
        lock_object: format!("s3://{bucket}/{key}.tflock"),
        region: state.region.as_str().to_owned(),
        table_in_use: state.locking.table(),
        lockfile: state.locking.lockfile(),
        locking: state.locking.as_str(),
        table: state.dynamodb_table.to_string(),
        lock_item_key: item(&lock_id),
        digest_item_key: item(&digest_id),
        bucket: bucket.to_owned(),
        key,
        lock_id,
        digest_id,
    }
}

fn alarm_entries(alarms: Vec<Alarm>) -> Vec<AlarmEntry> {
    let mut entries: Vec<AlarmEntry> = alarms
        .into_iter()
        .map(|alarm| AlarmEntry {
            name: alarm.anchor().to_owned(),
            priority: alarm.priority.as_str().to_uppercase(),
            meaning: alarm.meaning,
            look_at: alarm.look_at,
            stop_the_bleeding: alarm.stop_the_bleeding,
        })
        .collect();
    // The sort is stable: within a priority the list's own order stays.
    entries.sort_by(|a, b| a.priority.cmp(&b.priority));
    entries
}

fn event_entries(architecture: &Architecture) -> Vec<AlarmEntry> {
    let mut entries: Vec<AlarmEntry> = events(architecture)
        .into_iter()
        .map(|event| AlarmEntry {
            name: event.anchor().to_owned(),
            priority: event.priority.as_str().to_uppercase(),
            meaning: event.meaning,
            look_at: event.look_at,
            stop_the_bleeding: event.stop_the_bleeding,
        })
        .collect();
    entries.sort_by(|a, b| a.priority.cmp(&b.priority));
    entries
}
