//! What a service has behind a queue.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::{Bounded, Name, Port, UrlPath};

/// The arguments of `kind = "worker"`: jobs come from an SQS queue of the worker's own.
#[derive(Clone, Debug, Serialize)]
pub struct Worker {
    /// A port it answers its readiness on, where it has one. Nobody else may connect to it unless a flow says so.
    pub port: Option<Port>,
    /// Asked once on the instance itself before it is let into service; without a port the process only has to stay up.
    pub readiness_path: Option<UrlPath>,
    /// Seconds the longest job takes. Less than a terminating hook can wait, so that no job is ended half done.
    pub job_seconds: Bounded<1, 7000>,
    /// Seconds a message may wait until a worker has taken it.
    pub acceptable_latency_seconds: Bounded<1, 86_400>,
    /// The queue and its dead letters.
    pub queue: Queue,
}

impl Worker {
    /// The arguments and blocks that no other kind of service has.
    pub const ARGUMENTS: &'static [&'static str] = &["job_seconds", "acceptable_latency_seconds", "queue"];
}

/// `queue {}`. Source: SQS API, `SetQueueAttributes`.
#[derive(Clone, Debug, Serialize)]
pub struct Queue {
    /// Seconds that a message taken by one worker is hidden from the others.
    pub visibility_timeout_seconds: Bounded<0, 43_200>,
    /// Seconds a message is kept.
    pub message_retention_seconds: Bounded<60, 1_209_600>,
    /// How often a message is handed out before it becomes a dead letter.
    pub max_receive_count: Bounded<1, 1000>,
}

/// A service that has a queue, as `sends_to` names it: `service.orders`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct QueueOwner(pub Name);

impl fmt::Display for QueueOwner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "service.{}", self.0)
    }
}

impl FromStr for QueueOwner {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let name = text.strip_prefix("service.").ok_or_else(|| "must be `service.` and the name of a worker".to_owned())?;
        Name::from_str(name).map(Self).map_err(|problem| format!("names a service whose name {problem}"))
    }
}

impl Serialize for QueueOwner {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
