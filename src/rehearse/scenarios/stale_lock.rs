//! The state is locked by an apply that died, and something has to be applied now.

use super::Stage;
use crate::model::Locking;
use crate::rehearse::behaviour::LOCK_STAYS;
use crate::rehearse::timeline::{Step, Verdict};
use crate::rehearse::{Scenario, Timeline};

pub(super) fn run(stage: &Stage<'_>) -> Vec<Timeline> {
    let architecture = stage.architecture;
    let state = &architecture.state;
    let (engine, bucket, key) = (architecture.terraform.engine.command(), state.bucket.as_str(), state.key.as_str());
    let object = format!("aws s3 cp s3://{bucket}/{key}.tflock -");
    let item =
        format!("aws dynamodb get-item --table-name {} --key '{{\"LockID\":{{\"S\":\"{bucket}/{key}\"}}}}'", state.dynamodb_table.as_str());
    let look = match state.locking {
        Locking::S3 => object,
        Locking::DynamoDb => item,
        Locking::Both => format!("{object}; {item}"),
    };
    let verdict = Verdict::ByHand { what: format!("`{engine} force-unlock ID`, once whoever holds it has been asked") };
    let mut timeline = Timeline::bare(architecture, Scenario::StaleLock, None, verdict);
    let step = |at, what: String, behaviour: bool| Step { at, what, behaviour: behaviour.then_some(LOCK_STAYS.id) };
    timeline.steps = vec![
        step(0, format!("`{engine} apply` stops at once: the state is locked. It says who holds the lock, since when, and its ID"), true),
        step(0, "services run on: nothing that heals by itself needs the state".to_owned(), false),
        step(0, format!("look at the lock: {look}"), false),
        step(0, "ask whoever is named there, and look for a pipeline that still runs".to_owned(), true),
        step(0, format!("`{engine} force-unlock ID`, then plan again before anything is applied"), true),
    ];
    timeline.notes = vec![
        "nobody is told before somebody tries: no alarm looks at a lock".to_owned(),
        "until then no change can be applied: rolling back a deployment by instance refresh works without the state".to_owned(),
    ];
    vec![timeline]
}
