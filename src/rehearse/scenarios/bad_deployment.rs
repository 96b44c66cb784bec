//! A version is deployed whose instances never answer.

use super::Stage;
use crate::rehearse::behaviour::REFRESH_FAILS;
use crate::rehearse::group::Group;
use crate::rehearse::world::Outside;
use crate::rehearse::{Scenario, Timeline};

pub(super) fn run(stage: &Stage<'_>) -> Vec<Timeline> {
    stage.each(Scenario::BadDeployment, |group| play(stage, group))
}

fn play(stage: &Stage<'_>, group: &Group) -> Timeline {
    let mut world = stage.world(Scenario::BadDeployment, group);
    world.broken = true;
    world.begin_deployment();
    world.outside_at(REFRESH_FAILS.seconds, Outside::RollBack);
    world.run(600);
    Timeline::of(stage, Scenario::BadDeployment, &world)
}
