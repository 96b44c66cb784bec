//! Alarms, logs, the dashboard, and what alarms are sent by.

use super::super::Assumptions;
use super::super::bill::{Bill, Quantity, of};
use crate::model::{Architecture, Scaling};
use crate::plan::alarms::Alarm;
use crate::plan::observability;

pub(super) fn items(architecture: &Architecture, alarms: &[Alarm], assumptions: &Assumptions, bill: &mut Bill<'_>) {
    bill.component("observability");
    let measured: usize = alarms.iter().map(|alarm| alarm.measure.metrics().len()).sum();
    let rollback = architecture.services.len();
    let scaling = architecture.services.values().filter_map(|service| service.scaling.as_ref());
    let (bursts, tracking): (usize, usize) = scaling.fold((0, 0), |(bursts, tracking), scaling| {
        (bursts + usize::from(scaling.step.is_some()) * 2, tracking + policies(scaling) * TRACKING)
    });
    let how = format!("{measured} metrics in {} alarms, {rollback} for rollbacks", alarms.len());
    let metrics = of((measured + rollback) as f64, how);
    bill.fixed("alarms", &["aws_cloudwatch_metric_alarm"], "cloudwatch.alarm_standard_month", metrics);
    if bursts + tracking > 0 {
        let metrics = of((bursts + tracking) as f64, format!("{bursts} for steps, {tracking} that target tracking makes by itself"));
        let resources: &[&str] = &["aws_autoscaling_policy", "aws_cloudwatch_metric_alarm"];
        bill.fixed("alarms of scaling", resources, "cloudwatch.alarm_standard_month", metrics);
    }
    let composites = observability::composites(architecture, alarms);
    if composites > 0 {
        let how = "one for each service";
        bill.fixed("composite alarms", &["aws_cloudwatch_composite_alarm"], "cloudwatch.alarm_composite_month", of(composites as f64, how));
    }
    bill.fixed("dashboard", &["aws_cloudwatch_dashboard"], "cloudwatch.dashboard_month", of(1.0, "1"));
    if architecture.observability.cloudtrail_log_group_name.is_some() {
        let metric = of(1.0, "logins of the root user");
        bill.fixed("metric of the account", &["aws_cloudwatch_log_metric_filter"], "cloudwatch.custom_metric_month", metric);
    }
    let (logs, group): (f64, &[&str]) = (assumptions.logs.get(), &["aws_cloudwatch_log_group"]);
    bill.usage("logs", group, "cloudwatch.logs_ingest_gb", of(logs, "logs_gb"));
    let days = architecture.observability.retention_in_days.get();
    bill.usage("logs that are kept", group, "cloudwatch.logs_storage_gb_month", kept("logs_gb", logs, days));
    let mails = of(assumptions.notifications.get() / 100_000.0, "notifications_per_month / 100,000");
    bill.usage("e-mails about alarms", &["aws_sns_topic", "aws_sns_topic_subscription"], "sns_email_per_100k", mails);
    let why = "each GB they look through is billed, when somebody runs them";
    bill.unknown("saved queries", &["aws_cloudwatch_query_definition"], why);
}

/// Alarms that a target-tracking policy makes by itself: one above, one below. Source: Auto Scaling user guide.
const TRACKING: usize = 2;

fn policies(scaling: &Scaling) -> usize {
    [scaling.cpu_target.is_some(), scaling.backlog_per_instance.is_some(), scaling.requests_per_target.is_some()]
        .into_iter()
        .filter(|there| *there)
        .count()
}

/// What lies in CloudWatch Logs once the retention is reached, at the size it is billed by: CloudWatch compresses to about 15 %.
/// Source: CloudWatch pricing, "archived log data … 0.15 compression ratio".
pub(super) fn kept(name: &str, monthly: f64, days: u32) -> Quantity {
    of(monthly * f64::from(days) / 30.0 * 0.15, format!("{name} × {days} / 30 days × 0.15 of it after compression"))
}
