//! The incidents of the journey: as they were first configured, and as they were mended.

use super::*;
use crate::rehearse::journey::first_configured;
use crate::rehearse::scenarios::{Stage, play};

#[test]
fn a_grace_period_of_120_for_a_start_of_240_never_heals_without_a_hook() {
    let architecture = service("startup_seconds = 240");
    let stage = Stage::new(&architecture, SEED);
    let then = Group { grace: 120, ..first_configured(&group(&architecture, "web")) };
    for scenario in [Scenario::InstanceHung, Scenario::FirstStart] {
        let timeline = play(scenario, &stage, &then);
        assert_eq!(never_heals(&timeline), Some("grace-period-shorter-than-startup"), "{scenario:?}");
        let replaced = timeline.steps.iter().filter(|step| step.what.contains("grace period of 120 s is over")).count();
        assert!(replaced >= 3, "terminate and replace, {replaced} times");
        assert_eq!(timeline.capacity_back, None);
    }
    // Ten minutes were the cure.
    let mended = Group { grace: 600, ..then };
    for scenario in [Scenario::InstanceHung, Scenario::SlowStart, Scenario::FirstStart] {
        assert_eq!(play(scenario, &stage, &mended).verdict, Verdict::Heals, "{scenario:?}");
    }
}

#[test]
fn five_minutes_are_enough_until_there_is_load() {
    let architecture = service("startup_seconds = 240");
    let stage = Stage::new(&architecture, SEED);
    let then = first_configured(&group(&architecture, "web"));
    assert_eq!(play(Scenario::InstanceHung, &stage, &then).verdict, Verdict::Heals);
    assert_eq!(never_heals(&play(Scenario::SlowStart, &stage, &then)), Some("grace-period-shorter-than-startup"));
}

#[test]
fn what_tfgen_renders_is_held_by_its_hook_whatever_the_grace_period() {
    let short = service("startup_seconds = 240\n health_check_grace_period = 120");
    for scenario in [Scenario::InstanceHung, Scenario::SlowStart, Scenario::ZoneLost] {
        assert_eq!(timeline(&short, scenario, "web").verdict, Verdict::Heals, "{scenario:?}");
    }
    let hook = service("startup_seconds = 240\n launching_hook_timeout = 200");
    assert_eq!(never_heals(&timeline(&hook, Scenario::InstanceHung, "web")), Some("launching-hook-shorter-than-slow-start"));
}

#[test]
fn the_loop_of_replacements_then_and_now() {
    let incidents = journey(&example("prod"));
    let titles: Vec<&str> = incidents.iter().map(|incident| incident.title).collect();
    assert_eq!(titles, ["the group kept terminating healthy instances", "502 while instances go", "minutes of errors in a failover"]);
    assert_eq!(never_heals(&incidents[0].then), Some("grace-period-shorter-than-startup"));
    assert!(incidents.iter().all(|incident| incident.now.verdict == Verdict::Heals));
}

#[test]
fn the_502s_then_and_now() {
    let incident = &journey(&example("prod"))[1];
    let why: Vec<&str> = incident.then.failed.iter().map(|failed| failed.why.as_str()).collect();
    assert_eq!(why, ["cut off by the end of the drain", "keep-alive too short (in an hour)"]);
    assert!(incident.now.failed.is_empty(), "{:?}", incident.now.failed);
}

#[test]
fn the_failover_then_and_now() {
    let incident = &journey(&example("prod"))[2];
    let (then, now) = (&incident.then, &incident.now);
    // Two to three minutes of errors: the failover, and the old address.
    let back = then.steps.iter().find(|step| step.what.contains("the database answers again")).unwrap().at;
    assert!((120..=180).contains(&back), "{back}");
    assert_eq!((then.least_healthy, now.least_healthy), (0, 3), "a liveness that asks the database takes the fleet along");
    assert!(then.steps.iter().any(|step| step.what.contains("the group decides to replace it")));
    assert!(now.failures() < then.failures() && now.capacity_back < then.capacity_back);
    assert_eq!(now.noticed[0].priority.as_str(), "p1");
}
