//! Twice the traffic, within five minutes, for good.

use super::Stage;
use crate::rehearse::group::Group;
use crate::rehearse::timeline::Verdict;
use crate::rehearse::world::Event;
use crate::rehearse::{Scenario, Timeline};

/// Seconds in which the traffic grows.
const RAMP: u32 = 300;

/// Seconds that are looked at, at least.
const LEAST: u32 = 3600;

pub(super) fn run(stage: &Stage<'_>) -> Vec<Timeline> {
    stage.each(Scenario::TrafficDoubles, |group| play(stage, group))
}

fn play(stage: &Stage<'_>, group: &Group) -> Timeline {
    let mut world = stage.world(Scenario::TrafficDoubles, group);
    world.traffic.growth = Some((0, RAMP, 2.0));
    world.note(
        format!("traffic grows from {:.2} to {:.2} a second within {RAMP} s", group.load.per_second, group.load.per_second * 2.0),
        None,
    );
    if group.scaling.is_some() {
        world.after(60, Event::Scaling);
    }
    world.run(LEAST);
    let mut timeline = Timeline::of(stage, Scenario::TrafficDoubles, &world);
    let carried = f64::from(world.serving()) * group.load.instance;
    let needed = world.traffic.per_second(world.now);
    if carried + 1e-9 < needed {
        timeline.capacity_back = None;
        let why = match &group.scaling {
            None => format!("without `scaling` the group stays at {}, which carry {carried:.1} of {needed:.1} a second", world.serving()),
            Some(_) => format!("at its `max_size` of {} the group carries {carried:.1} of {needed:.1} a second", group.max),
        };
        timeline.verdict = Verdict::TooSmall { why };
    } else {
        // Enough is there once no minute has more than it carries.
        let over = world.traffic.minutes.iter().rposition(|minute| minute.balancer_errors > 0.0);
        timeline.capacity_back = Some(over.map_or(0, |minute| (u32::try_from(minute).unwrap_or_default() + 1) * 60));
    }
    timeline
}
