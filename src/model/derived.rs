//! Numbers that follow from other numbers. An explicit value in the architecture wins over each of them.

use super::{Bounded, DatabaseClass, DatabaseEngine, Days, HookTimeout, HostPattern, MaxConnections, Seconds, UrlPath};

/// Two and a half times the worst start-up, in whole half minutes: a slow start under load must not look like a death. Never less than it
/// takes at worst until the load balancer has found the instance healthy.
pub fn health_check_grace_period(startup: u32, until_healthy: u32) -> Seconds {
    Bounded::clamped((startup * 5).div_ceil(2).max(until_healthy).next_multiple_of(30))
}

/// As long as a request can take, and then as long as the application takes to end: whoever got in is answered.
pub fn deregistration_delay(longest_request: u32, shutdown: u32) -> Bounded<0, 3600> {
    Bounded::clamped(longest_request + shutdown)
}

/// Two and a half times the worst start-up, as the grace period: an instance that is not ready by then is given up before it serves anyone.
pub fn launching_hook_timeout(startup: u32) -> HookTimeout {
    Bounded::clamped(health_check_grace_period(startup, 0).get())
}

/// The application's shutdown, and 15 s until the instance has noticed that it is to end: it looks every 5 s.
pub fn terminating_hook_timeout(shutdown: u32) -> HookTimeout {
    Bounded::clamped(shutdown + 15)
}

/// Five seconds above the load balancer's: it must be the load balancer that closes an idle connection.
pub fn keep_alive(idle_timeout: u32) -> Seconds {
    Bounded::clamped(idle_timeout + 5)
}

/// Whole minutes that cover the warm-up: a shorter window still sees the load that the last step has already answered.
pub fn step_evaluation_periods(warmup: u32) -> Bounded<1, 60> {
    Bounded::clamped(warmup.div_ceil(60))
}

/// A month, where a log stays in infrequent access for another one: 30 days are billed at least, so moving what goes on sooner costs more
/// than leaving it. Source: S3 pricing, "Minimum storage duration".
pub fn log_standard_ia_days(until: Days) -> Option<Days> {
    (until.get() >= 60).then_some(Bounded::literal(30))
}

/// Three months, and one after infrequent access; where a log stays in Glacier for the 90 days that are billed at least. Source: as above.
pub fn log_glacier_days(standard_ia: Option<Days>, expiration: Days) -> Option<Days> {
    let days = standard_ia.map_or(0, |days| days.get() + 30).max(90);
    (expiration.get() >= days + 90).then_some(Bounded::clamped(days))
}

/// What a worker needs to end: the job it has, and a little to let go of everything else.
pub fn worker_shutdown(job: u32) -> Bounded<1, 7200> {
    Bounded::clamped(job + 15)
}

/// Half as long again as the longest job, in whole half minutes: a slow job is not handed to a second worker as well.
pub fn visibility_timeout(job: u32) -> Bounded<0, 43_200> {
    Bounded::clamped((job * 3).div_ceil(2).next_multiple_of(30))
}

/// As many messages as one instance gets through in the time a message may wait; an instance is taken to work on one job after the other.
/// Source: EC2 Auto Scaling user guide, "Scaling based on Amazon SQS".
pub fn backlog_per_instance(acceptable_latency: u32, job: u32) -> Bounded<1, 1_000_000> {
    Bounded::clamped(acceptable_latency.checked_div(job).unwrap_or(1))
}

/// Half of what the longest request takes: where that is the usual answer, something is slow.
pub fn latency_p99(longest_request: u32) -> Bounded<1, 3600> {
    Bounded::clamped(longest_request.div_ceil(2))
}

/// Above what scaling holds, or it would be an alarm about scaling at work; 85 per cent where nothing holds it.
pub fn cpu_alarm(cpu_target: Option<u32>) -> Bounded<1, 100> {
    Bounded::clamped(cpu_target.map_or(85, |target| (target + 15).clamp(85, 95)))
}

/// Periods of five minutes that are longer than the warm-up, and never fewer than three: what an alarm sees must not be a start-up.
pub fn load_evaluation_periods(warmup: u32) -> Bounded<3, 288> {
    Bounded::clamped(warmup / 300 + 2)
}

/// What the class's memory carries; nothing for a class that is not known here.
pub fn max_connections(engine: DatabaseEngine, class: &DatabaseClass) -> Option<MaxConnections> {
    let connections = match engine {
        DatabaseEngine::MySql => class.connections(12_582_880, 100_000),
        DatabaseEngine::Postgres => class.connections(9_531_392, 5000),
    };
    connections.map(Bounded::clamped)
}

/// Until a database has failed over and is found again, in whole half minutes.
pub fn retry_seconds(until_reached: u32) -> Bounded<1, 3600> {
    Bounded::clamped(until_reached.next_multiple_of(30))
}

/// A listener rule's place: rules with hosts first, then the more specific path, then by a hash of the service's name.
///
/// It depends on nothing but the service itself, so that another service never moves it. Two services can meet; that is reported.
pub fn listener_priority(service: &str, paths: &[UrlPath], hosts: &[HostPattern]) -> Bounded<1, 50_000> {
    const MOST: u32 = 128;
    let specificity =
        paths.iter().map(|path| path.as_str().chars().filter(|c| !"*?".contains(*c)).count() as u32).min().unwrap_or(0).min(MOST);
    let (start, width) = if hosts.is_empty() { (20_001, 200) } else { (1, 150) };
    Bounded::clamped(start + (MOST - specificity) * width + fnv1a(service) % width)
}

fn fnv1a(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// A cache behavior's place: the more literal characters its pattern has, the earlier it is tried, so that an exception never hides behind
/// the rule it is an exception to.
pub fn behavior_precedence(path: &UrlPath) -> Bounded<1, 1000> {
    let literal = path.as_str().chars().filter(|c| !"*?".contains(*c)).count() as u32;
    Bounded::clamped(500_u32.saturating_sub(literal))
}

/// Five seconds above the slowest request of any service, and never below CloudFront's own 30.
pub fn origin_read_timeout(longest_request: u32) -> Bounded<1, 120> {
    Bounded::clamped((longest_request + 5).max(30))
}
