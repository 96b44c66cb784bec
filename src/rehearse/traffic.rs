//! Requests as a stream: who gets them, and what becomes of them, from one event to the next and minute by minute.

use std::collections::BTreeMap;

use super::load::Load;

/// What the metrics of one minute say.
#[derive(Clone, Debug, Default)]
pub struct Minute {
    /// Requests that reached a target.
    pub requests: f64,
    /// Answers of targets with 5xx.
    pub target_errors: f64,
    /// Answers of the load balancer itself with 5xx.
    pub balancer_errors: f64,
    /// Most targets that were healthy at once.
    pub healthy: u32,
    /// Most targets that were unhealthy at once.
    pub unhealthy: u32,
    /// Most targets that were healthy at once, by zone.
    pub zones: Vec<u32>,
    /// Fewest instances in service.
    pub in_service: Option<u32>,
    /// Average CPU of those that work, in per cent.
    pub cpu: f64,
    /// Age of the oldest job that waits, in seconds.
    pub age: f64,
    /// Jobs that wait.
    pub waiting: f64,
}

/// Who could serve, between two events.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// Receive requests and answer.
    pub answering: u32,
    /// Of these, those that answer with an error.
    pub faulty: u32,
    /// Receive requests and hang.
    pub hanging: u32,
    /// Targets that are healthy, by zone.
    pub zones: Vec<u32>,
    /// Targets that are unhealthy.
    pub unhealthy: u32,
    /// Instances in service.
    pub in_service: u32,
}

/// The stream.
#[derive(Clone, Debug)]
pub struct Traffic {
    load: Load,
    queued: bool,
    /// From when to when it grows, and to how many times as much.
    pub growth: Option<(u32, u32, f64)>,
    /// When the database is away: requests in between fail.
    pub database_away: Option<(u32, u32)>,
    /// By minute.
    pub minutes: Vec<Minute>,
    /// Requests that came in.
    pub total: f64,
    /// Requests that failed for good, by why.
    pub failed: BTreeMap<&'static str, f64>,
    backlog: f64,
}

/// Longest step in which the stream counts as even while it grows.
const STEP: u32 = 10;

impl Traffic {
    /// A stream that nothing has happened to. `queued`: what is not done waits, as a worker's jobs do.
    pub fn new(load: &Load, queued: bool) -> Self {
        Self {
            load: load.clone(),
            queued,
            growth: None,
            database_away: None,
            minutes: Vec::new(),
            total: 0.0,
            failed: BTreeMap::new(),
            backlog: 0.0,
        }
    }

    /// Requests a second at a time.
    pub fn per_second(&self, at: u32) -> f64 {
        let times = self.growth.map_or(1.0, |(from, to, times)| {
            let share = f64::from(at.clamp(from, to) - from) / f64::from((to - from).max(1));
            1.0 + (times - 1.0) * share
        });
        self.load.per_second * times
    }

    /// Counts requests that an event cut off at once.
    pub fn cut_off(&mut self, at: u32, requests: f64, why: &'static str) {
        if requests > 0.0 {
            *self.failed.entry(why).or_default() += requests;
            self.minute(at).balancer_errors += requests;
        }
    }

    fn minute(&mut self, at: u32) -> &mut Minute {
        let index = (at / 60) as usize;
        if self.minutes.len() <= index {
            self.minutes.resize(index + 1, Minute::default());
        }
        &mut self.minutes[index]
    }

    /// Lets the time from `from` to `to` pass.
    pub fn pass(&mut self, from: u32, to: u32, who: &Snapshot) {
        let mut at = from;
        while at < to {
            let mut next = to.min((at / 60 + 1) * 60);
            if self.growth.is_some() {
                next = next.min((at / STEP + 1) * STEP);
            }
            if let Some((away, back)) = self.database_away {
                next = [away, back].into_iter().filter(|edge| *edge > at).fold(next, u32::min);
            }
            self.step(at, next - at, who);
            at = next;
        }
    }

    fn step(&mut self, at: u32, seconds: u32, who: &Snapshot) {
        let (rate, time) = (self.per_second(at), f64::from(seconds));
        let carried = self.load.instance;
        self.total += rate * time;
        let away = self.database_away.is_some_and(|(from, to)| (from..to).contains(&at));
        let receiving = who.answering + who.hanging;
        let share = if receiving == 0 { 0.0 } else { rate / f64::from(receiving) };
        let answering = f64::from(who.answering);
        let mut bad: Vec<(&'static str, f64)> = Vec::new();
        if self.queued {
            let done = if away { 0.0 } else { answering * carried * time };
            self.backlog = (self.backlog + rate * time - done).max(0.0);
        } else if receiving == 0 {
            bad.push(("nobody to ask", rate));
        } else {
            bad.push((if away { "database away" } else { "no answer in time" }, share * f64::from(who.hanging)));
            bad.push(("more than the instances carry", (share - carried).max(0.0) * answering));
        }
        let served = share.min(carried) * answering;
        let lost: f64 = bad.iter().map(|(_, rate)| rate).sum();
        let errors = if away && !self.queued { served } else { 0.0 };
        let faulty = if away || self.queued { 0.0 } else { share.min(carried) * f64::from(who.faulty) };
        bad.push(("database away", errors));
        bad.push(("answered with an error by the new version", faulty));
        let errors = errors + faulty;
        // Whoever failed tries once more, and fails again with the same probability.
        let again = if rate > 0.0 { ((lost + errors) / rate).min(1.0) } else { 0.0 };
        for (why, rate) in bad.into_iter().filter(|(_, rate)| *rate > 0.0) {
            *self.failed.entry(why).or_default() += rate * time * again;
        }
        let (waiting, age) = (self.backlog, self.backlog / rate.max(1e-9));
        let minute = self.minute(at);
        minute.requests += if receiving == 0 { 0.0 } else { rate * time };
        minute.target_errors += errors * time;
        minute.balancer_errors += lost * time;
        minute.healthy = minute.healthy.max(who.zones.iter().sum());
        minute.unhealthy = minute.unhealthy.max(who.unhealthy);
        minute.zones.resize(who.zones.len(), 0);
        for (most, now) in minute.zones.iter_mut().zip(&who.zones) {
            *most = (*most).max(*now);
        }
        minute.in_service = Some(minute.in_service.unwrap_or(who.in_service).min(who.in_service));
        minute.cpu += (100.0 * share / carried).min(100.0) * time / 60.0;
        minute.age = age;
        minute.waiting = waiting;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traffic(queued: bool) -> Traffic {
        Traffic::new(&Load { per_second: 10.0, instance: 10.0, patience: 30, from: Vec::new() }, queued)
    }

    fn failures(traffic: &Traffic) -> f64 {
        traffic.failed.values().sum()
    }

    fn who(answering: u32, hanging: u32) -> Snapshot {
        Snapshot { answering, hanging, zones: vec![answering + hanging], in_service: answering + hanging, ..Snapshot::default() }
    }

    #[test]
    fn a_second_try_meets_the_same_odds() {
        let mut traffic = traffic(false);
        traffic.pass(0, 60, &who(1, 1));
        assert_eq!(traffic.total.round(), 600.0);
        assert_eq!(failures(&traffic).round(), 150.0, "half fail, half of these again");
        assert_eq!(traffic.minutes[0].balancer_errors.round(), 300.0, "the load balancer counts tries");
    }

    #[test]
    fn nobody_there_fails_everyone_and_overload_the_rest() {
        let mut traffic = traffic(false);
        traffic.pass(0, 10, &who(0, 0));
        assert_eq!(failures(&traffic).round(), 100.0);
        traffic.growth = Some((10, 11, 2.0));
        traffic.pass(20, 30, &who(1, 0));
        assert_eq!(traffic.failed["more than the instances carry"].round(), 50.0, "10 of 20 a second, and half of these again");
    }

    #[test]
    fn jobs_wait_instead_of_failing() {
        let mut traffic = traffic(true);
        traffic.pass(0, 60, &who(0, 0));
        assert_eq!((failures(&traffic), traffic.minutes[0].age.round()), (0.0, 60.0));
        traffic.pass(60, 180, &who(2, 0));
        assert_eq!(traffic.minutes[2].age, 0.0);
    }

    #[test]
    fn minutes_begin_where_they_begin() {
        let mut traffic = traffic(false);
        traffic.pass(30, 90, &who(2, 0));
        assert_eq!(traffic.minutes.iter().map(|minute| minute.requests.round()).collect::<Vec<_>>(), [300.0, 300.0]);
    }
}
