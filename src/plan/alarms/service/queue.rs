//! What a worker's queue says.

use crate::model::{Name, Worker};
use crate::plan::alarms::alarm::{Advice, Rule, Scope};
use crate::plan::alarms::{Alarm, Comparison, Measure, MissingData, Priority, Reference, metrics};

pub(super) fn alarms(scope: &Scope, name: &Name, worker: &Worker) -> Vec<Alarm> {
    vec![dead_letters(scope, name, worker), waiting(scope, name, worker)]
}

/// Nothing is reported of a queue that nobody has used for hours.
fn rule(comparison: Comparison, threshold: u32, periods: u32) -> Rule {
    let missing_data = MissingData::NotBreaching;
    Rule { comparison, threshold: threshold.into(), period: 300, evaluation_periods: periods, datapoints_to_alarm: periods, missing_data }
}

fn dead_letters(scope: &Scope, name: &Name, worker: &Worker) -> Alarm {
    let tries = worker.queue.max_receive_count;
    scope.alarm(
        "dead-letters",
        Priority::P2,
        Measure::Metric(metrics::queue(Reference::dead_letter_queue(name), "ApproximateNumberOfMessagesVisible")),
        &rule(Comparison::AtLeast, 1, 1),
        Advice {
            meaning: format!("A job of service {name} failed {tries} times and was put aside: it is not done, and nobody tries it again."),
            look_at: [
                format!("One of the messages in {}-dead-letters: what the job was.", scope.name),
                format!("The application log of {name}: why the job failed each time."),
                "Whether the first one came with a deployment, or while something that the job needs was down.".to_owned(),
            ],
            stop_the_bleeding:
                "Roll back the deployment that came before the first of them. Once the cause is gone, move the messages back: \
                                a redrive hands them out again."
                    .to_owned(),
        },
    )
}

/// Far beyond what is acceptable, and for longer than a new worker takes to come: three times, in two values in a row.
fn waiting(scope: &Scope, name: &Name, worker: &Worker) -> Alarm {
    let seconds = worker.acceptable_latency_seconds.get().saturating_mul(3).max(600);
    scope.alarm(
        "waiting-too-long",
        Priority::P2,
        Measure::Metric(metrics::queue(Reference::queue(name), "ApproximateAgeOfOldestMessage")),
        &rule(Comparison::Above, seconds, 2),
        Advice {
            meaning: format!("A message to service {name} has been waiting for more than {seconds} s."),
            look_at: [
                format!("The activities of the Auto Scaling group {}: whether instances come, and why they go.", scope.name),
                format!("The application log of {name}: whether jobs are done at all, or fail and come back."),
                "Messages sent a minute: whether there are more than the largest size of the group gets through.".to_owned(),
            ],
            stop_the_bleeding:
                "Raise `max_size` if the workers work; roll back the last deployment if they fail. Messages are kept meanwhile.".to_owned(),
        },
    )
}
