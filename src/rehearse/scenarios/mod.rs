//! What fails: one file a scenario.

mod bad_deployment;
mod database_failover;
mod faulty_deployment;
mod first_start;
mod instance_hung;
mod nat_lost;
mod scale_in;
mod slow_start;
mod spot_reclaim;
mod stale_lock;
mod traffic_doubles;
mod zone_lost;

pub(super) use database_failover::{away, play as fail_over};
#[cfg(test)]
pub(super) use slow_start::FACTOR;

use super::Scenario;
use super::chance::Chance;
use super::group::Group;
use super::timeline::Timeline;
use super::world::World;
use crate::model::Architecture;
use crate::plan::alarms::{self, Alarm, Event};

/// What a scenario is played with.
pub(super) struct Stage<'a> {
    pub(super) architecture: &'a Architecture,
    pub(super) seed: u64,
    /// Whoever watches: without them nobody is told, and nothing else changes.
    pub(super) alarms: Vec<Alarm>,
    pub(super) events: Vec<Event>,
}

pub(super) fn run(scenario: Scenario, stage: &Stage<'_>) -> Vec<Timeline> {
    match scenario {
        Scenario::ZoneLost => zone_lost::run(stage),
        Scenario::InstanceHung => instance_hung::run(stage),
        Scenario::SlowStart => slow_start::run(stage),
        Scenario::FirstStart => first_start::run(stage),
        Scenario::BadDeployment => bad_deployment::run(stage),
        Scenario::FaultyDeployment => faulty_deployment::run(stage),
        Scenario::DatabaseFailover => database_failover::run(stage),
        Scenario::ScaleIn => scale_in::run(stage),
        Scenario::SpotReclaim => spot_reclaim::run(stage),
        Scenario::NatLost => nat_lost::run(stage),
        Scenario::TrafficDoubles => traffic_doubles::run(stage),
        Scenario::StaleLock => stale_lock::run(stage),
    }
}

/// What happens to a group in some of the scenarios, whatever architecture its numbers come from.
pub(super) fn play(scenario: Scenario, stage: &Stage<'_>, group: &Group) -> Timeline {
    match scenario {
        Scenario::FirstStart => first_start::play(stage, group),
        Scenario::ScaleIn => scale_in::play(stage, group),
        Scenario::SlowStart => slow_start::play(stage, group),
        _ => instance_hung::play(stage, group),
    }
}

impl<'a> Stage<'a> {
    /// With the alarms that are rendered.
    pub(super) fn new(architecture: &'a Architecture, seed: u64) -> Self {
        Self { architecture, seed, alarms: alarms::alarms(architecture), events: alarms::events(architecture) }
    }
}

impl Stage<'_> {
    /// A timeline for each service that has instances.
    fn each(&self, scenario: Scenario, play: impl Fn(&Group) -> Timeline) -> Vec<Timeline> {
        let of = |(name, service)| {
            let group = Group::new(self.architecture, name, service);
            if group.desired == 0 {
                return Timeline::does_not_apply(self.architecture, scenario, Some(name), "the group is empty until there is work");
            }
            play(&group)
        };
        let timelines: Vec<Timeline> = self.architecture.services.iter().map(of).collect();
        if timelines.is_empty() {
            return vec![Timeline::does_not_apply(self.architecture, scenario, None, "there is no service")];
        }
        timelines
    }

    fn chance(&self, scenario: Scenario, group: &Group) -> Chance {
        Chance::new(self.seed, &format!("{}/{}/{}", self.architecture.environment, scenario.as_str(), group.service))
    }

    fn world<'g>(&self, scenario: Scenario, group: &'g Group) -> World<'g> {
        World::new(group, self.chance(scenario, group))
    }
}
