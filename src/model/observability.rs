//! What is watched, how closely, and what it may cost.

use serde::Serialize;

use super::text::{at_most, checked_text};
use super::{Bounded, LogRetention};

/// `observability {}`. A threshold that is left out is derived, for each service, from the service's own numbers.
#[derive(Clone, Debug, Serialize)]
pub struct Observability {
    /// Days that the application's log and the log of its first boot are kept.
    pub retention_in_days: LogRetention,
    /// Seconds that the slowest hundredth of requests may take. Derived: half of the service's `longest_request_seconds`.
    pub latency_p99_seconds: Option<Bounded<1, 3600>>,
    /// Share of requests, in per cent, that may be answered with 5xx.
    pub error_rate_percent: Bounded<1, 100>,
    /// Requests a minute below which neither the rate of errors nor the latency is judged.
    pub minimum_requests: Bounded<1, 1_000_000>,
    /// Connections a minute that targets may refuse.
    pub connection_errors: Bounded<1, 1_000_000>,
    /// Lines of level `error` that the application may log in five minutes.
    pub application_errors: Bounded<1, 1_000_000>,
    /// Average CPU of a group, in per cent. Derived: 85, or 15 above the `cpu_target` that scaling holds.
    pub cpu_percent: Option<Bounded<1, 100>>,
    /// Memory in use, in per cent, on any instance.
    pub memory_percent: Bounded<1, 100>,
    /// Disk in use, in per cent, on any instance.
    pub disk_percent: Bounded<1, 100>,
    /// The log group that the account's CloudTrail writes to. With it, a login of the root user is an alarm.
    pub cloudtrail_log_group_name: Option<LogGroupName>,
}

/// `budget {}`: of the environment, by its tags.
#[derive(Clone, Debug, Serialize)]
pub struct Budget {
    /// US dollars a month.
    pub monthly_usd: Bounded<1, 10_000_000>,
}

checked_text!(
    /// A log group's name. Source: CloudWatch Logs API, `CreateLogGroup`.
    LogGroupName,
    |text| {
        if text.is_empty() || !text.chars().all(|c| c.is_ascii_alphanumeric() || "_-/.#".contains(c)) {
            return Err("must be the name of a log group: letters, digits and `_-/.#`".to_owned());
        }
        at_most(text, 512)
    }
);
