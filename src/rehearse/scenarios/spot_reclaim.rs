//! EC2 takes a spot instance back.

use super::Stage;
use crate::rehearse::behaviour::SPOT_NOTICE;
use crate::rehearse::ending::TERMINATION_NOTICED;
use crate::rehearse::group::Group;
use crate::rehearse::world::Event;
use crate::rehearse::{Scenario, Timeline};

pub(super) fn run(stage: &Stage<'_>) -> Vec<Timeline> {
    stage.each(Scenario::SpotReclaim, |group| {
        let service = stage.architecture.services.get(&group.service);
        let mixed = service.and_then(|service| service.mixed_instances_policy.as_ref());
        let Some(mixed) = mixed.filter(|mixed| *mixed.on_demand_percentage_above_base_capacity < 100) else {
            let why = "every instance is on demand";
            return Timeline::does_not_apply(stage.architecture, Scenario::SpotReclaim, Some(&group.service), why);
        };
        let base = *mixed.on_demand_base_capacity;
        if base >= group.max {
            let why = format!("`on_demand_base_capacity` = {base} covers all of its {} instances", group.max);
            return Timeline::does_not_apply(stage.architecture, Scenario::SpotReclaim, Some(&group.service), why);
        }
        // Large enough to have one.
        play(stage, &Group { desired: group.desired.max(base + 1), ..group.clone() })
    })
}

fn play(stage: &Stage<'_>, group: &Group) -> Timeline {
    let mut world = stage.world(Scenario::SpotReclaim, group);
    let index = world.instances.len() - 1;
    world.note("a spot instance gets its notice, and has itself replaced and drained", Some(&SPOT_NOTICE));
    world.instances[index].marked = true;
    world.end(index);
    // A hook that is too short has cut it off before.
    let awaited = group.terminating_hook >= group.shutdown + TERMINATION_NOTICED;
    if group.check.is_none() && awaited && group.shutdown > SPOT_NOTICE.seconds {
        world.traffic.cut_off(SPOT_NOTICE.seconds, 1.0, "jobs cut off, and done again");
    }
    world.reconcile();
    world.at(SPOT_NOTICE.seconds, Event::MachineGone(index));
    world.run(600);
    Timeline::of(stage, Scenario::SpotReclaim, &world)
}
