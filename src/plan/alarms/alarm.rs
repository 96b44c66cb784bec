//! What an alarm consists of.

use std::borrow::Cow;

use serde::Serialize;

use super::Reference;
use crate::model::Name;
use crate::plan::Expression;

/// Who is told, and how urgently. Source: the alerting hierarchy that [`crate::plan::observability::PRIORITIES`] describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    /// Nobody is served, or data is at risk.
    P1,
    /// Some are not served, or a zone is lost.
    P2,
    /// It works, but not for long, or costs more than it should.
    P3,
    /// Good to know.
    P4,
}

impl Priority {
    /// As in names of topics: `p1`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::P1 => "p1",
            Self::P2 => "p2",
            Self::P3 => "p3",
            Self::P4 => "p4",
        }
    }

    /// Whether its end is told as well: whoever was woken wants to know that it is over.
    pub const fn tells_the_end(self) -> bool {
        matches!(self, Self::P1 | Self::P2)
    }
}

impl Serialize for Priority {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// How a value is compared with the threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `value < threshold`.
    Below,
    /// `value > threshold`.
    Above,
    /// `value >= threshold`.
    AtLeast,
}

impl Comparison {
    /// As CloudWatch writes it. Source: CloudWatch API, `PutMetricAlarm`, `ComparisonOperator`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Below => "LessThanThreshold",
            Self::Above => "GreaterThanThreshold",
            Self::AtLeast => "GreaterThanOrEqualToThreshold",
        }
    }
}

/// What no data means. Source: CloudWatch API, `PutMetricAlarm`, `TreatMissingData`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingData {
    /// Silence is the failure.
    Breaching,
    /// The metric is there only while something happens.
    NotBreaching,
    /// Nobody knows: the alarm says so by its state, `INSUFFICIENT_DATA`.
    Missing,
}

impl MissingData {
    /// As CloudWatch writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Breaching => "breaching",
            Self::NotBreaching => "notBreaching",
            Self::Missing => "missing",
        }
    }

    /// Why it was chosen, for the comment beside it.
    pub const fn why(self) -> &'static str {
        match self {
            Self::Breaching => "Silence is the failure itself.",
            Self::NotBreaching => "The metric is there only while something happens.",
            Self::Missing => "Without data nobody knows: the alarm then shows INSUFFICIENT_DATA instead of a green light.",
        }
    }
}

/// One metric in CloudWatch.
#[derive(Clone, Debug)]
pub struct Metric {
    /// `AWS/…`, or the service's own.
    pub namespace: Cow<'static, str>,
    /// Its name.
    pub metric_name: &'static str,
    /// `Sum`, `Average`, `Minimum`, `Maximum`, or a percentile such as `p99`.
    pub statistic: &'static str,
    /// What it is a metric of. Only metrics made by a metric filter have none: their namespace says whose they are.
    pub dimensions: Vec<Dimension>,
}

/// One dimension of a metric.
#[derive(Clone, Debug)]
pub struct Dimension {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: DimensionValue,
}

/// What a dimension is set to.
#[derive(Clone, Debug)]
pub enum DimensionValue {
    /// A fixed text, such as a zone.
    Literal(String),
    /// An attribute of a resource in another module.
    Reference(Reference),
}

impl DimensionValue {
    /// As it is written inside the observability module.
    pub fn expression(&self) -> Expression {
        match self {
            Self::Literal(text) => Expression(format!("\"{text}\"")),
            Self::Reference(reference) => reference.expression(),
        }
    }
}

/// What is compared with the threshold.
#[derive(Clone, Debug)]
pub enum Measure {
    /// A metric as it is.
    Metric(Metric),
    /// Several, by id, and what is computed from them.
    Math {
        /// CloudWatch metric math over the ids.
        expression: String,
        /// What it comes to, for graphs.
        label: &'static str,
        /// The metrics by id.
        metrics: Vec<(&'static str, Metric)>,
    },
}

impl Measure {
    /// Every metric in it.
    pub fn metrics(&self) -> Vec<&Metric> {
        match self {
            Self::Metric(metric) => vec![metric],
            Self::Math { metrics, .. } => metrics.iter().map(|(_, metric)| metric).collect(),
        }
    }
}

/// A CloudWatch alarm, and what to do when it fires.
#[derive(Clone, Debug)]
pub struct Alarm {
    /// Terraform label in the observability module, unique there: `web_no_healthy_host`.
    pub label: String,
    /// Name in CloudWatch, unique in the account and region, and heading in the runbook: `shop-dev-web-no-healthy-host`.
    pub name: String,
    /// Whose topic it goes to.
    pub priority: Priority,
    /// The service it is about, if it is about one.
    pub service: Option<Name>,
    /// What is watched.
    pub measure: Measure,
    /// Seconds that one value covers. Source: CloudWatch API: 10, 20, 30 or a multiple of 60.
    pub period: u32,
    /// Values that are looked at.
    pub evaluation_periods: u32,
    /// Values among these that have to be beyond the threshold.
    pub datapoints_to_alarm: u32,
    /// The limit.
    pub threshold: u64,
    /// The side of the limit that is bad.
    pub comparison: Comparison,
    /// What no data means.
    pub missing_data: MissingData,
    /// What has happened when it fires, in a sentence or two.
    pub meaning: String,
    /// The first three things to look at.
    pub look_at: [String; 3],
    /// What to do before the cause is known.
    pub stop_the_bleeding: String,
}

impl Alarm {
    /// Heading in `RUNBOOK.md`, and so its anchor: names hold only what an anchor keeps as it is.
    pub fn anchor(&self) -> &str {
        &self.name
    }

    /// The alarm's description: what it means, and where to read on.
    pub fn description(&self) -> String {
        format!("{} See RUNBOOK.md#{}", self.meaning, self.anchor())
    }
}

/// Whose alarms are made: where their names start.
pub(super) struct Scope {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) service: Option<Name>,
}

/// An alarm's numbers.
pub(super) struct Rule {
    pub(super) comparison: Comparison,
    pub(super) threshold: u64,
    pub(super) period: u32,
    pub(super) evaluation_periods: u32,
    pub(super) datapoints_to_alarm: u32,
    pub(super) missing_data: MissingData,
}

/// What people read.
pub(super) struct Advice {
    pub(super) meaning: String,
    pub(super) look_at: [String; 3],
    pub(super) stop_the_bleeding: String,
}

impl Scope {
    /// One alarm of this scope; `what` is hyphenated and ends its name.
    pub(super) fn alarm(&self, what: &str, priority: Priority, measure: Measure, rule: &Rule, advice: Advice) -> Alarm {
        Alarm {
            label: format!("{}_{}", self.label, what.replace('-', "_")),
            name: format!("{}-{what}", self.name),
            priority,
            service: self.service.clone(),
            measure,
            period: rule.period,
            evaluation_periods: rule.evaluation_periods,
            datapoints_to_alarm: rule.datapoints_to_alarm,
            threshold: rule.threshold,
            comparison: rule.comparison,
            missing_data: rule.missing_data,
            meaning: advice.meaning,
            look_at: advice.look_at,
            stop_the_bleeding: advice.stop_the_bleeding,
        }
    }
}
