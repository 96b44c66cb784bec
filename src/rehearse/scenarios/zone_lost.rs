//! A zone is lost for an hour: the first one, which holds the most, and whatever exists only once.

use super::{Stage, away};
use crate::model::{Connection, Nat};
use crate::rehearse::behaviour::{LAUNCH, MACHINE_LOST, NAT_GATEWAY, ZONE_OUTAGE};
use crate::rehearse::group::Group;
use crate::rehearse::world::{Outside, Told};
use crate::rehearse::{Scenario, Timeline};

const ZONE: usize = 0;

pub(super) fn run(stage: &Stage<'_>) -> Vec<Timeline> {
    stage.each(Scenario::ZoneLost, |group| play(stage, group))
}

fn play(stage: &Stage<'_>, group: &Group) -> Timeline {
    let mut world = stage.world(Scenario::ZoneLost, group);
    let there: Vec<usize> = (0..world.instances.len()).filter(|index| world.instances[*index].zone == ZONE).collect();
    world.note(format!("{} is lost, with {} of {} instances", group.zones[ZONE], there.len(), group.desired), Some(&ZONE_OUTAGE));
    world.tell(Told::Issue);
    world.lost[ZONE] = true;
    for index in there {
        world.lose(index);
    }
    world.outside_at(ZONE_OUTAGE.seconds, Outside::ZoneBack(ZONE));
    let mut notes = way_out(stage, group, &mut world);
    let databases = stage.architecture.services.get(&group.service).map(|service| service.connects_to.as_slice()).unwrap_or_default();
    for Connection::Database(name) in databases {
        let Some(database) = stage.architecture.databases.get(name) else { continue };
        let mut away = away(database, &group.load);
        if database.failover_seconds().is_none() {
            away.seconds = ZONE_OUTAGE.seconds;
            notes.push(format!("database {name} has nothing that takes over: if it was in the zone, it is away until the zone is back"));
        } else {
            notes.push(format!("database {name} is taken to have had its writer in the zone: it fails over within {} s", away.seconds));
        }
        away.begin(&mut world);
        world.outside_at(away.seconds, Outside::DatabaseBack);
    }
    world.run(600);
    let mut timeline = Timeline::of(stage, Scenario::ZoneLost, &world);
    timeline.notes = notes;
    timeline
}

/// A way out that exists once is lost with its zone.
fn way_out(stage: &Stage<'_>, group: &Group, world: &mut crate::rehearse::world::World<'_>) -> Vec<String> {
    let network = &stage.architecture.network;
    let endpoint = network.interface_endpoints.iter().any(|endpoint| endpoint.as_str() == "autoscaling");
    let back = match network.nat {
        Nat::Single => ZONE_OUTAGE.seconds,
        // It is replaced in another zone.
        Nat::Instance => MACHINE_LOST.seconds + 2 * LAUNCH.seconds,
        Nat::None | Nat::PerAz => return Vec::new(),
    };
    if endpoint || !group.can_report {
        return Vec::new();
    }
    world.can_report = false;
    if stage.architecture.production {
        world.shows.insert("single-nat-in-production");
    }
    world.note("the only NAT is lost with it: no new instance can report that it is ready", Some(&NAT_GATEWAY));
    world.outside_at(back, Outside::WayOutBack);
    vec![format!("every zone leaves through {}: replacements cannot enter service before {back} s", group.zones[ZONE])]
}
