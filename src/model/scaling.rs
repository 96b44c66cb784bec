//! How a service follows its load.

use serde::Serialize;

use super::{Bounded, InstanceType};

/// `scaling {}`.
#[derive(Clone, Debug, Serialize)]
pub struct Scaling {
    /// Average CPU of the group, in per cent, that target tracking holds.
    pub cpu_target: Option<Bounded<10, 90>>,
    /// Messages waiting for each instance in service that target tracking holds: a worker's.
    pub backlog_per_instance: Option<Bounded<1, 1_000_000>>,
    /// Requests per target and minute that target tracking holds.
    pub requests_per_target: Option<Bounded<1, 1_000_000>>,
    /// Steps for bursts that target tracking is too slow for.
    pub step: Option<StepScaling>,
}

/// `step {}`: several metrics are each divided by their threshold; the worst of them decides the step.
#[derive(Clone, Debug, Serialize)]
pub struct StepScaling {
    /// CPU of the group, in per cent, that counts as 100 % of the threshold.
    pub cpu_threshold: Bounded<10, 100>,
    /// Requests per target and minute that count as 100 % of the threshold.
    pub requests_threshold: Bounded<1, 1_000_000>,
    /// Minutes above the threshold before the first step. Never less than the warm-up, or the same burst scales out twice.
    pub evaluation_periods: Bounded<1, 60>,
    /// Growth in per cent from 100 % to 150 % of the threshold; twice that above.
    pub percent: Bounded<1, 200>,
}

/// `mixed_instances_policy {}`.
#[derive(Clone, Debug, Serialize)]
pub struct MixedInstances {
    /// Types the group may launch besides the service's own.
    pub instance_types: Vec<InstanceType>,
    /// Instances that are always on demand.
    pub on_demand_base_capacity: Bounded<0, 1000>,
    /// Share of on-demand instances above the base, in per cent; the rest is spot.
    pub on_demand_percentage_above_base_capacity: Bounded<0, 100>,
}
