//! What passes through an environment in a month: what AWS counts, and nobody can read from the architecture.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Bounded, Name};

/// Gigabytes, requests or messages in a month.
pub type Amount = Bounded<0, 4_000_000_000>;

/// `usage {}`. What is left out is assumed: [`crate::cost::assumptions`] says what, and an estimate shows it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Usage {
    /// Requests of clients, whoever answers them.
    pub requests_per_month: Option<Amount>,
    /// GB that clients are sent.
    pub data_to_clients_gb: Option<Amount>,
    /// Share of requests, in per cent, that CloudFront answers by itself.
    pub cache_hit_percent: Option<Bounded<0, 100>>,
    /// GB that go through the NAT, in both directions. What goes through S3's and DynamoDB's gateway endpoints does not.
    pub data_processed_by_nat_gb: Option<Amount>,
    /// GB that services send to the internet: the outward part of what goes through the NAT.
    pub data_sent_to_internet_gb: Option<Amount>,
    /// GB that go through interface endpoints.
    pub data_through_endpoints_gb: Option<Amount>,
    /// GB that services and databases send to each other across zones.
    pub data_between_zones_gb: Option<Amount>,
    /// GB that applications, instances, databases and the firewall log.
    pub logs_gb: Option<Amount>,
    /// GB of flow logs.
    pub flow_logs_gb: Option<Amount>,
    /// GB that lie in buckets.
    pub bucket_storage_gb: Option<Amount>,
    /// Objects that are read from buckets.
    pub bucket_reads_per_month: Option<Amount>,
    /// Objects that are written to buckets, or listed.
    pub bucket_writes_per_month: Option<Amount>,
    /// Messages that workers get.
    pub queue_messages_per_month: Option<Amount>,
    /// Requests to the key: S3, logs, queues and secrets all make them.
    pub kms_requests_per_month: Option<Amount>,
    /// E-mails about alarms.
    pub notifications_per_month: Option<Amount>,
    /// GB of database backups beyond what AWS keeps without charge, which is as much as the storage.
    pub database_backup_gb: Option<Amount>,
    /// Instances of a service over the month, by service; elsewhere it is the service's `desired_capacity`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub average_instances: BTreeMap<Name, Bounded<0, 1000>>,
}
