//! Guardrails and rehearsals judge the same architectures, by different means: they have to agree.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::guardrails;
use crate::model::{Bounded, HealthCheckType, Kind, MultiAz, Nat, Service};
use crate::rehearse::chance::Chance;
use crate::rehearse::scenarios::{self, Stage};

/// Rules that reject an architecture because it does not heal.
const NOT_HEALING: [&str; 3] =
    ["ec2-health-check-behind-load-balancer", "launching-hook-shorter-than-slow-start", "lifecycle-report-without-way-out"];

/// Scenarios in which one thing fails.
const SINGLE_FAULTS: [Scenario; 10] = [
    Scenario::ZoneLost,
    Scenario::InstanceHung,
    Scenario::SlowStart,
    Scenario::FirstStart,
    Scenario::BadDeployment,
    Scenario::FaultyDeployment,
    Scenario::DatabaseFailover,
    Scenario::ScaleIn,
    Scenario::SpotReclaim,
    Scenario::NatLost,
];

const ARCHITECTURES: u64 = 600;

/// One that may be sound or not. Each number keeps its default, mostly, and is anything at all otherwise.
fn drawn(base: &Architecture, chance: &mut Chance) -> Architecture {
    let mut architecture = base.clone();
    let zones = chance.between(2, 3) as usize;
    architecture.network.availability_zones.truncate(zones);
    architecture.network.nat = [Nat::PerAz, Nat::PerAz, Nat::Single, Nat::Instance, Nat::None][chance.between(0, 4) as usize];
    architecture.production = chance.between(0, 1) == 1;
    for database in architecture.databases.values_mut() {
        database.multi_az = [MultiAz::None, MultiAz::Standby, MultiAz::Cluster][chance.between(0, 2) as usize];
        database.proxy = chance.between(0, 1) == 1;
    }
    for service in architecture.services.values_mut() {
        draw(service, chance);
    }
    architecture
}

fn draw(service: &mut Service, chance: &mut Chance) {
    let startup = chance.between(10, 400);
    service.startup_seconds = Bounded::clamped(startup);
    service.shutdown_seconds = Bounded::clamped(chance.between(1, 90));
    let rarely = |chance: &mut Chance| chance.between(0, 9) == 0;
    service.launching_hook_timeout =
        Bounded::clamped(if rarely(chance) { chance.between(30, 1200) } else { startup * chance.between(20, 40) / 10 });
    service.terminating_hook_timeout =
        Bounded::clamped(if rarely(chance) { chance.between(30, 120) } else { *service.shutdown_seconds + chance.between(5, 60) });
    service.default_instance_warmup = Bounded::clamped(startup);
    service.internet_egress = !rarely(chance);
    let size = chance.between(1, 6);
    service.min_size = Bounded::clamped(size);
    service.desired_capacity = Bounded::clamped(size);
    service.max_size = Bounded::clamped(size * 2);
    let (least, most) = [(100, 120), (100, 110), (90, 120), (50, 100), (100, 100), (0, 100)][chance.between(0, 5) as usize];
    service.instance_refresh.min_healthy_percentage = Bounded::clamped(least);
    service.instance_refresh.max_healthy_percentage = Bounded::clamped(most);
    let mut healthy = startup;
    if let Kind::Web(web) = &mut service.kind {
        let interval = chance.between(5, 40);
        web.health_check.interval = Bounded::clamped(interval);
        web.health_check.timeout = Bounded::clamped(chance.between(2, interval - 1));
        web.health_check.healthy_threshold = Bounded::clamped(chance.between(2, 5));
        web.health_check.unhealthy_threshold = Bounded::clamped(chance.between(2, 5));
        web.longest_request_seconds = Bounded::clamped(chance.between(1, 60));
        web.deregistration_delay =
            Bounded::clamped(if rarely(chance) { chance.between(0, 60) } else { *web.longest_request_seconds + chance.between(0, 60) });
        web.keep_alive_seconds = Bounded::clamped(if rarely(chance) { chance.between(1, 70) } else { 65 });
        healthy += web.health_check.seconds_to_healthy();
        service.health_check_type = if rarely(chance) { HealthCheckType::Ec2 } else { HealthCheckType::Elb };
        let objective = chance.between(100, 900);
        service.recovery_time_objective_seconds = rarely(chance).then(|| Bounded::clamped(objective));
    }
    service.health_check_grace_period =
        Bounded::clamped(if rarely(chance) { chance.between(0, healthy) } else { healthy + chance.between(0, 400) });
}

fn rejected_for_not_healing(found: &BTreeSet<&str>) -> Vec<&'static str> {
    NOT_HEALING.into_iter().filter(|rule| found.contains(rule)).collect()
}

/// What is wrong with one architecture, in words.
fn disagreements(architecture: &Architecture, seed: u64, tally: &mut BTreeMap<&'static str, u32>) -> Vec<String> {
    let found: BTreeSet<&str> = guardrails::errors(architecture).into_iter().map(|finding| finding.rule).collect();
    // Nobody watches: alarms have no part in it.
    let stage = Stage { architecture, seed, alarms: Vec::new(), events: Vec::new() };
    let timelines: Vec<Timeline> = SINGLE_FAULTS.iter().flat_map(|scenario| scenarios::run(*scenario, &stage)).collect();
    let mut wrong = Vec::new();
    let mut shown = BTreeSet::new();
    for timeline in &timelines {
        let heading = format!("seed {seed}, {}", timeline.heading());
        if let Some(rule) = never_heals(timeline) {
            shown.insert(rule);
            if !found.contains(rule) {
                wrong.push(format!("{heading} never heals, and `{rule}` has nothing against it"));
            }
        }
        if rejected_for_not_healing(&found).is_empty() && !matches!(timeline.verdict, Verdict::Heals | Verdict::DoesNotApply { .. }) {
            wrong.push(format!("{heading} does not converge: {}", timeline.ending()));
        }
        for rule in timeline.shows.iter().filter(|rule| !found.contains(*rule)) {
            wrong.push(format!("{heading} shows what `{rule}` is about, which has nothing against it"));
        }
        // The rule's sum and the clock are about the same thing.
        let late = timeline.scenario == Scenario::InstanceHung && timeline.objective.is_some_and(|objective| !objective.met);
        if late && never_heals(timeline).is_none() && !found.contains("healing-slower-than-recovery-objective") {
            wrong.push(format!("{heading} is over its objective, and the rule has nothing against it"));
        }
    }
    let rejected = rejected_for_not_healing(&found);
    if !rejected.is_empty() && !rejected.iter().any(|rule| shown.contains(rule)) {
        wrong.push(format!("seed {seed}: {rejected:?} say that it does not heal, and every rehearsal does"));
    }
    if let [rule] = rejected[..] {
        *tally.entry(rule).or_default() += 1;
    }
    if rejected.is_empty() {
        *tally.entry("heals").or_default() += 1;
    }
    if found.is_empty() {
        *tally.entry("sound").or_default() += 1;
    }
    wrong
}

#[test]
fn what_passes_the_guardrails_heals_and_what_they_reject_for_not_healing_does_not() {
    let base = decoded(include_str!("property.hcl"), "test");
    let mut tally = BTreeMap::new();
    let wrong: Vec<String> = (0..ARCHITECTURES)
        .flat_map(|seed| {
            let architecture = drawn(&base, &mut Chance::new(seed, "architecture"));
            disagreements(&architecture, seed, &mut tally)
        })
        .collect();
    assert!(wrong.is_empty(), "{} disagreements: {:#?}", wrong.len(), &wrong[..wrong.len().min(20)]);
    // Both sides of the claim are tried often enough to mean something.
    for kind in NOT_HEALING.iter().chain(&["heals"]) {
        assert!(tally.get(kind).is_some_and(|times| *times >= 20), "{kind}: {tally:?}");
    }
    assert!(tally.get("sound").is_some_and(|times| *times >= 50), "{tally:?}");
}
