//! The group is made: until Terraform has made its hooks as well, instances enter service before they answer, and only the grace period
//! stands between them and being replaced.

use super::Stage;
use crate::rehearse::behaviour::HOOKS_LATER;
use crate::rehearse::group::Group;
use crate::rehearse::world::{Outside, World};
use crate::rehearse::{Scenario, Timeline};

pub(super) fn run(stage: &Stage<'_>) -> Vec<Timeline> {
    stage.each(Scenario::FirstStart, |group| play(stage, group))
}

pub(super) fn play(stage: &Stage<'_>, group: &Group) -> Timeline {
    let mut world = World::empty(group, stage.chance(Scenario::FirstStart, group));
    world.hooks = false;
    world.note(format!("the group is made, with {} instances", group.desired), Some(&HOOKS_LATER));
    for _ in 0..group.desired {
        world.launch();
    }
    if group.launching_hook.is_some() {
        world.outside_at(HOOKS_LATER.seconds, Outside::HooksMade);
    }
    world.run(0);
    let mut timeline = Timeline::of(stage, Scenario::FirstStart, &world);
    // Nobody uses it yet, and its alarms are being made as well.
    timeline.noticed.clear();
    timeline.failed.clear();
    timeline.requests = 0;
    timeline.assumptions.clear();
    timeline
}
