//! What the architecture is told not to mind, with the reasons: in the blocks where it was said.

use serde_json::{Map, Value, json};

use crate::guardrails::{WAIVER, Waiver};

/// Adds the waivers to the values. One in a block that has no object of its own goes into the block around it.
pub(super) fn add(value: &mut Value, waivers: &[Waiver]) {
    for waiver in waivers {
        let mut block = &mut *value;
        for part in waiver.scope() {
            if !block.get(part).is_some_and(Value::is_object) {
                break;
            }
            block = &mut block[part];
        }
        let Some(entries) = block.as_object_mut() else { continue };
        let allowed = entries.entry(WAIVER).or_insert_with(|| Value::Object(Map::new()));
        allowed[waiver.rule()] = match waiver.until() {
            Some(until) => json!({ "reason": waiver.reason(), "until": until.to_string() }),
            None => json!({ "reason": waiver.reason() }),
        };
    }
}
