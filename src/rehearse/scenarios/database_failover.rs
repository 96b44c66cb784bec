//! A database fails over: instances live on, and wait for it.

use super::Stage;
use crate::model::{Connection, Database, MultiAz, Name};
use crate::plan::alarms::Priority;
use crate::plan::names;
use crate::rehearse::behaviour::{Behaviour, DATABASE_DNS, EVENTS, FAILOVER_CLUSTER, FAILOVER_STANDBY, PROXY_HOLDS, RESTART_DATABASE};
use crate::rehearse::group::Group;
use crate::rehearse::load::Load;
use crate::rehearse::notice::Notice;
use crate::rehearse::world::{Outside, World};
use crate::rehearse::{Scenario, Timeline};

/// How long clients are without their database.
pub(in crate::rehearse) struct Away {
    /// Seconds until they reach it again.
    pub(in crate::rehearse) seconds: u32,
    /// Seconds that a request waits before it is given up.
    pub(in crate::rehearse) patience: u32,
    what: String,
    behaviour: &'static Behaviour,
    client: &'static Behaviour,
}

/// At worst.
pub(in crate::rehearse) fn away(database: &Database, load: &Load) -> Away {
    let (what, behaviour) = match database.multi_az {
        MultiAz::None => ("nothing takes over: AWS restarts it", &RESTART_DATABASE),
        MultiAz::Standby => ("the standby takes over", &FAILOVER_STANDBY),
        MultiAz::Cluster => ("another instance of the cluster takes over", &FAILOVER_CLUSTER),
    };
    let client = if database.proxy { &PROXY_HOLDS } else { &DATABASE_DNS };
    let seconds = match database.multi_az {
        MultiAz::None => behaviour.seconds + client.seconds,
        MultiAz::Standby | MultiAz::Cluster => database.seconds_until_reached(),
    };
    Away { seconds, patience: load.patience, what: what.to_owned(), behaviour, client }
}

impl Away {
    /// Requests that begin while the database is away wait as long as they may; only those that see it come back are answered.
    pub(in crate::rehearse) fn begin(&self, world: &mut World<'_>) {
        world.note(format!("the database is away: {}", self.what), Some(self.behaviour));
        if world.group.check.is_none() || self.patience < self.seconds {
            world.traffic.database_away = Some((self.patience.min(self.seconds), self.seconds));
        }
        let wait = if self.client.id == PROXY_HOLDS.id {
            "the proxy keeps the clients' connections and lets them wait".to_owned()
        } else {
            format!("clients may keep its old address for {} s more", DATABASE_DNS.seconds)
        };
        world.note(wait, Some(self.client));
        if world.group.liveness_asks_database {
            world.note("the health check asks the database: every instance fails it", None);
            world.liveness(false);
        }
    }
}

pub(super) fn run(stage: &Stage<'_>) -> Vec<Timeline> {
    let architecture = stage.architecture;
    if architecture.databases.is_empty() {
        return vec![Timeline::does_not_apply(architecture, Scenario::DatabaseFailover, None, "there is no database")];
    }
    let mut timelines = Vec::new();
    for (name, service) in &architecture.services {
        let group = Group::new(architecture, name, service);
        let databases: Vec<(&Name, &Database)> =
            service.connects_to.iter().filter_map(|Connection::Database(name)| architecture.databases.get_key_value(name)).collect();
        if databases.is_empty() {
            let why = "it connects to no database";
            timelines.push(Timeline::does_not_apply(architecture, Scenario::DatabaseFailover, Some(name), why));
        }
        timelines.extend(databases.into_iter().map(|(name, database)| play(stage, &group, name, database)));
    }
    timelines
}

pub(in crate::rehearse) fn play(stage: &Stage<'_>, group: &Group, name: &Name, database: &Database) -> Timeline {
    let mut world = stage.world(Scenario::DatabaseFailover, group);
    let away = away(database, &group.load);
    away.begin(&mut world);
    world.outside_at(away.seconds, Outside::DatabaseBack);
    world.run(away.seconds + 60);
    let mut timeline = Timeline::of(stage, Scenario::DatabaseFailover, &world);
    timeline.capacity_back = timeline.capacity_back.map(|back| back.max(away.seconds));
    let event = Notice {
        at: EVENTS.seconds,
        name: format!("{}-failover", names::database(stage.architecture, name)),
        priority: Priority::P1,
        until: None,
    };
    timeline.noticed.insert(0, event);
    timeline.notes.push(if group.check.is_none() {
        "jobs wait in the queue meanwhile, and are done afterwards".to_owned()
    } else if group.liveness_asks_database {
        "a health check that asks the database has the whole fleet replaced for what a failover would have mended".to_owned()
    } else {
        format!(
            "liveness asks no database, so no instance is replaced; a request that begins less than {} s before the end is only slow",
            away.patience
        )
    });
    timeline
}
