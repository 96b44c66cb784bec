//! The resolved architecture as JSON.

use anyhow::Result;
use serde_json::{Map, Value, json};

use crate::project::Origins;

/// The value as it is; with origins, an object of value and origin in place of every value. A list is one value.
pub(super) fn print(value: Value, origins: Option<&Origins<'_>>) -> Result<String> {
    let value = match origins {
        Some(origins) => with_origins(value, &mut Vec::new(), origins),
        None => value,
    };
    Ok(format!("{}\n", serde_json::to_string_pretty(&value)?))
}

fn with_origins(value: Value, route: &mut Vec<String>, origins: &Origins<'_>) -> Value {
    match value {
        Value::Object(entries) => {
            let mut annotated = Map::new();
            for (key, value) in entries {
                route.push(key.clone());
                annotated.insert(key, with_origins(value, route, origins));
                route.pop();
            }
            Value::Object(annotated)
        }
        value => {
            let origin = origins.of(&route.iter().map(String::as_str).collect::<Vec<_>>());
            match origin.place {
                Some((file, line)) => json!({ "value": value, "origin": origin.who, "file": file, "line": line }),
                None => json!({ "value": value, "origin": origin.who }),
            }
        }
    }
}
