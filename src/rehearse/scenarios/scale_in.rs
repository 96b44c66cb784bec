//! An instance goes while requests are in flight, as at the end of every peak and in every deployment.

use super::Stage;
use crate::rehearse::behaviour::{DRAIN, KEEP_ALIVE};
use crate::rehearse::group::Group;
use crate::rehearse::timeline::{Failed, whole};
use crate::rehearse::{Scenario, Timeline};

pub(super) fn run(stage: &Stage<'_>) -> Vec<Timeline> {
    stage.each(Scenario::ScaleIn, |group| play(stage, group))
}

pub(super) fn play(stage: &Stage<'_>, group: &Group) -> Timeline {
    // One more than usual, left over from a peak.
    let group = Group { desired: group.desired + 1, ..group.clone() };
    let mut world = stage.world(Scenario::ScaleIn, &group);
    world.desired -= 1;
    let what = if group.check.is_some() {
        format!("an instance is to go: no new requests, and up to {} s for those in flight", group.drain)
    } else {
        "an instance is to go: it ends its job and takes no other".to_owned()
    };
    world.note(what, Some(&DRAIN));
    world.end(0);
    let errors = world.keep_alive_errors();
    if let Some((keep, idle)) = group.keep_alive.filter(|(keep, idle)| keep <= idle) {
        world.note(
            format!("all the time: the application closes idle connections after {keep} s, the load balancer uses them for {idle} s: 502 now and then"),
            Some(&KEEP_ALIVE),
        );
        world.shows.insert("keep-alive-not-above-idle-timeout");
    }
    world.run(600);
    let mut timeline = Timeline::of(stage, Scenario::ScaleIn, &world);
    if errors > 0.0 {
        timeline.failed.push(Failed { why: "keep-alive too short (in an hour)".to_owned(), requests: whole(errors).max(1) });
    }
    timeline
}
