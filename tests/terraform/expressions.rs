//! As much of GitHub's expressions as the generated workflows use: paths, texts, `==`, `!=`, `&&`, `!`, `fromJSON` and `cancelled`.

use serde_json::{Value, json};

/// Replaces every `${{ … }}` of a text. A text that is nothing else becomes the value itself.
pub fn fill(text: &str, contexts: &Value) -> Value {
    if let Some(inside) = text.strip_prefix("${{").and_then(|rest| rest.strip_suffix("}}"))
        && !inside.contains("${{")
    {
        return evaluate(inside, contexts);
    }
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${{") {
        let (inside, after) = after.split_once("}}").unwrap_or_else(|| panic!("an expression is not closed: {text}"));
        filled.push_str(before);
        filled.push_str(&shown(&evaluate(inside, contexts)));
        rest = after;
    }
    json!(filled + rest)
}

/// As GitHub puts a value into a text.
pub fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Whether a condition holds.
pub fn holds(condition: &str, contexts: &Value) -> bool {
    match evaluate(condition.trim().trim_start_matches("${{").trim_end_matches("}}"), contexts) {
        Value::Bool(answer) => answer,
        other => panic!("`{condition}` is {other}"),
    }
}

fn evaluate(text: &str, contexts: &Value) -> Value {
    let text = text.trim();
    if let Some((left, right)) = text.split_once(" && ") {
        return if evaluate(left, contexts) == json!(false) { json!(false) } else { evaluate(right, contexts) };
    }
    for (operator, same) in [(" == ", true), (" != ", false)] {
        if let Some((left, right)) = text.split_once(operator) {
            return json!((evaluate(left, contexts) == evaluate(right, contexts)) == same);
        }
    }
    if let Some(rest) = text.strip_prefix('!') {
        return json!(evaluate(rest, contexts) != json!(true));
    }
    if text == "cancelled()" {
        return json!(false);
    }
    if let Some(inside) = text.strip_prefix("fromJSON(").and_then(|rest| rest.strip_suffix(')')) {
        return serde_json::from_str(&shown(&evaluate(inside, contexts))).expect("JSON");
    }
    if let Some(inside) = text.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        return json!(inside);
    }
    let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
    assert!(plain, "`{text}` is more than is known here");
    // What is not there is empty, as on GitHub; a context that does not exist is a mistake.
    let (context, path) = text.split_once('.').unwrap_or_else(|| panic!("`{text}` names no context"));
    let root = contexts.get(context).unwrap_or_else(|| panic!("there is no context `{context}`"));
    path.split('.').fold(root.clone(), |value, name| value.get(name).cloned().unwrap_or(Value::Null))
}

#[test]
fn expressions_mean_what_they_mean_on_github() {
    let contexts =
        json!({ "github": { "sha": "abc", "number": 7 }, "matrix": { "target": { "a": "x" } }, "needs": { "n": { "list": "[1]" } } });
    for (text, expected) in [
        ("${{ github.sha }}", json!("abc")),
        ("${{ github.number }}", json!(7)),
        ("a ${{ github.sha }}/${{ github.number }}-${{ github.nothing }}.", json!("a abc/7-.")),
        ("${{ fromJSON(needs.n.list) }}", json!([1])),
        ("plain", json!("plain")),
    ] {
        assert_eq!(fill(text, &contexts), expected, "{text}");
    }
    for (condition, expected) in [
        ("matrix.target.a == 'x'", true),
        ("github.sha != 'abc'", false),
        ("github.sha == 'abc' && needs.n.list != '[]'", true),
        ("github.sha == 'abd' && needs.n.list != '[]'", false),
        ("${{ !cancelled() }}", true),
    ] {
        assert_eq!(holds(condition, &contexts), expected, "{condition}");
    }
}
