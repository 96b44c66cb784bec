//! One instance stops answering.

use super::Stage;
use crate::rehearse::group::Group;
use crate::rehearse::world::World;
use crate::rehearse::{Scenario, Timeline};

pub(super) fn run(stage: &Stage<'_>) -> Vec<Timeline> {
    stage.each(Scenario::InstanceHung, |group| play(stage, group))
}

pub(super) fn play(stage: &Stage<'_>, group: &Group) -> Timeline {
    let mut world = stage.world(Scenario::InstanceHung, group);
    hang(&mut world);
    world.run(600);
    let mut timeline = Timeline::of(stage, Scenario::InstanceHung, &world);
    if group.check.is_none() {
        timeline.notes.push(
            "a process that hangs on a machine that runs is found by nobody: its message comes back to the others after \
             `visibility_timeout_seconds`, and the alarm on the oldest message tells if they do not get through"
                .to_owned(),
        );
    }
    timeline
}

/// The application of a web service hangs; of a worker, whom nobody asks, the machine.
fn hang(world: &mut World<'_>) {
    if world.group.check.is_some() {
        world.note("an instance stops answering", None);
        world.instances[0].answers = false;
        world.judge(0);
    } else {
        world.note("an instance stops: its machine fails EC2's status checks", None);
        world.lose(0);
    }
}
