//! Values before and after, one line each; the only place that prints a value of a plan.

use std::collections::BTreeSet;

use serde_json::Value;

use super::markup::{inert, quoted};
use super::plan::Change;

const NULL: Value = Value::Null;
const MARKED: Value = Value::Bool(true);

/// What stands in for a value that must not be shown.
const SENSITIVE: &str = "(sensitive value)";

/// What stands in for a value that nobody knows yet.
const UNKNOWN: &str = "(known after apply)";

/// What differs, one argument a line, sorted: `ami: "a" -> "b"  # forces replacement`.
pub(super) fn lines(change: &Change) -> Vec<String> {
    let mut walk =
        Walk { replaced: change.replace_paths.iter().filter_map(steps).collect(), lines: Vec::new(), path: Vec::new(), text: false };
    walk.visit(&Node {
        before: &change.before,
        after: &change.after,
        unknown: &change.after_unknown,
        before_sensitive: &change.before_sensitive,
        after_sensitive: &change.after_sensitive,
    });
    walk.lines
}

/// One place in the values, and what every tree says about it.
#[derive(Clone, Copy)]
struct Node<'a> {
    before: &'a Value,
    after: &'a Value,
    unknown: &'a Value,
    before_sensitive: &'a Value,
    after_sensitive: &'a Value,
}

impl<'a> Node<'a> {
    fn sensitive(&self) -> bool {
        marks(self.before_sensitive) || marks(self.after_sensitive)
    }

    /// Whether there is anything below that is not simply a value.
    fn marked_below(&self) -> bool {
        self.sensitive() || any_mark(self.before_sensitive) || any_mark(self.after_sensitive) || any_mark(self.unknown)
    }

    fn child(&self, step: &Step) -> Node<'a> {
        Node {
            before: step.of(self.before),
            after: step.of(self.after),
            unknown: step.mark(self.unknown),
            before_sensitive: step.mark(self.before_sensitive),
            after_sensitive: step.mark(self.after_sensitive),
        }
    }

    /// The steps below, or none where this is a value to be shown as a whole.
    fn steps(&self) -> Vec<Step> {
        let trees = [self.before, self.after, self.unknown];
        if trees.iter().all(|tree| matches!(tree, Value::Object(_) | Value::Null | Value::Bool(false))) {
            let keys: BTreeSet<&String> = trees.iter().filter_map(|tree| tree.as_object()).flat_map(|map| map.keys()).collect();
            return keys.into_iter().map(|key| Step::Key(key.clone())).collect();
        }
        let lists = trees.iter().all(|tree| matches!(tree, Value::Array(_) | Value::Null | Value::Bool(false)));
        let composite = |tree: &Value| tree.as_array().is_some_and(|list| list.iter().any(|item| item.is_object() || item.is_array()));
        if !lists || !(self.marked_below() || trees.iter().any(|tree| composite(tree))) {
            return Vec::new();
        }
        let longest = trees.iter().filter_map(|tree| tree.as_array()).map(Vec::len).max().unwrap_or(0);
        (0..longest).map(Step::Index).collect()
    }
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Key(String),
    Index(usize),
}

impl Step {
    fn of<'a>(&self, tree: &'a Value) -> &'a Value {
        match self {
            Self::Key(key) => tree.get(key),
            Self::Index(index) => tree.get(index),
        }
        .unwrap_or(&NULL)
    }

    /// What a tree of marks says about this step. A mark covers everything below it; one of another shape than the values covers all.
    fn mark<'a>(&self, marks_of: &'a Value) -> &'a Value {
        match (self, marks_of) {
            (_, Value::Null | Value::Bool(false)) => &NULL,
            (Self::Key(_), Value::Object(_)) | (Self::Index(_), Value::Array(_)) => self.of(marks_of),
            (_, other) if marks(other) || any_mark(other) => &MARKED,
            _ => &NULL,
        }
    }
}

/// Whether a mark stands here. What is neither a tree nor `false` is taken for one.
fn marks(mark: &Value) -> bool {
    !matches!(mark, Value::Null | Value::Bool(false) | Value::Object(_) | Value::Array(_))
}

/// Whether a mark stands here or anywhere below.
fn any_mark(mark: &Value) -> bool {
    match mark {
        Value::Object(map) => map.values().any(any_mark),
        Value::Array(list) => list.iter().any(any_mark),
        _ => marks(mark),
    }
}

struct Walk {
    replaced: Vec<Vec<Step>>,
    lines: Vec<String>,
    path: Vec<Step>,
    /// Inside a text that holds JSON: texts in there are left as they are.
    text: bool,
}

impl Walk {
    fn visit(&mut self, node: &Node<'_>) {
        if node.sensitive() {
            if node.before != node.after || any_mark(node.unknown) {
                self.line(node, SENSITIVE, SENSITIVE);
            }
            return;
        }
        if marks(node.unknown) {
            return self.line(node, &shown(node.before), UNKNOWN);
        }
        if node.before == node.after && !any_mark(node.unknown) {
            return;
        }
        let steps = node.steps();
        if steps.is_empty() {
            return self.leaf(node);
        }
        for step in steps {
            let child = node.child(&step);
            self.path.push(step);
            self.visit(&child);
            self.path.pop();
        }
    }

    fn leaf(&mut self, node: &Node<'_>) {
        // Marks that the values have no place for: nothing here can be trusted to be harmless.
        if node.marked_below() {
            return self.line(node, SENSITIVE, SENSITIVE);
        }
        if let (false, Some(before), Some(after)) = (self.text, document(node.before), document(node.after)) {
            self.text = true;
            self.visit(&Node { before: &before, after: &after, ..*node });
            self.text = false;
            return;
        }
        self.line(node, &shown(node.before), &shown(node.after));
    }

    fn line(&mut self, node: &Node<'_>, before: &str, after: &str) {
        let path = self.path.iter().enumerate().map(|(index, step)| match step {
            Step::Key(key) if index == 0 => inert(key),
            Step::Key(key) => format!(".{}", inert(key)),
            Step::Index(index) => format!("[{index}]"),
        });
        let mut line: String = path.collect();
        if !line.is_empty() {
            line.push_str(": ");
        }
        match (node.before.is_null(), node.after.is_null() && !any_mark(node.unknown)) {
            (true, _) => line.push_str(after),
            (false, true) => line.push_str(&format!("{before} -> null")),
            (false, false) => line.push_str(&format!("{before} -> {after}")),
        }
        if self.replaced.iter().any(|replaced| self.path.starts_with(replaced)) {
            line.push_str("  # forces replacement");
        }
        self.lines.push(line);
    }
}

/// A text that holds a JSON object or list, such as a policy; nothing is a part of any.
fn document(value: &Value) -> Option<Value> {
    match value {
        Value::Null => Some(Value::Null),
        Value::String(text) if text.starts_with(['{', '[']) => serde_json::from_str(text).ok(),
        _ => None,
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        other => inert(&other.to_string()),
    }
}

/// A path of the plan: names and numbers. One with a step of another kind says nothing, and might be a value.
fn steps(path: &Value) -> Option<Vec<Step>> {
    let step = |step: &Value| match step {
        Value::String(key) => Some(Step::Key(key.clone())),
        Value::Number(index) => index.as_u64().and_then(|index| usize::try_from(index).ok()).map(Step::Index),
        _ => None,
    };
    path.as_array()?.iter().map(step).collect()
}
