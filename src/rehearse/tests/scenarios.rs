//! Every scenario, on the example's production and on a variant that is broken for it.

use super::*;
use crate::model::{Bounded, HealthCheckType, MultiAz, Nat};

fn prod(change: impl Fn(&mut Architecture)) -> Architecture {
    let mut architecture = example("prod");
    change(&mut architecture);
    architecture
}

fn api(architecture: &mut Architecture) -> &mut crate::model::Service {
    architecture.services.iter_mut().find(|(name, _)| name.as_str() == "api").unwrap().1
}

#[test]
fn the_example_heals_from_everything_and_says_what_does_not_apply() {
    for environment in ["dev", "staging", "prod"] {
        let timelines = all(&example(environment));
        for scenario in Scenario::ALL {
            assert!(timelines.iter().any(|timeline| timeline.scenario == *scenario), "{environment} says nothing of {scenario:?}");
        }
        for timeline in &timelines {
            assert!(!timeline.wrong(), "{}: {}", timeline.heading(), timeline.ending());
            assert!(timeline.shows.is_empty(), "{}: {:?}", timeline.heading(), timeline.shows);
        }
    }
}

#[test]
fn a_zone_is_lost() {
    let sound = timeline(&example("prod"), Scenario::ZoneLost, "api");
    assert_eq!((&sound.verdict, sound.least_healthy), (&Verdict::Heals, 2));
    assert!(sound.noticed.iter().any(|notice| notice.name == "shop-prod-api-no-healthy-host-us-east-1a" && notice.until.is_some()));
    assert!(sound.noticed[0].name.ends_with("us-east-1a"), "AWS Health comes later: {:?}", sound.noticed);
    let broken = timeline(&prod(|architecture| architecture.network.nat = Nat::Single), Scenario::ZoneLost, "api");
    assert!(broken.capacity_back > sound.capacity_back && broken.shows == ["single-nat-in-production"]);
}

#[test]
fn an_instance_hangs() {
    let sound = timeline(&example("prod"), Scenario::InstanceHung, "api");
    assert_eq!(sound.verdict, Verdict::Heals);
    let broken = timeline(&prod(|architecture| api(architecture).health_check_type = HealthCheckType::Ec2), Scenario::InstanceHung, "api");
    assert_eq!(never_heals(&broken), Some("ec2-health-check-behind-load-balancer"));
    assert!(broken.wrong() && broken.capacity_back.is_none());
}

#[test]
fn an_objective_is_kept_or_missed() {
    let objective = |seconds: u32| {
        let architecture = prod(|architecture| api(architecture).recovery_time_objective_seconds = Some(Bounded::clamped(seconds)));
        timeline(&architecture, Scenario::InstanceHung, "api")
    };
    let back = timeline(&example("prod"), Scenario::InstanceHung, "api").capacity_back.unwrap();
    assert!(objective(back).objective.unwrap().met && !objective(back).wrong());
    let missed = objective(back - 1);
    assert!(!missed.objective.unwrap().met && missed.wrong());
    assert_eq!(missed.shows, ["healing-slower-than-recovery-objective"]);
    let elsewhere = timeline(
        &prod(|architecture| api(architecture).recovery_time_objective_seconds = Some(Bounded::clamped(1))),
        Scenario::SlowStart,
        "api",
    );
    assert_eq!(elsewhere.objective, None, "it is about starts that take as long as declared");
}

#[test]
fn a_start_is_slow() {
    assert_eq!(timeline(&example("prod"), Scenario::SlowStart, "api").verdict, Verdict::Heals);
    let hook = |seconds: u32| {
        timeline(&prod(|architecture| api(architecture).launching_hook_timeout = Bounded::clamped(seconds)), Scenario::SlowStart, "api")
    };
    assert_eq!(hook(480).verdict, Verdict::Heals);
    assert_eq!(never_heals(&hook(479)), Some("launching-hook-shorter-than-slow-start"));
}

#[test]
fn a_group_is_made() {
    assert!(timeline(&example("prod"), Scenario::FirstStart, "api").shows.is_empty());
    let broken = prod(|architecture| api(architecture).health_check_grace_period = Bounded::clamped(120));
    assert_eq!(timeline(&broken, Scenario::FirstStart, "api").shows, ["grace-period-shorter-than-startup"]);
}

#[test]
fn a_version_never_becomes_healthy() {
    let sound = timeline(&example("prod"), Scenario::BadDeployment, "api");
    assert_eq!((sound.capacity_back, sound.least_healthy, sound.failures()), (Some(0), 3, 0));
    let names: Vec<(&str, &str)> = sound.noticed.iter().map(|notice| (notice.name.as_str(), notice.priority.as_str())).collect();
    assert_eq!(names, [("shop-prod-launch-failed", "p3"), ("shop-prod-deployment-failed", "p2")]);
    let broken = prod(|architecture| api(architecture).instance_refresh.min_healthy_percentage = Bounded::clamped(0));
    let broken = prod_without_room(broken);
    let broken = timeline(&broken, Scenario::BadDeployment, "api");
    assert_eq!(broken.least_healthy, 0);
    assert!(broken.failures() > 0 && broken.capacity_back > Some(3600));
}

fn prod_without_room(mut architecture: Architecture) -> Architecture {
    api(&mut architecture).instance_refresh.max_healthy_percentage = Bounded::clamped(100);
    architecture
}

#[test]
fn a_database_fails_over() {
    let of = |multi_az, proxy| {
        let architecture = prod(|architecture| {
            let database = architecture.databases.values_mut().next().unwrap();
            (database.multi_az, database.proxy) = (multi_az, proxy);
        });
        timeline(&architecture, Scenario::DatabaseFailover, "api")
    };
    let back = |multi_az, proxy| of(multi_az, proxy).capacity_back.unwrap();
    assert_eq!(back(MultiAz::Cluster, true), 35);
    assert_eq!(back(MultiAz::Cluster, false), 65, "the old address is kept for 30 s");
    assert_eq!(back(MultiAz::Standby, true), 82, "the proxy does not wait for the DNS");
    assert_eq!(back(MultiAz::Standby, false), 150);
    assert_eq!(back(MultiAz::None, false), 330);
    let failures = |multi_az, proxy| of(multi_az, proxy).failures();
    assert!(failures(MultiAz::Cluster, true) < failures(MultiAz::Standby, true));
    assert!(failures(MultiAz::Standby, true) < failures(MultiAz::None, false));
    let worker = timeline(&example("prod"), Scenario::DatabaseFailover, "orders");
    assert_eq!(worker.failures(), 0, "jobs wait");
    assert!(matches!(timeline(&example("prod"), Scenario::DatabaseFailover, "storefront").verdict, Verdict::DoesNotApply { .. }));
}

#[test]
fn an_instance_goes() {
    assert_eq!(timeline(&example("prod"), Scenario::ScaleIn, "api").failures(), 0);
    let broken = prod(|architecture| {
        let crate::model::Kind::Web(web) = &mut api(architecture).kind else { panic!("a web service") };
        web.deregistration_delay = Bounded::clamped(5);
        web.keep_alive_seconds = Bounded::clamped(5);
    });
    let broken = timeline(&broken, Scenario::ScaleIn, "api");
    assert_eq!(broken.shows, ["drain-shorter-than-longest-request", "keep-alive-not-above-idle-timeout"]);
    assert_eq!(broken.failed.len(), 2);
}

#[test]
fn a_spot_instance_is_reclaimed() {
    let sound = timeline(&example("prod"), Scenario::SpotReclaim, "orders");
    assert_eq!((&sound.verdict, sound.failures()), (&Verdict::Heals, 0));
    assert!(matches!(timeline(&example("prod"), Scenario::SpotReclaim, "api").verdict, Verdict::DoesNotApply { .. }));
    let broken = prod(|architecture| {
        let orders = architecture.services.iter_mut().find(|(name, _)| name.as_str() == "orders").unwrap().1;
        orders.shutdown_seconds = Bounded::clamped(121);
    });
    assert_eq!(timeline(&broken, Scenario::SpotReclaim, "orders").failures(), 1, "the job takes longer than the notice");
}

#[test]
fn a_nat_is_lost() {
    let affected = |nat| {
        let timeline = timeline(&prod(|architecture| architecture.network.nat = nat), Scenario::NatLost, "api");
        (timeline.steps[1].what.split(' ').next().unwrap().to_owned(), timeline.capacity_back)
    };
    assert_eq!(affected(Nat::PerAz), ("1".to_owned(), Some(3600)));
    assert_eq!(affected(Nat::Single), ("3".to_owned(), Some(3600)));
    assert_eq!(affected(Nat::Instance), ("3".to_owned(), Some(240)));
    let none = rehearse(&prod(|architecture| architecture.network.nat = Nat::None), &[Scenario::NatLost], SEED);
    assert!(matches!(&none[0].verdict, Verdict::DoesNotApply { why } if why.contains("`nat`")));
}

#[test]
fn traffic_doubles() {
    let sound = timeline(&example("prod"), Scenario::TrafficDoubles, "api");
    assert_eq!(sound.verdict, Verdict::Heals);
    assert!(sound.noticed.iter().any(|notice| notice.name == "shop-prod-scaling"));
    let broken = timeline(&prod(|architecture| api(architecture).max_size = Bounded::clamped(3)), Scenario::TrafficDoubles, "api");
    assert!(matches!(&broken.verdict, Verdict::TooSmall { why } if why.contains("`max_size` of 3")), "{:?}", broken.verdict);
    assert!(broken.noticed.iter().any(|notice| notice.name == "shop-prod-load-balancer-5xx" && notice.until.is_none()));
}

#[test]
fn a_lock_is_stale() {
    let of = |locking| {
        let timelines = rehearse(&prod(|architecture| architecture.state.locking = locking), &[Scenario::StaleLock], SEED);
        assert!(matches!(timelines[0].verdict, Verdict::ByHand { .. }));
        text(&timelines)
    };
    use crate::model::Locking;
    assert!(of(Locking::S3).contains("s3://shop-terraform-state-example/prod/terraform.tfstate.tflock"));
    assert!(of(Locking::DynamoDb).contains("{\"LockID\":{\"S\":\"shop-terraform-state-example/prod/terraform.tfstate\"}}"));
    assert!(of(Locking::Both).contains("tflock") && of(Locking::Both).contains("LockID"));
}
