//! Who is told of what, the most urgent first.

use serde::Serialize;

use super::anchor::anchor;
use super::page::Subject;
use super::table::{Cell, Link, Table};
use crate::plan::alarms::{Alarm, Comparison, Measure, Metric, Priority, alarms, events};
use crate::plan::names;
use crate::plan::observability::PRIORITIES;

/// The section: a table for each priority.
#[derive(Debug, Serialize)]
pub(super) struct Section {
    priorities: Vec<Level>,
}

#[derive(Debug, Serialize)]
struct Level {
    name: String,
    meaning: &'static str,
    table: Option<Table>,
}

/// How many alarms and events there are of a priority.
pub(super) fn count(subject: &Subject<'_>, priority: &str) -> usize {
    let alarms = alarms(subject.architecture).iter().filter(|alarm| alarm.priority.as_str() == priority).count();
    alarms
        + subscriptions(subject).filter(|(of, ..)| *of == priority).count()
        + events(subject.architecture).iter().filter(|event| event.priority.as_str() == priority).count()
}

pub(super) fn section(subject: &Subject<'_>) -> Section {
    let level = |(priority, meaning): &(&str, &'static str)| Level {
        name: priority.to_uppercase(),
        meaning,
        table: table(subject, priority).filled(),
    };
    Section { priorities: PRIORITIES.iter().map(level).collect() }
}

fn table(subject: &Subject<'_>, priority: &str) -> Table {
    let of = |other: Priority| other.as_str() == priority;
    let columns = ["name", "service", "fires when", "what it means", "first"];
    let mut table = Table::new(format!("{}: {}", subject.name, priority.to_uppercase()), &columns);
    let id = |name: &str| anchor(["env", subject.name, "alarm", name]);
    for alarm in alarms(subject.architecture).iter().filter(|alarm| of(alarm.priority)) {
        table.row([
            Cell::code(&alarm.name).id(id(&alarm.name)),
            Cell::code(alarm.service.as_ref().map_or("", |name| name.as_str())),
            Cell::text(condition(alarm)).note(Some(Link::plain(format!("aws_cloudwatch_metric_alarm.{}", alarm.label)))),
            Cell::text(&alarm.meaning),
            Cell::text(&alarm.stop_the_bleeding),
        ]);
    }
    for event in events(subject.architecture).iter().filter(|event| of(event.priority)) {
        table.row([
            Cell::code(&event.name).id(id(&event.name)),
            Cell::text(""),
            Cell::text("AWS publishes it").note(Some(Link::plain(format!("aws_cloudwatch_event_rule.{}", event.label)))),
            Cell::text(&event.meaning),
            Cell::text(&event.stop_the_bleeding),
        ]);
    }
    for (_, name, what, resource) in subscriptions(subject).filter(|(of, ..)| *of == priority) {
        let published =
            Cell::text(format!("RDS publishes {what}")).note(Some(Link::plain(format!("aws_db_event_subscription.{resource}"))));
        table.row([Cell::code(&name).id(id(&name)), Cell::text(""), published, Cell::text(""), Cell::text("")]);
    }
    table
}

/// What databases tell by themselves: priority, name, what is told, and the resource in `modules/database/events.tf`.
fn subscriptions<'s>(subject: &'s Subject<'_>) -> impl Iterator<Item = (&'static str, String, &'static str, &'static str)> + 's {
    let of = |(name, _)| {
        let database = names::database(subject.architecture, name);
        [("p1", "a failover or a failure", "failover"), ("p4", "announced maintenance", "maintenance")]
            .map(|(priority, what, resource)| (priority, format!("{database}-{resource}"), what, resource))
    };
    subject.architecture.databases.iter().flat_map(of)
}

/// `Maximum of AWS/RDS CPUUtilization > 80 in 3 of 3 periods of 60 s`
fn condition(alarm: &Alarm) -> String {
    let metric = |metric: &Metric| format!("{} of {} {}", metric.statistic, metric.namespace, metric.metric_name);
    let measure = match &alarm.measure {
        Measure::Metric(one) => metric(one),
        Measure::Math { expression, metrics, .. } => {
            let ids: Vec<String> = metrics.iter().map(|(id, one)| format!("{id}: {}", metric(one))).collect();
            format!("{expression} ({})", ids.join(", "))
        }
    };
    let side = match alarm.comparison {
        Comparison::Below => "<",
        Comparison::Above => ">",
        Comparison::AtLeast => "≥",
    };
    let Alarm { threshold, datapoints_to_alarm, evaluation_periods, period, .. } = alarm;
    format!("{measure} {side} {threshold} in {datapoints_to_alarm} of {evaluation_periods} periods of {period} s")
}
