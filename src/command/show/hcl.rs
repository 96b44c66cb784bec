//! The resolved architecture as an architecture file: it can be rendered, and renders to the same.

use anyhow::{Context as _, Result};
use hcl::Expression;
use hcl::format::{Format as _, Formatter};
use serde_json::{Map, Value, json};

use crate::project::Origins;
use crate::render::layout::lay_out;

/// Objects that are values, whose keys are the user's own; all other objects are blocks.
const MAPS: [&str; 4] = ["average_instances", "environment", "managed_rule_groups", "tags"];

/// Objects whose keys are labels of blocks.
const LABELLED: [&str; 8] = ["allow", "behavior", "bucket", "custom_error_response", "database", "flow", "price", "service"];

/// The whole environment; with origins, each in a comment behind its value.
pub(super) fn print(value: &Value, environment: &str, origins: Option<&Origins<'_>>) -> Result<String> {
    let mut document = value.as_object().cloned().unwrap_or_default();
    document.shift_remove("environment");
    // The key is this environment's own: in the base it would be bootstrap's as well.
    let key = document.get_mut("state").and_then(Value::as_object_mut).and_then(|state| state.shift_remove("key"));
    let mut printer = Printer { out: String::new(), route: Vec::new(), origins };
    printer.body(&document)?;
    let own = json!({ "state": { "key": key } });
    printer.block(&format!("environment {}", quoted(environment)?), own.as_object().unwrap_or(&Map::new()))?;
    lay_out(&printer.out).context("cannot lay out the architecture; this is a bug in tfgen")
}

struct Printer<'a> {
    out: String,
    /// Of the block or map that is being printed.
    route: Vec<String>,
    origins: Option<&'a Origins<'a>>,
}

impl Printer<'_> {
    /// Arguments first, then maps, then blocks, as people write them. What is `null` is not set.
    fn body(&mut self, entries: &Map<String, Value>) -> Result<()> {
        let is_map = |key: &str| MAPS.contains(&key);
        for (key, value) in entries.iter().filter(|(_, value)| !value.is_object() && !value.is_null()) {
            self.argument(key, key, value)?;
        }
        for (key, value) in entries.iter().filter(|(key, _)| is_map(key)) {
            self.map(key, value.as_object().unwrap_or(&Map::new()))?;
        }
        for (key, value) in entries.iter().filter(|(key, _)| !is_map(key)) {
            let Some(inner) = value.as_object() else { continue };
            self.route.push(key.clone());
            if LABELLED.contains(&key.as_str()) {
                for (label, value) in inner {
                    self.route.push(label.clone());
                    self.block(&format!("{key} {}", quoted(label)?), value.as_object().unwrap_or(&Map::new()))?;
                    self.route.pop();
                }
            } else {
                self.block(key, inner)?;
            }
            self.route.pop();
        }
        Ok(())
    }

    fn block(&mut self, header: &str, inner: &Map<String, Value>) -> Result<()> {
        if !self.out.is_empty() && !self.out.ends_with("{\n") {
            self.out.push('\n');
        }
        self.out.push_str(&format!("{header} {{\n"));
        self.body(inner)?;
        self.out.push_str("}\n");
        Ok(())
    }

    fn map(&mut self, name: &str, entries: &Map<String, Value>) -> Result<()> {
        if entries.is_empty() {
            return self.argument(name, name, &Value::Object(Map::new()));
        }
        self.out.push_str(&format!("{name} = {{\n"));
        self.route.push(name.to_owned());
        for (key, value) in entries {
            self.argument(&key_of_object(key)?, key, value)?;
        }
        self.route.pop();
        self.out.push_str("}\n");
        Ok(())
    }

    /// One line: a name as it is to be written, the key it goes by in the route, and the value.
    fn argument(&mut self, name: &str, key: &str, value: &Value) -> Result<()> {
        self.out.push_str(&format!("{name} = {}", literal(value)?));
        if let Some(origins) = self.origins {
            let route: Vec<&str> = self.route.iter().map(String::as_str).chain([key]).collect();
            self.out.push_str(&format!(" # {}", origins.of(&route)));
        }
        self.out.push('\n');
        Ok(())
    }
}

/// Without quotes where it can do without.
fn key_of_object(key: &str) -> Result<String> {
    let plain = key.starts_with(|c: char| c.is_ascii_alphabetic()) && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    // `for` in this place would begin an expression.
    if plain && key != "for" { Ok(key.to_owned()) } else { quoted(key) }
}

fn quoted(text: &str) -> Result<String> {
    literal(&Value::String(text.to_owned()))
}

/// A value on one line.
fn literal(value: &Value) -> Result<String> {
    let expression: Expression = hcl::to_expression(value)?;
    let mut formatter = Formatter::builder().compact(true).build_vec();
    Ok(expression.format_string(&mut formatter)?)
}
