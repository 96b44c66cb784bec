//! Where widgets go: rows of the same height, from the top.

use super::graphs::Graph;
use super::{Widget, placed};

/// Columns of a dashboard.
const COLUMNS: u32 = 24;

/// Height of a row of graphs.
const GRAPH: u32 = 6;

/// Height of a text of a heading and, at most, two lines.
const TEXT: u32 = 2;

/// Alarms that one line of the alarm widget holds at full width.
const ALARMS_A_LINE: usize = 4;

/// Widgets placed so far.
pub(super) struct Grid<'a> {
    region: &'a str,
    y: u32,
    widgets: Vec<Widget>,
}

impl<'a> Grid<'a> {
    pub(super) fn new(region: &'a str) -> Self {
        Self { region, y: 0, widgets: Vec::new() }
    }

    pub(super) fn text(&mut self, markdown: &str) {
        self.full("text", TEXT, |widget| Widget { markdown: Some(markdown.to_owned()), ..widget });
    }

    pub(super) fn alarms(&mut self, title: &str, alarms: Vec<String>) {
        if !alarms.is_empty() {
            let height = 2 + u32::try_from(alarms.len().div_ceil(ALARMS_A_LINE)).unwrap_or(u32::MAX - 2);
            self.full("alarm", height, |widget| Widget { title: Some(title.to_owned()), alarms, ..widget });
        }
    }

    /// Graphs side by side, each as wide as the others.
    pub(super) fn row(&mut self, graphs: Vec<Graph>) {
        let graphs: Vec<Graph> = graphs.into_iter().filter(|graph| !graph.lines.is_empty()).collect();
        let Some(width) = u32::try_from(graphs.len()).ok().and_then(|count| COLUMNS.checked_div(count)) else { return };
        for (x, graph) in (0..).step_by(width as usize).zip(graphs) {
            let title = Some(graph.title.to_owned());
            let widget = Widget { x, width, height: GRAPH, title, graph: Some(placed(graph, self.region)), ..self.blank("metric") };
            self.widgets.push(widget);
        }
        self.y += GRAPH;
    }

    pub(super) fn widgets(self) -> Vec<Widget> {
        self.widgets
    }

    fn full(&mut self, kind: &'static str, height: u32, fill: impl FnOnce(Widget) -> Widget) {
        let widget = fill(Widget { width: COLUMNS, height, ..self.blank(kind) });
        self.widgets.push(widget);
        self.y += height;
    }

    fn blank(&self, kind: &'static str) -> Widget {
        Widget { kind, x: 0, y: self.y, width: 0, height: 0, title: None, markdown: None, alarms: Vec::new(), graph: None }
    }
}
