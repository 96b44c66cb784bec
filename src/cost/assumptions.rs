//! What passes through an environment in a month: declared in `usage {}`, or assumed.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Amount, Architecture, Bounded, Name, Nat, Service};

/// One number that an estimate rests on.
#[derive(Clone, Debug, Serialize)]
pub struct Assumption {
    /// The argument of `usage` that declares it.
    pub name: String,
    /// How much.
    pub value: u32,
    /// What is counted.
    pub unit: &'static str,
    /// Whether the architecture says it.
    pub declared: bool,
    /// How an assumed number came about.
    pub why: String,
    /// Whether the environment has anything that it makes a difference to.
    #[serde(skip)]
    applies: bool,
}

impl Assumption {
    /// As a number to calculate with.
    pub fn get(&self) -> f64 {
        f64::from(self.value)
    }
}

/// Everything that is assumed about an environment.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Assumptions {
    pub requests: Assumption,
    pub data_to_clients: Assumption,
    pub cache_hit: Assumption,
    pub nat: Assumption,
    pub to_internet: Assumption,
    pub endpoints: Assumption,
    pub between_zones: Assumption,
    pub logs: Assumption,
    pub flow_logs: Assumption,
    pub bucket_storage: Assumption,
    pub bucket_reads: Assumption,
    pub bucket_writes: Assumption,
    pub messages: Assumption,
    pub kms_requests: Assumption,
    pub notifications: Assumption,
    pub database_backup: Assumption,
    /// By service.
    pub instances: BTreeMap<Name, Assumption>,
}

impl Assumptions {
    /// Of an environment. What is assumed is on the side of a shop that has customers, and of one that is only tried out.
    pub(super) fn of(architecture: &Architecture) -> Self {
        let usage = &architecture.usage;
        let size = |production: u32, other: u32| if architecture.production { production } else { other };
        let kind = if architecture.production { "in production" } else { "outside production" };
        let zones = architecture.network.availability_zones.len() as u32;
        let edge = architecture.load_balancer.is_some() || architecture.cdn.is_some();
        let workers = architecture.services.values().any(|service| service.worker().is_some());
        let has_nat = architecture.network.nat != Nat::None;

        let most = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        let of = |name: &str, unit, written: Option<Amount>, applies, assumed: u32, why: String| Assumption {
            name: name.to_owned(),
            value: written.map_or(assumed, Amount::get),
            unit,
            declared: written.is_some(),
            why: if written.is_some() { String::new() } else { why },
            applies,
        };
        let requests =
            of("requests_per_month", "requests", usage.requests_per_month, edge || workers, size(10_000_000, 100_000), kind.into());
        let data = most(u64::from(requests.value) * 50 / 1_000_000);
        let data_to_clients = of("data_to_clients_gb", "GB", usage.data_to_clients_gb, edge, data, "50 kB a request".into());
        let nat = of("data_processed_by_nat_gb", "GB", usage.data_processed_by_nat_gb, has_nat, size(200, 20), kind.into());
        let tenth = nat.value / 10;
        let half = data_to_clients.value / 2;
        let across = format!("half of what clients are sent, in {zones} zones");
        let logs = 1 + most(u64::from(requests.value) / 1_000_000) + architecture.services.len() as u32;
        let reads = requests.value / 10;
        Self {
            cache_hit: of(
                "cache_hit_percent",
                "per cent",
                usage.cache_hit_percent.map(|percent| Bounded::clamped(percent.get())),
                architecture.cdn.is_some(),
                80,
                "static files far outnumber pages".into(),
            ),
            to_internet: of(
                "data_sent_to_internet_gb",
                "GB",
                usage.data_sent_to_internet_gb,
                has_nat,
                tenth,
                "a tenth of the NAT's".into(),
            ),
            endpoints: of(
                "data_through_endpoints_gb",
                "GB",
                usage.data_through_endpoints_gb,
                !architecture.network.interface_endpoints.is_empty(),
                size(50, 5),
                kind.into(),
            ),
            between_zones: of("data_between_zones_gb", "GB", usage.data_between_zones_gb, !architecture.services.is_empty(), half, across),
            logs: of("logs_gb", "GB", usage.logs_gb, true, logs, "1 kB a request, 1 GB a service and 1 GB for the rest".into()),
            flow_logs: of("flow_logs_gb", "GB", usage.flow_logs_gb, true, size(20, 2), kind.into()),
            bucket_storage: of("bucket_storage_gb", "GB", usage.bucket_storage_gb, true, size(200, 20), kind.into()),
            bucket_reads: of(
                "bucket_reads_per_month",
                "requests",
                usage.bucket_reads_per_month,
                true,
                reads,
                "one for ten requests".into(),
            ),
            bucket_writes: of(
                "bucket_writes_per_month",
                "requests",
                usage.bucket_writes_per_month,
                true,
                reads / 10,
                "one for a hundred requests".into(),
            ),
            messages: of(
                "queue_messages_per_month",
                "messages",
                usage.queue_messages_per_month,
                workers,
                reads,
                "one for ten requests".into(),
            ),
            kms_requests: of(
                "kms_requests_per_month",
                "requests",
                usage.kms_requests_per_month,
                true,
                reads,
                "one for ten requests".into(),
            ),
            notifications: of("notifications_per_month", "e-mails", usage.notifications_per_month, true, 100, "three a day".into()),
            database_backup: of(
                "database_backup_gb",
                "GB",
                usage.database_backup_gb,
                !architecture.databases.is_empty(),
                0,
                "as much as the storage is kept without charge".into(),
            ),
            instances: architecture.services.iter().map(|(name, service)| (name.clone(), instances(architecture, name, service))).collect(),
            requests,
            data_to_clients,
            nat,
        }
    }

    /// Requests that CloudFront does not answer by itself, or all of them where there is none.
    pub(super) fn share_of_origin(&self, architecture: &Architecture) -> f64 {
        if architecture.cdn.is_some() { 1.0 - self.cache_hit.get().min(100.0) / 100.0 } else { 1.0 }
    }

    /// What makes a difference to the environment.
    pub fn list(&self) -> Vec<Assumption> {
        let Self {
            requests,
            data_to_clients,
            cache_hit,
            nat,
            to_internet,
            endpoints,
            between_zones,
            logs,
            flow_logs,
            bucket_storage,
            bucket_reads,
            bucket_writes,
            messages,
            kms_requests,
            notifications,
            database_backup,
            instances,
        } = self;
        let traffic = [requests, data_to_clients, cache_hit, nat, to_internet, endpoints, between_zones, logs, flow_logs];
        let storage = [bucket_storage, bucket_reads, bucket_writes, messages, kms_requests, notifications, database_backup];
        let all = traffic.into_iter().chain(storage).chain(instances.values());
        all.filter(|assumption| assumption.applies || assumption.declared).cloned().collect()
    }
}

fn instances(architecture: &Architecture, name: &Name, service: &Service) -> Assumption {
    let written = architecture.usage.average_instances.get(name);
    Assumption {
        name: format!("average_instances.{name}"),
        value: written.map_or(service.desired_capacity.get(), |instances| instances.get()),
        unit: "instances",
        declared: written.is_some(),
        why: if written.is_some() { String::new() } else { "its `desired_capacity`".to_owned() },
        applies: true,
    }
}
