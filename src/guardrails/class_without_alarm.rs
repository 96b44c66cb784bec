//! Something that has to wake somebody, and nothing that would.

use super::finding::{Route, route};
use super::judge::Judge;
use crate::model::Architecture;
use crate::plan::alarms::{Alarm, alarms};

/// A class of trouble that the model cannot always see by itself.
struct Class {
    /// What nobody is told of.
    what: &'static str,
    /// Whether it can happen here.
    possible: bool,
    /// Metrics, any of which shows it.
    shown_by: &'static [&'static str],
    /// What decides about it.
    at: Route,
    why: &'static str,
    help: &'static str,
}

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    if !judge.is(architecture.production) {
        return;
    }
    let alarms = alarms(architecture);
    for class in classes(architecture).into_iter().filter(|class| class.possible) {
        let watched = alarms.iter().any(|alarm| shows(alarm, class.shown_by));
        if judge.is(!watched) {
            let message = format!("environment `{}` is in production and nobody is told of {}", architecture.environment, class.what);
            judge.report(judge.finding(message, route(["production"]), class.why).related(class.at, "").help(class.help));
        }
    }
}

fn classes(architecture: &Architecture) -> [Class; 2] {
    [
        Class {
            what: "a breach of the account (P1)",
            possible: true,
            shown_by: &["RootLogin"],
            at: route(["observability", "cloudtrail_log_group_name"]),
            why: "a login of the root user is seen in CloudTrail's log group, and none is named",
            help: "name the log group that the account's CloudTrail writes to: `cloudtrail_log_group_name` in `observability`",
        },
        Class {
            what: "a high rate of errors (P2)",
            possible: architecture.cdn.is_some(),
            shown_by: &["5xxErrorRate", "HTTPCode_Target_5XX_Count"],
            at: route(["region"]),
            why: "CloudFront's metrics are kept in us-east-1, and an alarm must be beside them",
            help: "watch `5xxErrorRate` of the distribution by an alarm of your own in us-east-1, and allow this rule",
        },
    ]
}

fn shows(alarm: &Alarm, metrics: &[&str]) -> bool {
    alarm.measure.metrics().iter().any(|metric| metrics.contains(&metric.metric_name))
}
