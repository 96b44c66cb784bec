//! What a service has behind the load balancer.

use serde::Serialize;

use super::{Bounded, Connection, HostPattern, Matcher, Port, Seconds, UrlPath};

/// The arguments of `kind = "web"`.
#[derive(Clone, Debug, Serialize)]
pub struct Web {
    /// The port the application listens on.
    pub port: Port,
    /// Seconds the longest request takes.
    pub longest_request_seconds: Bounded<1, 3600>,
    /// Seconds the application keeps an idle connection. Above the load balancer's `idle_timeout`, or it closes connections that the
    /// load balancer is about to use: the classic 502.
    pub keep_alive_seconds: Seconds,
    /// Liveness, as the load balancer asks for it.
    pub health_check: HealthCheck,
    /// Asked once on the instance itself before it is let into service: may depend on the database, `health_check.path` may not.
    pub readiness_path: UrlPath,
    /// Seconds that requests in flight get before a target is gone. Source: ELB API, 0 to 3600.
    pub deregistration_delay: Bounded<0, 3600>,
    /// Seconds over which a new target's share grows; 0 is off. Source: ELB API, 0 or 30 to 900.
    pub slow_start: Bounded<0, 900>,
    /// Binds a client to a target, when asked for.
    pub stickiness: Option<Stickiness>,
    /// Path patterns the load balancer routes here.
    pub paths: Vec<UrlPath>,
    /// Host names the load balancer routes here; empty is every host.
    pub hosts: Vec<HostPattern>,
    /// Place among the listener's rules, the lowest first.
    pub priority: Bounded<1, 50_000>,
}

impl Web {
    /// The arguments and blocks that no other kind of service has. `port` and `readiness_path` a worker may have, too.
    pub const ARGUMENTS: &'static [&'static str] = &[
        "longest_request_seconds",
        "keep_alive_seconds",
        "health_check",
        "deregistration_delay",
        "slow_start",
        "stickiness",
        "paths",
        "hosts",
        "priority",
    ];
}

/// `health_check {}`: all five numbers of a target group. Source: ELB API, `CreateTargetGroup`.
#[derive(Clone, Debug, Serialize)]
pub struct HealthCheck {
    /// Liveness: answers as long as the process works, whatever it depends on.
    pub path: UrlPath,
    /// What `path` asks before it answers, of what the service connects to: nothing, unless said otherwise.
    pub checks: Vec<Connection>,
    /// Status codes that count as healthy.
    pub matcher: Matcher,
    /// Seconds between two checks.
    pub interval: Bounded<5, 300>,
    /// Seconds an answer may take.
    pub timeout: Bounded<2, 120>,
    /// Good answers in a row until healthy.
    pub healthy_threshold: Bounded<2, 10>,
    /// Bad answers in a row until unhealthy.
    pub unhealthy_threshold: Bounded<2, 10>,
}

impl HealthCheck {
    /// Seconds until an application that answers has been found healthy.
    pub fn seconds_to_healthy(&self) -> u32 {
        *self.interval * *self.healthy_threshold
    }

    /// Seconds of bad answers until an application has been found dead.
    pub fn seconds_to_unhealthy(&self) -> u32 {
        *self.interval * *self.unhealthy_threshold
    }
}

/// `stickiness {}`: a cookie of the load balancer.
#[derive(Clone, Debug, Serialize)]
pub struct Stickiness {
    /// Seconds the cookie lasts.
    pub cookie_duration: Bounded<1, 604_800>,
}
