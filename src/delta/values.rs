//! Two resolved environments, value by value.

use std::collections::BTreeSet;

use serde_json::Value;

/// One value that is not the same in both.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Keywords and labels of blocks, then the argument: `service`, `web`, `port`.
    pub route: Vec<String>,
    /// On the left; `None` where there is nothing.
    pub left: Option<Value>,
    /// On the right.
    pub right: Option<Value>,
}

/// Every difference of two environments, by route. A block that only one of them has is one difference, and so is a list.
pub fn values(left: &Value, right: &Value) -> Vec<Difference> {
    let mut differences = Vec::new();
    compare(Some(left), Some(right), &mut Vec::new(), &mut differences);
    differences
}

fn compare(left: Option<&Value>, right: Option<&Value>, route: &mut Vec<String>, differences: &mut Vec<Difference>) {
    // What is `null` is not set.
    let set = |value: Option<&Value>| value.filter(|value| !value.is_null()).cloned();
    match (left, right) {
        (Some(Value::Object(left)), Some(Value::Object(right))) => {
            let keys: BTreeSet<&String> = left.keys().chain(right.keys()).collect();
            for key in keys {
                route.push(key.clone());
                compare(left.get(key), right.get(key), route, differences);
                route.pop();
            }
        }
        _ => {
            let (left, right) = (set(left), set(right));
            if left != right {
                differences.push(Difference { route: route.clone(), left, right });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_difference_is_told_once() {
        let left = json!({ "a": 1, "b": { "x": [1, 2], "y": null, "only": { "p": 1, "q": 2 } }, "same": { "z": 0 } });
        let right = json!({ "a": 2, "b": { "x": [2, 1], "z": true }, "same": { "z": 0 } });
        let found = values(&left, &right);
        let routes: Vec<String> = found.iter().map(|difference| difference.route.join(".")).collect();
        assert_eq!(routes, ["a", "b.only", "b.x", "b.z"]);
        assert_eq!((found[1].left.clone(), found[1].right.clone()), (Some(json!({ "p": 1, "q": 2 })), None));
        assert_eq!(values(&left, &left), []);
    }
}
