//! The dashboard: one page an environment, most urgent first. Source: CloudWatch API reference, "Dashboard body structure and syntax".

mod graphs;
mod grid;

use std::borrow::Cow;

use serde::Serialize;

use self::graphs::Graph;
use self::grid::Grid;
use super::alerts::DimensionView;
use crate::model::Architecture;
use crate::plan::alarms::{Alarm, Metric, Priority};
use crate::plan::names;

/// One widget on a grid of 24 columns.
#[derive(Debug, Serialize)]
pub(super) struct Widget {
    kind: &'static str,
    x: u32,
    y: u32,
    width: u32,
    height: u32,
    title: Option<String>,
    markdown: Option<String>,
    /// Labels of alarms.
    alarms: Vec<String>,
    graph: Option<GraphView>,
}

/// What a graph shows.
#[derive(Debug, Serialize)]
struct GraphView {
    region: String,
    stacked: bool,
    period: u32,
    lines: Vec<LineView>,
    limits: Vec<Limit>,
}

#[derive(Debug, Serialize)]
struct LineView {
    namespace: Cow<'static, str>,
    metric_name: &'static str,
    statistic: &'static str,
    label: String,
    dimensions: Vec<DimensionView>,
    #[serde(skip)]
    metric: Metric,
}

/// A horizontal line.
#[derive(Clone, Debug, Serialize)]
struct Limit {
    label: String,
    value: u64,
}

impl Widget {
    /// Every metric in it.
    pub(super) fn metrics(&self) -> impl Iterator<Item = &Metric> {
        self.graph.iter().flat_map(|graph| graph.lines.iter().map(|line| &line.metric))
    }
}

/// Alarms that one widget takes. Source: CloudWatch API reference, "Alarm widget object".
const ALARMS: usize = 100;

/// Every widget, placed.
pub(super) fn widgets(architecture: &Architecture, alarms: &[Alarm]) -> Vec<Widget> {
    let mut grid = Grid::new(architecture.region.as_str());
    grid.text(&format!(
        "# {}\n\nWhat an alarm means and what to do about it is in `RUNBOOK.md`, under the alarm's name.",
        names::prefix(architecture)
    ));
    let urgent = alarms.iter().filter(|alarm| alarm.priority <= Priority::P2).map(|alarm| alarm.label.clone()).take(ALARMS).collect();
    grid.alarms("P1 and P2", urgent);
    for (name, service) in &architecture.services {
        grid.text(&format!("## Service {name}"));
        for row in graphs::service(architecture, name, service) {
            grid.row(row);
        }
    }
    for (name, database) in &architecture.databases {
        grid.text(&format!("## Database {name}"));
        for row in graphs::database(name, database) {
            grid.row(row);
        }
    }
    if architecture.cdn.is_some() {
        grid.text("## CDN");
        grid.row(graphs::cdn());
    }
    grid.text("## Network and cost");
    grid.row(graphs::cost(architecture));
    grid.widgets()
}

/// A graph that has not been placed yet.
fn placed(graph: Graph, region: &str) -> GraphView {
    GraphView {
        region: graph.region.unwrap_or(region).to_owned(),
        stacked: graph.stacked,
        period: graph.period,
        lines: graph
            .lines
            .into_iter()
            .map(|(label, metric)| LineView {
                namespace: metric.namespace.clone(),
                metric_name: metric.metric_name,
                statistic: metric.statistic,
                label,
                dimensions: super::alerts::dimensions(&metric),
                metric,
            })
            .collect(),
        limits: graph.limits,
    }
}
