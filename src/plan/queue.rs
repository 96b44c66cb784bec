//! A worker's queue, in the worker's own module, and what a service needs that sends to one.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Expression, Input, Output, names, security};
use crate::model::{Architecture, Name, Service, Worker};

/// What the queue's template prints.
#[derive(Debug, Serialize)]
pub struct QueueView {
    name: String,
    dead_letters: String,
    visibility_timeout_seconds: u32,
    message_retention_seconds: u32,
    dead_letter_retention_seconds: u32,
    max_receive_count: u32,
}

/// Longest that SQS keeps a message: 14 days. A dead letter's age counts from when it was first sent.
const LONGEST_RETENTION: u32 = 1_209_600;

/// The queue of a worker.
pub(super) fn view(architecture: &Architecture, name: &Name, worker: &Worker) -> QueueView {
    QueueView {
        name: names::service(architecture, name),
        dead_letters: names::dead_letters(architecture, name),
        visibility_timeout_seconds: worker.queue.visibility_timeout_seconds.get(),
        message_retention_seconds: worker.queue.message_retention_seconds.get(),
        dead_letter_retention_seconds: LONGEST_RETENTION,
        max_receive_count: worker.queue.max_receive_count.get(),
    }
}

/// What a module needs to know of the queues it sends to.
pub(super) fn inputs(name: &Name, service: &Service) -> Vec<Input> {
    let mut inputs = Vec::new();
    for owner in others(name, service) {
        let module = security::service_module(owner);
        for (what, of) in [("arn", "ARN"), ("url", "URL")] {
            let description = format!("{of} of the queue of service {owner}, which this one sends to.");
            inputs.push(Input::string(variable(owner, what), description, format!("module.{module}.queue_{what}")));
        }
    }
    inputs
}

/// What a worker's module gives out.
pub(super) fn outputs() -> [Output; 4] {
    [
        Output::new("dead_letter_queue_name", "Name of the queue of dead letters.", "aws_sqs_queue.dead_letters.name"),
        Output::new("queue_arn", "ARN of the queue.", "aws_sqs_queue.this.arn"),
        Output::new("queue_name", "Name of the queue.", "aws_sqs_queue.this.name"),
        Output::new("queue_url", "URL of the queue.", "aws_sqs_queue.this.url"),
    ]
}

/// ARNs of the queues a service may send to.
pub(super) fn targets(name: &Name, service: &Service) -> Vec<Expression> {
    let arn = |owner: &Name| if owner == name { "aws_sqs_queue.this.arn".to_owned() } else { format!("var.{}", variable(owner, "arn")) };
    service.sends_to.iter().map(|owner| Expression(arn(&owner.0))).collect()
}

/// Where the application finds the queues.
pub(super) fn environment(name: &Name, service: &Service) -> BTreeMap<String, Expression> {
    let own = service.worker().map(|_| ("QUEUE_URL".to_owned(), Expression::from("${aws_sqs_queue.this.url}")));
    let others = others(name, service).map(|owner| {
        let url = variable(owner, "url");
        (url.to_uppercase(), Expression(format!("${{var.{url}}}")))
    });
    own.into_iter().chain(others).collect()
}

fn others<'a>(name: &'a Name, service: &'a Service) -> impl Iterator<Item = &'a Name> {
    service.sends_to.iter().map(|owner| &owner.0).filter(move |owner| *owner != name)
}

fn variable(owner: &Name, what: &str) -> String {
    format!("{}_queue_{what}", owner.identifier())
}
