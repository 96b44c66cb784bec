//! A version is deployed whose instances become healthy, and answer every request with an error.

use super::Stage;
use crate::rehearse::group::Group;
use crate::rehearse::world::Outside;
use crate::rehearse::{Scenario, Timeline};

pub(super) fn run(stage: &Stage<'_>) -> Vec<Timeline> {
    stage.each(Scenario::FaultyDeployment, |group| {
        if group.check.is_some() {
            return play(stage, group);
        }
        let why = "how often the jobs of a faulty version fail is not declared; dead letters roll it back";
        Timeline::does_not_apply(stage.architecture, Scenario::FaultyDeployment, Some(&group.service), why)
    })
}

fn play(stage: &Stage<'_>, group: &Group) -> Timeline {
    let mut world = stage.world(Scenario::FaultyDeployment, group);
    world.faulty = true;
    world.begin_deployment();
    world.outside_at(60, Outside::Watch);
    world.run(600);
    let mut timeline = Timeline::of(stage, Scenario::FaultyDeployment, &world);
    timeline
        .notes
        .push("every answer of the new version is taken to be an error; one that fails rarely is found later, or not at all".to_owned());
    timeline
}
