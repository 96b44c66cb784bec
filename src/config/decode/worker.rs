//! What `service "NAME" {}` has behind a queue.

use super::{fixed, number};
use crate::config::Reader;
use crate::model::{Bounded, Queue, Scaling, Web, Worker, derived};

pub(super) fn read(reader: &mut Reader<'_>) -> Option<Worker> {
    reader.refuse(Web::ARGUMENTS, "does not apply to a worker");
    let port = reader.optional("port");
    let readiness_path = if port.is_some() {
        Some(reader.or("readiness_path", || fixed("/healthz")))
    } else {
        reader.refuse(&["readiness_path"], "needs a `port` to be asked on");
        None
    };
    let job_seconds = reader.required::<Bounded<1, 7000>>("job_seconds");
    let acceptable_latency_seconds = reader.or("acceptable_latency_seconds", || number(300));
    let job = job_seconds.map_or(1, Bounded::get);
    let queue = reader.block("queue", |reader| queue(reader, job)).unwrap_or_else(|| queue_defaults(job));
    Some(Worker { port, readiness_path, job_seconds: job_seconds?, acceptable_latency_seconds, queue })
}

fn queue(reader: &mut Reader<'_>, job: u32) -> Queue {
    let default = queue_defaults(job);
    Queue {
        visibility_timeout_seconds: reader.or("visibility_timeout_seconds", || default.visibility_timeout_seconds),
        message_retention_seconds: reader.or("message_retention_seconds", || default.message_retention_seconds),
        max_receive_count: reader.or("max_receive_count", || default.max_receive_count),
    }
}

/// Four days are AWS's own default. Five tries outlast a failover of the database without keeping a poisonous message for long.
fn queue_defaults(job: u32) -> Queue {
    Queue {
        visibility_timeout_seconds: derived::visibility_timeout(job),
        message_retention_seconds: number(345_600),
        max_receive_count: number(5),
    }
}

/// A worker follows its queue unless its size is fixed; the block only says otherwise.
pub(super) fn scaling(reader: &mut Reader<'_>, worker: &Worker, may_scale: bool) -> Option<Scaling> {
    let derived = || derived::backlog_per_instance(worker.acceptable_latency_seconds.get(), worker.job_seconds.get());
    let default = || Scaling { cpu_target: None, backlog_per_instance: Some(derived()), requests_per_target: None, step: None };
    let written = reader.block("scaling", |reader| {
        reader.refuse(&["requests_per_target", "step"], "does not apply to a worker: no requests reach it");
        Scaling {
            cpu_target: reader.optional("cpu_target"),
            backlog_per_instance: Some(reader.or("backlog_per_instance", derived)),
            ..default()
        }
    });
    written.or_else(|| may_scale.then(default))
}
