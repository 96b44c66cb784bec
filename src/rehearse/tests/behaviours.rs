//! Each behaviour by itself, in seconds.

use super::*;
use crate::model::{Bounded, Nat};

fn at(timeline: &Timeline, what: &str) -> u32 {
    let step = timeline.steps.iter().find(|step| step.what.contains(what));
    step.unwrap_or_else(|| panic!("no step says `{what}`: {:#?}", timeline.steps)).at
}

fn says(timeline: &Timeline, what: &str) -> bool {
    timeline.steps.iter().any(|step| step.what.contains(what))
}

fn requests(timeline: &Timeline, why: &str) -> u64 {
    timeline.failed.iter().filter(|failed| failed.why.contains(why)).map(|failed| failed.requests).sum()
}

const HUNG: &str = "min_size = 3\n health_check {\n interval = 20\n timeout = 5\n unhealthy_threshold = 4\n }";

#[test]
fn a_target_that_hangs_is_unhealthy_after_its_checks_and_a_timeout() {
    let seen: Vec<u32> = (0..40)
        .map(|seed| {
            let timelines = rehearse(&service(HUNG), &[Scenario::InstanceHung], seed);
            at(&timelines[0], "finds an instance unhealthy")
        })
        .collect();
    // Three intervals between four checks, a timeout, and up to one interval until the first of them.
    assert!(seen.iter().all(|at| (66..=85).contains(at)), "{seen:?}");
    assert!(seen.iter().any(|at| *at < 72) && seen.iter().any(|at| *at > 78), "when it is asked is left to chance: {seen:?}");
}

#[test]
fn a_replacement_starts_reports_and_passes_one_check() {
    let timeline = timeline(&service(HUNG), Scenario::InstanceHung, "web");
    let (launched, ready) = (at(&timeline, "is launched"), at(&timeline, "it is ready"));
    assert!((launched + 75..=launched + 90).contains(&ready), "a boot of up to 30 s and a start of 60 s");
    assert!((ready + 1..=ready + 20).contains(&at(&timeline, "finds it healthy")), "one good check is enough");
    assert!(launched - at(&timeline, "finds an instance unhealthy") <= behaviour::GROUP_NOTICES.seconds);
    assert_eq!((timeline.least_healthy, timeline.wanted), (2, 3));
}

#[test]
fn new_instances_come_before_old_ones_go_as_far_as_there_may_be_more() {
    let refresh = |least: u32, most: u32| {
        let mut architecture = service("min_size = 4\n max_size = 8");
        let service = architecture.services.values_mut().next().unwrap();
        service.instance_refresh.min_healthy_percentage = Bounded::clamped(least);
        service.instance_refresh.max_healthy_percentage = Bounded::clamped(most);
        timeline(&architecture, Scenario::BadDeployment, "web").least_healthy
    };
    assert_eq!([refresh(100, 120), refresh(90, 120), refresh(50, 100), refresh(100, 100), refresh(0, 100)], [4, 4, 2, 3, 0]);
}

#[test]
fn a_deployment_that_never_becomes_healthy_is_rolled_back_and_everyone_is_back() {
    let architecture = service("min_size = 4\n instance_refresh {\n min_healthy_percentage = 50\n max_healthy_percentage = 100\n }");
    let timeline = timeline(&architecture, Scenario::BadDeployment, "web");
    assert_eq!(timeline.verdict, Verdict::Heals);
    let rolled_back = at(&timeline, "rolled back");
    assert!(timeline.capacity_back.unwrap() > rolled_back, "{:?}", timeline.capacity_back);
    assert!(timeline.noticed.iter().any(|notice| notice.name.ends_with("deployment-failed") && notice.at > rolled_back));
}

#[test]
fn a_version_that_answers_with_errors_is_rolled_back_by_its_alarm() {
    let deployed = |threshold: u32| {
        let text = format!("min_size = 4\n instance_refresh {{\n rollback_5xx_threshold = {threshold}\n }}");
        timeline(&service(&text), Scenario::FaultyDeployment, "web")
    };
    let (heard, deaf) = (deployed(10), deployed(1_000_000));
    assert_eq!((&heard.verdict, heard.least_healthy), (&Verdict::Heals, 4), "it is healthy, and of no use");
    let (serves, fired) = (at(&heard, "finds it healthy"), at(&heard, "the refresh's alarm fires"));
    assert!((serves + 120..=serves + 240).contains(&fired), "two whole minutes of errors, and one until they are known: {serves}, {fired}");
    assert_eq!(at(&heard, "rolled back"), fired);
    assert!(heard.noticed.iter().any(|notice| notice.name.ends_with("deployment-failed")));
    assert!(says(&deaf, "the deployment is complete") && requests(&deaf, "the new version") > requests(&heard, "the new version"));
}

#[test]
fn a_drain_as_long_as_the_longest_request_cuts_nothing_off() {
    let cut = |drain: u32| {
        let architecture = service(&format!("longest_request_seconds = 30\n deregistration_delay = {drain}"));
        let timeline = timeline(&architecture, Scenario::ScaleIn, "web");
        (requests(&timeline, "drain"), timeline.shows.contains(&"drain-shorter-than-longest-request"))
    };
    assert_eq!(cut(30), (0, false));
    assert!(cut(29).0 > 0 && cut(29).1);
    assert!(cut(0).0 > cut(29).0);
}

#[test]
fn a_terminating_hook_has_to_cover_the_shutdown_and_being_told() {
    let cut = |hook: u32| {
        says(
            &timeline(&service(&format!("shutdown_seconds = 60\n terminating_hook_timeout = {hook}")), Scenario::ScaleIn, "web"),
            "the machine goes",
        )
    };
    assert!(cut(60), "the instance asks every 5 s");
    assert!(!cut(65));
}

#[test]
fn a_keep_alive_below_the_idle_timeout_costs_a_502_now_and_then() {
    let errors = |keep: u32| requests(&timeline(&service(&format!("keep_alive_seconds = {keep}")), Scenario::ScaleIn, "web"), "keep-alive");
    assert!(errors(5) > 0);
    assert_eq!(errors(65), 0);
}

#[test]
fn the_first_instances_of_a_group_have_no_hook_only_the_grace_period() {
    let first = |grace: u32| {
        timeline(&service(&format!("startup_seconds = 240\n health_check_grace_period = {grace}")), Scenario::FirstStart, "web")
    };
    let (short, long) = (first(120), first(600));
    assert!(says(&short, "grace period of 120 s is over") && short.shows == ["grace-period-shorter-than-startup"]);
    assert!(!says(&long, "is over") && long.shows.is_empty());
    assert_eq!((&short.verdict, &long.verdict), (&Verdict::Heals, &Verdict::Heals), "replacements are held by the hook");
    let launches = |timeline: &Timeline| timeline.steps.iter().filter(|step| step.what.contains("is launched")).count();
    assert_eq!((launches(&short), launches(&long)), (2, 1));
}

#[test]
fn without_a_way_out_nobody_enters_service() {
    let timeline = timeline(&service("internet_egress = false"), Scenario::InstanceHung, "web");
    assert_eq!(never_heals(&timeline), Some("lifecycle-report-without-way-out"));
    let mut architecture = web("network {\n interface_endpoints = [\"autoscaling\"]\n }\n service \"web\" {\n internet_egress = false\n }");
    architecture.network.nat = Nat::None;
    assert_eq!(super::timeline(&architecture, Scenario::InstanceHung, "web").verdict, Verdict::Heals, "the endpoint is a way");
}

#[test]
fn every_target_dead_opens_the_load_balancer_to_all_of_them() {
    let timeline = timeline(&service("min_size = 1\n startup_seconds = 300"), Scenario::InstanceHung, "web");
    assert!(says(&timeline, "requests go to all of them"));
    let woken = timeline.noticed.iter().find(|notice| notice.name.ends_with("-every-target-unhealthy"));
    assert_eq!(woken.map(|notice| notice.priority.as_str()), Some("p1"));
}

#[test]
fn a_zone_that_is_back_gets_its_instances_back() {
    let mut architecture = service("min_size = 4");
    architecture.network.nat = Nat::PerAz;
    let timeline = timeline(&architecture, Scenario::ZoneLost, "web");
    assert_eq!((timeline.least_healthy, &timeline.verdict), (2, &Verdict::Heals));
    assert!(at(&timeline, "the zones are uneven") >= behaviour::ZONE_OUTAGE.seconds);
    assert!(timeline.capacity_back.unwrap() < 300, "the other zone has replaced it long before");
}

#[test]
fn the_only_nat_keeps_replacements_out_until_its_zone_is_back() {
    let mut architecture = service("min_size = 2");
    architecture.network.nat = Nat::Single;
    assert!(timeline(&architecture, Scenario::ZoneLost, "web").capacity_back.unwrap() > behaviour::ZONE_OUTAGE.seconds);
    architecture.network.nat = Nat::Instance;
    let replaced = timeline(&architecture, Scenario::ZoneLost, "web").capacity_back.unwrap();
    assert!((240..1200).contains(&replaced), "the NAT instance is replaced after minutes: {replaced}");
    architecture.network.nat = Nat::PerAz;
    assert!(timeline(&architecture, Scenario::ZoneLost, "web").capacity_back.unwrap() < 240);
}

#[test]
fn scaling_answers_twice_the_load_as_far_as_it_may() {
    let doubled = |max: u32| {
        let text = format!("min_size = 4\n max_size = {max}\n scaling {{\n cpu_target = 50\n }}");
        timeline(&service(&text), Scenario::TrafficDoubles, "web")
    };
    let (room, tight) = (doubled(12), doubled(5));
    assert_eq!((room.wanted, &room.verdict), (8, &Verdict::Heals), "twice the load, twice the instances, and no more");
    assert_eq!(tight.wanted, 5);
    let none = timeline(&service("min_size = 4"), Scenario::TrafficDoubles, "web");
    assert!(matches!(&none.verdict, Verdict::TooSmall { why } if why.contains("without `scaling`")), "{:?}", none.verdict);
    assert!(none.failures() > 0 && !none.wrong());
}

#[test]
fn a_warm_up_keeps_steps_from_answering_the_same_burst_twice() {
    let text = "min_size = 4\n max_size = 40\n scaling {\n step {\n requests_threshold = 1000\n percent = 50\n }\n }";
    let timeline = timeline(&service(text), Scenario::TrafficDoubles, "web");
    assert!((6..=12).contains(&timeline.wanted), "grown to {}", timeline.wanted);
    assert!(timeline.steps.iter().any(|step| step.behaviour == Some("step-scaling")));
}
