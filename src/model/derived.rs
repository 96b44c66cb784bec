//! Numbers that follow from other numbers. An explicit value in the architecture wins over each of them.

use super::{Bounded, HookTimeout, HostPattern, Seconds, UrlPath};

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
