//! The incidents that tfgen comes from, each twice: with the numbers of back then, and with those of the architecture.
//!
//! What tfgen renders cannot be as it was then: it always has launching hooks and a maintenance policy. So the numbers of then are put in
//! the place of a service's own, and what was missing is taken away.

use serde::Serialize;

use super::group::{Check, Group};
use super::scenarios::{Stage, fail_over, play};
use super::{SEED, Scenario, Timeline};
use crate::model::{Architecture, Connection, Database, MultiAz, Name};

/// One incident.
#[derive(Clone, Debug, Serialize)]
pub struct Incident {
    /// What it was called.
    pub title: &'static str,
    /// As it was first configured.
    pub then: Timeline,
    /// The same failure in this architecture.
    pub now: Timeline,
    /// What was different then.
    pub different: Vec<&'static str>,
}

/// The incidents that the architecture has a service for: nothing where it has no web service behind a load balancer.
pub fn journey(architecture: &Architecture) -> Vec<Incident> {
    let stage = Stage::new(architecture, SEED);
    let mut web = architecture.services.iter().filter(|(_, service)| service.web().is_some() && *service.desired_capacity > 0);
    let Some((name, service)) = web.clone().next().filter(|_| architecture.load_balancer.is_some()) else { return Vec::new() };
    let now = Group::new(architecture, name, service);
    let mut incidents = vec![loop_of_replacements(&stage, &now), cut_off(&stage, &now)];
    let connected = web.find_map(|(name, service)| {
        let Connection::Database(target) = service.connects_to.first()?;
        Some((Group::new(architecture, name, service), architecture.databases.get_key_value(target)?))
    });
    if let Some((group, (name, database))) = connected {
        incidents.push(without_database(&stage, &group, name, database));
    }
    incidents
}

/// A group of back then: no hook holds new instances, and unhealthy ones go at once.
pub(super) fn first_configured(now: &Group) -> Group {
    Group {
        launching_hook: None,
        healthy_percentages: (0, 100),
        grace: 300,
        startup: 240,
        check: Some(Check { interval: 30, timeout: 5, healthy: 2, unhealthy: 3 }),
        ..now.clone()
    }
}

fn loop_of_replacements(stage: &Stage<'_>, now: &Group) -> Incident {
    Incident {
        title: "the group kept terminating healthy instances",
        then: play(Scenario::SlowStart, stage, &first_configured(now)),
        now: play(Scenario::SlowStart, stage, now),
        different: vec![
            "a grace period of 300 s for a start of 240 s, twice that under load",
            "no launching hook",
            "no maintenance policy",
        ],
    }
}

fn cut_off(stage: &Stage<'_>, now: &Group) -> Incident {
    let idle = now.keep_alive.map_or(60, |(_, idle)| idle);
    let then = Group { drain: 0, keep_alive: Some((5, idle)), ..first_configured(now) };
    Incident {
        title: "502 while instances go",
        then: play(Scenario::ScaleIn, stage, &then),
        now: play(Scenario::ScaleIn, stage, now),
        different: vec!["requests in flight got no time", "Node.js's keep-alive of 5 s below the load balancer's idle timeout"],
    }
}

fn without_database(stage: &Stage<'_>, now: &Group, name: &Name, database: &Database) -> Incident {
    let mut then = first_configured(now);
    then.liveness_asks_database = true;
    then.load.patience = 0;
    let bare = Database { multi_az: MultiAz::Standby, proxy: false, ..database.clone() };
    Incident {
        title: "minutes of errors in a failover",
        then: fail_over(stage, &then, name, &bare),
        now: fail_over(stage, now, name, database),
        different: vec!["no retry of connections", "a health check that asks the database", "no proxy"],
    }
}
