//! `usage {}`.

use std::collections::BTreeMap;

use crate::config::{Reader, nearest};
use crate::diagnostic::Diagnostic;
use crate::model::{Name, Service, Usage};

pub(super) fn read(reader: &mut Reader<'_>, services: &BTreeMap<Name, Service>) -> Usage {
    reader.block("usage", |reader| block(reader, services)).unwrap_or_default()
}

fn block(reader: &mut Reader<'_>, services: &BTreeMap<Name, Service>) -> Usage {
    let usage = Usage {
        requests_per_month: reader.optional("requests_per_month"),
        data_to_clients_gb: reader.optional("data_to_clients_gb"),
        cache_hit_percent: reader.optional("cache_hit_percent"),
        data_processed_by_nat_gb: reader.optional("data_processed_by_nat_gb"),
        data_sent_to_internet_gb: reader.optional("data_sent_to_internet_gb"),
        data_through_endpoints_gb: reader.optional("data_through_endpoints_gb"),
        data_between_zones_gb: reader.optional("data_between_zones_gb"),
        logs_gb: reader.optional("logs_gb"),
        flow_logs_gb: reader.optional("flow_logs_gb"),
        bucket_storage_gb: reader.optional("bucket_storage_gb"),
        bucket_reads_per_month: reader.optional("bucket_reads_per_month"),
        bucket_writes_per_month: reader.optional("bucket_writes_per_month"),
        queue_messages_per_month: reader.optional("queue_messages_per_month"),
        kms_requests_per_month: reader.optional("kms_requests_per_month"),
        notifications_per_month: reader.optional("notifications_per_month"),
        database_backup_gb: reader.optional("database_backup_gb"),
        average_instances: reader.or("average_instances", BTreeMap::new),
    };
    for unknown in usage.average_instances.keys().filter(|name| !services.contains_key(*name)) {
        let span = reader.span("average_instances");
        let diagnostic = Diagnostic::error(format!("`average_instances` names `{unknown}`, which is no service")).at(span, "");
        reader.report(match nearest(unknown.as_str(), services.keys().map(Name::as_str)) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help("leave it out, or declare the service"),
        });
    }
    usage
}
