//! `observability {}` and `budget {}`.

use super::number;
use crate::config::Reader;
use crate::diagnostic::Diagnostic;
use crate::model::{Bounded, Budget, Observability};

/// Days CloudWatch Logs accepts. Source: CloudWatch Logs API, `PutRetentionPolicy`.
const RETENTIONS: [u32; 22] = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

pub(super) fn read(reader: &mut Reader<'_>, production: bool) -> Observability {
    reader.block("observability", |reader| block(reader, production)).unwrap_or_else(|| defaults(production))
}

fn block(reader: &mut Reader<'_>, production: bool) -> Observability {
    let default = defaults(production);
    let observability = Observability {
        retention_in_days: reader.or("retention_in_days", || default.retention_in_days),
        latency_p99_seconds: reader.optional("latency_p99_seconds"),
        error_rate_percent: reader.or("error_rate_percent", || default.error_rate_percent),
        minimum_requests: reader.or("minimum_requests", || default.minimum_requests),
        connection_errors: reader.or("connection_errors", || default.connection_errors),
        application_errors: reader.or("application_errors", || default.application_errors),
        cpu_percent: reader.optional("cpu_percent"),
        memory_percent: reader.or("memory_percent", || default.memory_percent),
        disk_percent: reader.or("disk_percent", || default.disk_percent),
        cloudtrail_log_group_name: reader.optional("cloudtrail_log_group_name"),
    };
    let days = observability.retention_in_days.get();
    if !RETENTIONS.contains(&days) {
        let longer = RETENTIONS.into_iter().find(|retention| *retention > days).unwrap_or(3653);
        let span = reader.span("retention_in_days");
        reader.report(
            Diagnostic::error(format!("`retention_in_days` {days} is not a number of days that CloudWatch Logs keeps a log"))
                .at(span, "")
                .help(format!("the next one up is {longer}")),
        );
    }
    observability
}

fn defaults(production: bool) -> Observability {
    Observability {
        retention_in_days: number(if production { 365 } else { 30 }),
        latency_p99_seconds: None,
        error_rate_percent: number(5),
        minimum_requests: number(20),
        connection_errors: number(10),
        application_errors: number(10),
        cpu_percent: None,
        memory_percent: number(85),
        disk_percent: number(80),
        cloudtrail_log_group_name: None,
    }
}

pub(super) fn budget(reader: &mut Reader<'_>) -> Option<Budget> {
    reader.block("budget", |reader| Some(Budget { monthly_usd: reader.required::<Bounded<1, 10_000_000>>("monthly_usd")? })).flatten()
}
