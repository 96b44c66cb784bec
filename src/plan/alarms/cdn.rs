//! Alarms of the CDN: only where everything runs in us-east-1, since CloudFront's metrics are kept there and an alarm must be beside them.

use super::alarm::{Advice, Rule, Scope};
use super::{Alarm, Comparison, Measure, MissingData, Priority, metrics};
use crate::model::Architecture;
use crate::plan::names;

pub(super) fn alarms(architecture: &Architecture) -> Vec<Alarm> {
    if architecture.cdn.is_none() || architecture.region.as_str() != "us-east-1" {
        return Vec::new();
    }
    let scope = Scope { name: format!("{}-cdn", names::prefix(architecture)), label: "cdn".to_owned(), service: None };
    let percent = architecture.observability.error_rate_percent;
    let rule = Rule {
        comparison: Comparison::Above,
        threshold: percent.get().into(),
        period: 60,
        evaluation_periods: 5,
        datapoints_to_alarm: 3,
        missing_data: MissingData::NotBreaching,
    };
    vec![scope.alarm(
        "5xx",
        Priority::P2,
        Measure::Metric(metrics::distribution("5xxErrorRate", "Average")),
        &rule,
        Advice {
            meaning: format!("More than {percent} % of what the CDN answers is a 5xx."),
            look_at: [
                "The alarms of the load balancer and the services: whether it is the origin.".to_owned(),
                "The CDN's access logs: which paths, and whether 502 and 504 are CloudFront's own.".to_owned(),
                "The AWS Health dashboard: whether CloudFront has an issue.".to_owned(),
            ],
            stop_the_bleeding: "If the origin fails, heal it first; if one release of the frontend does, upload the one before.".to_owned(),
        },
    )]
}
