//! Alarms, composites and events as their templates print them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::model::Architecture;
use crate::plan::alarms::{Alarm, Event, Measure, Metric, Priority};
use crate::plan::{Expression, names, security};

/// `aws_cloudwatch_metric_alarm`.
#[derive(Debug, Serialize)]
pub(super) struct AlarmView {
    label: String,
    name: String,
    description: String,
    priority: Priority,
    tells_the_end: bool,
    metric: Option<MetricView>,
    expression: Option<String>,
    expression_label: Option<&'static str>,
    queries: Vec<MetricQuery>,
    period: u32,
    evaluation_periods: u32,
    datapoints_to_alarm: u32,
    threshold: u64,
    comparison: &'static str,
    missing_data: &'static str,
    missing_why: &'static str,
}

#[derive(Debug, Serialize)]
struct MetricView {
    namespace: Cow<'static, str>,
    metric_name: &'static str,
    statistic: &'static str,
    dimensions: Vec<DimensionView>,
}

#[derive(Debug, Serialize)]
pub(super) struct DimensionView {
    name: &'static str,
    value: Expression,
}

#[derive(Debug, Serialize)]
struct MetricQuery {
    id: &'static str,
    metric: MetricView,
}

/// A metric's dimensions, as expressions.
pub(super) fn dimensions(metric: &Metric) -> Vec<DimensionView> {
    metric.dimensions.iter().map(|dimension| DimensionView { name: dimension.name, value: dimension.value.expression() }).collect()
}

impl From<&Metric> for MetricView {
    fn from(metric: &Metric) -> Self {
        Self {
            namespace: metric.namespace.clone(),
            metric_name: metric.metric_name,
            statistic: metric.statistic,
            dimensions: dimensions(metric),
        }
    }
}

impl From<&Alarm> for AlarmView {
    fn from(alarm: &Alarm) -> Self {
        let (metric, expression, expression_label, queries) = match &alarm.measure {
            Measure::Metric(metric) => (Some(metric.into()), None, None, Vec::new()),
            Measure::Math { expression, label, metrics } => {
                let queries = metrics.iter().map(|(id, metric)| MetricQuery { id, metric: metric.into() }).collect();
                (None, Some(expression.clone()), Some(*label), queries)
            }
        };
        Self {
            label: alarm.label.clone(),
            name: alarm.name.clone(),
            description: alarm.description(),
            priority: alarm.priority,
            tells_the_end: alarm.priority.tells_the_end(),
            metric,
            expression,
            expression_label,
            queries,
            period: alarm.period,
            evaluation_periods: alarm.evaluation_periods,
            datapoints_to_alarm: alarm.datapoints_to_alarm,
            threshold: alarm.threshold,
            comparison: alarm.comparison.as_str(),
            missing_data: alarm.missing_data.as_str(),
            missing_why: alarm.missing_data.why(),
        }
    }
}

/// `aws_cloudwatch_composite_alarm`.
#[derive(Debug, Serialize)]
pub(super) struct CompositeView {
    label: String,
    name: String,
    description: String,
    /// Labels of the alarms that it is made of.
    alarms: Vec<String>,
}

/// One for each service, of its P1 and P2 alarms.
pub(super) fn composites(architecture: &Architecture, alarms: &[Alarm]) -> Vec<CompositeView> {
    let of = |service| {
        let own = alarms.iter().filter(move |alarm| alarm.service.as_ref() == Some(service) && alarm.priority <= Priority::P2);
        own.map(|alarm| alarm.label.clone()).collect::<Vec<_>>()
    };
    architecture
        .services
        .keys()
        .map(|service| CompositeView {
            label: security::service_module(service),
            name: names::service(architecture, service),
            description: format!("Service {service} is not served as it should be: one of its P1 or P2 alarms is on."),
            alarms: of(service),
        })
        .filter(|composite| !composite.alarms.is_empty())
        .collect()
}

/// `aws_cloudwatch_event_rule` and its target.
#[derive(Debug, Serialize)]
pub(super) struct EventView {
    label: String,
    name: String,
    priority: Priority,
    meaning: String,
    source: Expression,
    detail_type: Expression,
    detail: BTreeMap<String, Expression>,
    quotes: BTreeMap<&'static str, &'static str>,
    /// The message as a JSON string.
    template: String,
}

impl From<&Event> for EventView {
    fn from(event: &Event) -> Self {
        Self {
            label: event.label.clone(),
            name: event.name.clone(),
            priority: event.priority,
            meaning: event.meaning.clone(),
            source: inline(&event.pattern["source"]),
            detail_type: inline(&event.pattern["detail-type"]),
            detail: event.pattern["detail"].as_object().into_iter().flatten().map(|(name, value)| (name.clone(), inline(value))).collect(),
            quotes: event.quotes.clone(),
            template: format!("\"{}\"", event.message),
        }
    }
}

/// A part of a pattern on one line. Patterns hold names and event types: nothing that HCL would read differently from JSON.
fn inline(value: &Value) -> Expression {
    Expression(match value {
        Value::Array(values) => format!("[{}]", values.iter().map(|value| inline(value).0).collect::<Vec<_>>().join(", ")),
        Value::Object(entries) => {
            let entries: Vec<String> = entries.iter().map(|(key, value)| format!("{key} = {}", inline(value).0)).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        other => other.to_string(),
    })
}
