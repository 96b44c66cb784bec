//! The documents inside of resources, which Terraform takes for text: policies, dashboards, agents' configurations and
//! user data. They are read from the state, where every reference in them has its value.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::plan::Plan;

/// The arguments that are a JSON object wherever the resource exists.
const DOCUMENTS: [(&str, &str); 12] = [
    ("aws_cloudwatch_dashboard", "dashboard_body"),
    ("aws_cloudwatch_event_rule", "event_pattern"),
    ("aws_cloudwatch_log_resource_policy", "policy_document"),
    ("aws_iam_policy", "policy"),
    ("aws_iam_role", "assume_role_policy"),
    ("aws_iam_role_policy", "policy"),
    ("aws_kms_key", "policy"),
    ("aws_s3_bucket_policy", "policy"),
    ("aws_sns_topic_policy", "policy"),
    ("aws_sqs_queue_policy", "policy"),
    ("aws_sqs_queue_redrive_allow_policy", "redrive_allow_policy"),
    ("aws_ssm_parameter", "value"),
];

/// Arguments that look like JSON and are not, or that AWS fills in where nothing is written.
const OTHERS: [(&str, &str, &str); 2] = [
    ("aws_cloudwatch_log_metric_filter", "pattern", "CloudWatch's own language"),
    ("aws_vpc_endpoint", "policy", "AWS's default: whoever calls through it is bound by a policy of his own"),
];

/// What may be allowed on everything: there is no resource to name. With the condition that narrows it, where it writes.
const ON_EVERYTHING: [(&str, Option<&str>); 2] =
    [("cloudwatch:PutMetricData", Some("cloudwatch:namespace")), ("ec2:DescribeNetworkInterfaces", None)];

/// Whoever applies makes and changes whatever the modules have, under ids that nobody knows before: by service is as narrow as that gets. Roles,
/// keys of the state and the state itself are not in this policy, but in those beside it, which are narrow.
fn may_be_wide(address: &str, problem: &str) -> bool {
    address.starts_with("module.roles_")
        && address.ends_with(".aws_iam_role_policy.services")
        && ["allows every action: ", "allows on everything: "].iter().any(|width| problem.contains(width))
        && !["\"Action\":\"*\"", "iam:", "sts:", "organizations:"].iter().any(|never| problem.contains(never))
}

/// Reads every document of an applied root.
///
/// # Panics
///
/// With all that is wrong, or where the state holds other resources than the plan.
#[track_caller]
pub fn check(state: &Value, plan: &Plan) {
    let instances = state["resources"].as_array().into_iter().flatten().filter(|it| it["mode"] == "managed");
    let mut seen = 0;
    let mut problems = Vec::new();
    for resource in instances {
        let text = |name: &str| resource[name].as_str().unwrap_or_default();
        let address = [text("module"), text("type"), text("name")].join(".");
        for instance in resource["instances"].as_array().into_iter().flatten() {
            seen += 1;
            let found = read(text("type"), &instance["attributes"]);
            let address = address.trim_start_matches('.');
            let found = found.into_iter().filter(|problem| !may_be_wide(address, problem));
            problems.extend(found.map(|problem| format!("{address}: {problem}")));
        }
    }
    assert_eq!(seen, plan.all().len(), "the state holds other resources than the plan");
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// What is wrong with the documents of one resource.
fn read(kind: &str, attributes: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    for (_, name) in DOCUMENTS.iter().filter(|document| document.0 == kind) {
        let document = attributes[name].as_str().and_then(|text| serde_json::from_str::<Value>(text).ok());
        if !document.is_some_and(|document| document.is_object()) {
            problems.push(format!("{name} is no JSON object: {}", attributes[name]));
        }
    }
    if let Some(encoded) = attributes["user_data"].as_str().filter(|_| kind == "aws_launch_template") {
        problems.extend(script(encoded));
    }
    for (name, value) in attributes.as_object().into_iter().flatten() {
        if !OTHERS.iter().any(|other| (other.0, other.1) == (kind, name)) {
            texts(value, &mut |text| problems.extend(document(kind, text).into_iter().map(|problem| format!("{name}: {problem}"))));
        }
    }
    problems
}

/// Every string in a value.
fn texts(value: &Value, visit: &mut dyn FnMut(&str)) {
    match value {
        Value::String(text) => visit(text),
        Value::Array(values) => values.iter().for_each(|value| texts(value, visit)),
        Value::Object(values) => values.values().for_each(|value| texts(value, visit)),
        _ => {}
    }
}

/// Whatever begins as JSON must be JSON, and a policy a narrow one.
fn document(kind: &str, text: &str) -> Vec<String> {
    if !text.trim_start().starts_with(['{', '[']) {
        return Vec::new();
    }
    match serde_json::from_str::<Value>(text) {
        Err(error) => vec![format!("{error} in {text}")],
        Ok(document) => listed(&document["Statement"]).into_iter().filter_map(|it| statement(kind, it)).collect(),
    }
}

/// What is wrong with a statement that allows something.
fn statement(kind: &str, statement: &Value) -> Option<String> {
    let wrong = |what: &str| Some(format!("{what}: {statement}"));
    if statement["Effect"] != "Allow" {
        return None;
    }
    if !statement["NotAction"].is_null() || !statement["NotResource"].is_null() || !statement["NotPrincipal"].is_null() {
        return wrong("allows everything but");
    }
    let anyone = statement["Principal"] == "*" || listed(&statement["Principal"]["AWS"]).contains(&&Value::from("*"));
    if anyone && statement["Condition"].is_null() {
        return wrong("allows anyone");
    }
    // In a key's policy, `*` is that key; that its account decides about it is what AWS advises.
    if kind == "aws_kms_key" {
        return None;
    }
    let actions: Vec<&str> = listed(&statement["Action"]).into_iter().filter_map(Value::as_str).collect();
    if actions.is_empty() || actions.iter().any(|action| action.ends_with(":*") || *action == "*") {
        return wrong("allows every action");
    }
    let everything = |resource: &Value| resource.as_str().is_some_and(|name| name.splitn(6, ':').last() == Some("*"));
    if listed(&statement["Resource"]).into_iter().any(everything) {
        let may = |action: &&str| {
            let condition = |key: &str| statement["Condition"].as_object().is_some_and(|it| it.values().any(|keys| !keys[key].is_null()));
            ON_EVERYTHING.iter().any(|(allowed, key)| allowed == action && key.is_none_or(condition))
        };
        if !actions.iter().all(may) {
            return wrong("allows on everything");
        }
    }
    None
}

/// One or several: IAM takes both.
fn listed(value: &Value) -> Vec<&Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(values) => values.iter().collect(),
        one => vec![one],
    }
}

/// What bash says about user data, as an instance would get it.
fn script(encoded: &str) -> Option<String> {
    let mut command = Command::new("bash");
    command.args(["-c", "set -o pipefail; base64 --decode | bash -n"]);
    let mut bash = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("bash starts");
    let mut stdin = bash.stdin.take().expect("stdin is piped");
    stdin.write_all(encoded.as_bytes()).expect("bash reads");
    drop(stdin);
    let output = bash.wait_with_output().expect("bash ends");
    (!output.status.success()).then(|| format!("user_data: {}", String::from_utf8_lossy(&output.stderr)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn role(statement: &Value) -> Vec<String> {
        read("aws_iam_role_policy", &json!({ "policy": json!({ "Statement": [statement] }).to_string() }))
    }

    #[test]
    fn a_policy_that_is_too_wide_is_found() {
        for (statement, problem) in [
            (json!({ "Effect": "Allow", "Action": "s3:PutObject", "Resource": "*" }), "allows on everything"),
            (json!({ "Effect": "Allow", "Action": ["s3:PutObject"], "Resource": ["arn:aws:s3:::*"] }), "allows on everything"),
            (json!({ "Effect": "Allow", "Action": "cloudwatch:PutMetricData", "Resource": "*" }), "allows on everything"),
            (json!({ "Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::one/*" }), "allows every action"),
            (json!({ "Effect": "Allow", "NotAction": "iam:*", "Resource": "arn:aws:s3:::one" }), "allows everything but"),
            (json!({ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::a/*", "Principal": "*" }), "allows anyone"),
        ] {
            let found = role(&statement);
            assert!(found.len() == 1 && found[0].contains(problem), "{statement}: {found:?}");
        }
    }

    #[test]
    fn a_narrow_policy_passes() {
        let namespace = json!({ "StringEquals": { "cloudwatch:namespace": "shop" } });
        for statement in [
            json!({ "Effect": "Allow", "Action": "cloudwatch:PutMetricData", "Resource": "*", "Condition": namespace }),
            json!({ "Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::one/*" }),
            json!({ "Effect": "Deny", "Action": "s3:*", "Resource": "*", "Principal": "*" }),
        ] {
            assert_eq!(role(&statement), [""; 0], "{statement}");
        }
    }

    #[test]
    fn text_that_is_no_document_is_found() {
        let found = |kind: &str, attributes: &Value| read(kind, attributes).len();
        assert_eq!(found("aws_cloudwatch_dashboard", &json!({ "dashboard_body": "" })), 1);
        assert_eq!(found("aws_sqs_queue", &json!({ "nested": [{ "policy": "{ \"Statement\": " }] })), 1);
        assert_eq!(found("aws_cloudwatch_log_metric_filter", &json!({ "pattern": "{ $.level = \"ERROR\" }" })), 0);
        assert_eq!(found("aws_launch_template", &json!({ "user_data": "IyEvYmluL2Jhc2gKaWYgdHJ1ZQo=" })), 1, "an `if` without its end");
        assert_eq!(found("aws_launch_template", &json!({ "user_data": "IyEvYmluL2Jhc2gKdHJ1ZQo=" })), 0);
    }
}
