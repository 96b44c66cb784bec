//! Alarms of the account: only where CloudTrail writes to a log group that the architecture names.

use super::alarm::{Advice, Rule, Scope};
use super::{Alarm, Comparison, Measure, Metric, MissingData, Priority};
use crate::model::Architecture;
use crate::plan::names;

/// The metric that the filter on CloudTrail's log group makes.
pub const METRIC: &str = "RootLogin";

/// Its namespace.
pub fn namespace(architecture: &Architecture) -> String {
    format!("{}/{}/account", architecture.project, architecture.environment)
}

pub(super) fn alarms(architecture: &Architecture) -> Vec<Alarm> {
    let Some(log_group) = &architecture.observability.cloudtrail_log_group_name else { return Vec::new() };
    let scope = Scope { name: names::prefix(architecture), label: "account".to_owned(), service: None };
    let metric = Metric { namespace: namespace(architecture).into(), metric_name: METRIC, statistic: "Sum", dimensions: Vec::new() };
    let rule = Rule {
        comparison: Comparison::AtLeast,
        threshold: 1,
        period: 300,
        evaluation_periods: 1,
        datapoints_to_alarm: 1,
        missing_data: MissingData::NotBreaching,
    };
    vec![scope.alarm(
        "root-login",
        Priority::P1,
        Measure::Metric(metric),
        &rule,
        Advice {
            meaning: "The account's root user was used. Nobody should need it from day to day: unless you know who it was, treat it as a breach."
                .to_owned(),
            look_at: [
                format!("The events of user type Root in log group {log_group}: from which address, and what was done."),
                "The people who have the root user's credentials: was it one of them?".to_owned(),
                "New access keys, users, roles and policies since then, in IAM and in CloudTrail.".to_owned(),
            ],
            stop_the_bleeding: "Change the root user's password and second factor, delete its access keys, and end sessions of roles that were \
                                assumed since."
                .to_owned(),
        },
    )]
}
