//! The observability module: who is told, and of what.

use serde::Serialize;

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
    topics: Vec<TopicView>,
}

#[derive(Debug, Serialize)]
struct TopicView {
    priority: &'static str,
    name: String,
    display_name: String,
}

/// Plans the module.
pub fn module(architecture: &Architecture) -> Module {
    let prefix = names::prefix(architecture);
    let mut inputs = vec![Input::string("kms_key_arn", "ARN of the key that topics are encrypted with.", keys::key_arn())];
    inputs.extend(subscribers());
    inputs.sort_by(|a, b| a.name.cmp(&b.name));
    Module {
        name: "observability".to_owned(),
        summary: "Topics for every priority, and what is published to them.".to_owned(),
        inputs,
        outputs: PRIORITIES
            .iter()
            .map(|(priority, _)| {
                let description = format!("ARN of the topic for {}.", priority.to_uppercase());
                Output::new(format!("{priority}_topic_arn"), description, format!("aws_sns_topic.{priority}.arn"))
            })
            .collect(),
        view: View::Observability(ObservabilityView {
            topics: PRIORITIES
                .iter()
                .map(|(priority, _)| TopicView {
                    priority,
                    name: format!("{prefix}-{priority}"),
                    display_name: format!("{prefix} {}", priority.to_uppercase()),
                })
                .collect(),
        }),
    }
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
