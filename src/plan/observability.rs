//! The observability module: what is watched, and who is told of what.

mod alerts;
mod dashboard;
mod queries;
mod spending;

use std::collections::BTreeMap;

use serde::Serialize;

use self::alerts::{AlarmView, CompositeView, EventView};
use self::dashboard::Widget;
use self::queries::QueryView;
use self::spending::BudgetView;
use super::alarms::{Alarm, DimensionValue, Event, Metric, Reference, events, root_login};
use super::{Input, Module, Output, View, keys, names};
use crate::model::Architecture;

/// The journey's alerting hierarchy: identifier, what it is for.
pub const PRIORITIES: [(&str, &str); 4] = [
    ("p1", "critical: nobody is served, or data is at risk"),
    ("p2", "high: some are not served, or a zone is lost"),
    ("p3", "medium: it works, but not for long, or costs more than it should"),
    ("p4", "low: good to know"),
];

/// What the observability templates print.
#[derive(Debug, Serialize)]
pub struct ObservabilityView {
    name: String,
    topics: Vec<TopicView>,
    alarms: Vec<AlarmView>,
    composites: Vec<CompositeView>,
    events: Vec<EventView>,
    dashboard: Vec<Widget>,
    queries: Vec<QueryView>,
    budget: Option<BudgetView>,
    account: Option<AccountView>,
}

#[derive(Debug, Serialize)]
struct TopicView {
    priority: &'static str,
    name: String,
    display_name: String,
}

/// The metric filter on the account's CloudTrail.
#[derive(Debug, Serialize)]
struct AccountView {
    log_group_name: String,
    namespace: String,
    metric_name: &'static str,
}

impl ObservabilityView {
    /// The files this environment's observability has.
    pub fn files(&self) -> Vec<&'static str> {
        let mut files = vec!["main.tf", "events.tf", "dashboard.tf", "queries.tf"];
        if !self.alarms.is_empty() {
            files.push("alarms.tf");
        }
        if self.budget.is_some() {
            files.push("budget.tf");
        }
        if self.account.is_some() {
            files.push("account.tf");
        }
        files
    }
}

/// Plans the module, which has the environment's alarms.
pub fn module(architecture: &Architecture, alarms: &[Alarm]) -> Module {
    let dashboard = dashboard::widgets(architecture, alarms);
    let queries = queries::queries(architecture);
    let inputs = inputs(alarms, &dashboard, &queries);
    Module {
        name: "observability".to_owned(),
        summary: "Alarms and events with a topic for every priority, one dashboard, and saved queries for the weekly review.".to_owned(),
        inputs,
        outputs: outputs(),
        view: View::Observability(Box::new(view(architecture, alarms, dashboard, queries))),
    }
}

fn view(architecture: &Architecture, alarms: &[Alarm], dashboard: Vec<Widget>, queries: Vec<QueryView>) -> ObservabilityView {
    let prefix = names::prefix(architecture);
    ObservabilityView {
        topics: PRIORITIES
            .iter()
            .map(|(priority, _)| TopicView {
                priority,
                name: format!("{prefix}-{priority}"),
                display_name: format!("{prefix} {}", priority.to_uppercase()),
            })
            .collect(),
        alarms: alarms.iter().map(AlarmView::from).collect(),
        composites: alerts::composites(architecture, alarms),
        events: events(architecture).iter().map(|event: &Event| EventView::from(event)).collect(),
        dashboard,
        queries,
        budget: architecture.budget.as_ref().map(|budget| spending::budget(architecture, budget)),
        account: architecture.observability.cloudtrail_log_group_name.as_ref().map(|log_group| AccountView {
            log_group_name: log_group.to_string(),
            namespace: root_login::namespace(architecture),
            metric_name: root_login::METRIC,
        }),
        name: prefix,
    }
}

/// How many composite alarms there are.
pub fn composites(architecture: &Architecture, alarms: &[Alarm]) -> usize {
    alerts::composites(architecture, alarms).len()
}

/// Whatever alarms, graphs and queries refer to, each once, and who is told.
fn inputs(alarms: &[Alarm], dashboard: &[Widget], queries: &[QueryView]) -> Vec<Input> {
    let of_alarms = alarms.iter().flat_map(|alarm| alarm.measure.metrics());
    let of_metrics = of_alarms.chain(dashboard.iter().flat_map(Widget::metrics)).flat_map(references);
    let outputs: BTreeMap<_, _> = of_metrics
        .chain(queries.iter().map(QueryView::reference))
        .map(|reference| ((&reference.owner, reference.output), reference))
        .collect();
    let mut inputs: Vec<Input> = outputs.into_values().map(Reference::input).collect();
    inputs.push(Input::string("kms_key_arn", "ARN of the key that topics are encrypted with.", keys::key_arn()));
    inputs.extend(subscribers());
    inputs.sort_by(|a, b| a.name.cmp(&b.name));
    inputs
}

fn references(metric: &Metric) -> impl Iterator<Item = &Reference> {
    metric.dimensions.iter().filter_map(|dimension| match &dimension.value {
        DimensionValue::Reference(reference) => Some(reference),
        DimensionValue::Literal(_) => None,
    })
}

fn outputs() -> Vec<Output> {
    let mut outputs = vec![Output::new("dashboard_name", "Name of the dashboard.", "aws_cloudwatch_dashboard.this.dashboard_name")];
    outputs.extend(PRIORITIES.iter().map(|(priority, _)| {
        let description = format!("ARN of the topic for {}.", priority.to_uppercase());
        Output::new(format!("{priority}_topic_arn"), description, format!("aws_sns_topic.{priority}.arn"))
    }));
    outputs
}

/// Who is told is what only the deployer knows: variables of the root, empty unless set.
pub fn subscribers() -> Vec<Input> {
    PRIORITIES
        .iter()
        .flat_map(|(priority, meaning)| {
            let upper = priority.to_uppercase();
            let of = |kind: &str, what: &str| {
                let name = format!("{priority}_{kind}");
                Input::strings(name.clone(), format!("{what} that are told of {upper} ({meaning})."), format!("var.{name}"))
            };
            [of("emails", "E-mail addresses"), of("https_endpoints", "HTTPS endpoints")]
        })
        .collect()
}
