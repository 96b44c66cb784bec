//! One instance is lost while a start takes twice as long as declared: the load that makes it slow lasts until there is help.

use super::Stage;
use crate::rehearse::group::Group;
use crate::rehearse::{Scenario, Timeline};

/// How many times as long a start takes under load. `launching-hook-shorter-than-slow-start` compares with the same number.
pub const FACTOR: u32 = 2;

pub(super) fn run(stage: &Stage<'_>) -> Vec<Timeline> {
    stage.each(Scenario::SlowStart, |group| play(stage, group))
}

pub(super) fn play(stage: &Stage<'_>, group: &Group) -> Timeline {
    let mut world = stage.world(Scenario::SlowStart, group);
    world.slowness = FACTOR;
    world.note(format!("under load a start takes {} s, {FACTOR} times as long as declared", group.startup * FACTOR), None);
    world.note("an instance is lost: its machine stops", None);
    world.lose(0);
    world.run(600);
    Timeline::of(stage, Scenario::SlowStart, &world)
}
