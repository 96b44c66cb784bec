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
    world.deploying = true;
    world.broken = true;
    for instance in &mut world.instances {
        instance.old = true;
    }
    let (least, most) = group.healthy_percentages;
    world.note(format!("an instance refresh begins: between {least} % and {most} % of {} instances", group.desired), None);
    world.deploy();
    world.outside_at(REFRESH_FAILS.seconds, Outside::RollBack);
    world.run(600);
    let mut timeline = Timeline::of(stage, Scenario::BadDeployment, &world);
    timeline.notes.push(
        "a version that becomes ready and then answers with 5xx is rolled back sooner: by the alarm that the refresh watches".to_owned(),
    );
    timeline
}
