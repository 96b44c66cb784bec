//! What happens when something fails: each failure played through in simulated time, from the numbers of the architecture and the documented
//! behaviour of AWS.
//!
//! | file | what it is |
//! |---|---|
//! | [`behaviour`] | every rule of AWS's behaviour that is relied on, with its source |
//! | `group`, `load` | a service as numbers; what is not declared is assumed, and said |
//! | `world`, `instance`, `ending`, `outside`, `traffic` | clock, events, instances, requests |
//! | `math`, `notice` | the environment's own alarms ([`crate::plan::alarms`]), asked about what happened |
//! | `scenarios/` | what fails, one file each |
//! | [`Timeline`] | what it came to |
//! | `text`, `picture` | how people see it |
//!
//! Nothing here reads or writes, or knows the time: the same architecture and the same seed give the same timelines. Guardrails are not
//! asked. An architecture that they reject is the most interesting one: it shows why.

pub mod behaviour;
mod chance;
mod ending;
mod group;
mod instance;
mod journey;
mod load;
mod math;
mod notice;
mod outside;
mod picture;
mod scenarios;
mod text;
mod timeline;
mod traffic;
mod world;

#[cfg(test)]
mod tests;

use clap::ValueEnum;
use serde::Serialize;

use crate::model::Architecture;

pub use behaviour::{BEHAVIOURS, Behaviour};
pub use journey::{Incident, journey};
pub use notice::Notice;
pub use picture::{curve_picture, picture, pictures};
pub use text::{clock, sources, text};
pub use timeline::{Failed, Objective, Serving, Step, Timeline, Verdict};

/// Something that fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Scenario {
    /// One zone is lost for an hour, with the instances, the NAT and the database that are in it
    ZoneLost,
    /// One instance stops answering
    InstanceHung,
    /// One instance is lost while a start takes twice as long as declared
    SlowStart,
    /// The group is made: its hooks come only after its first instances
    FirstStart,
    /// A version is deployed that never becomes healthy
    BadDeployment,
    /// A version is deployed that becomes healthy and answers with errors
    FaultyDeployment,
    /// A database fails over
    DatabaseFailover,
    /// An instance goes while requests are in flight
    ScaleIn,
    /// A spot instance is reclaimed
    SpotReclaim,
    /// A NAT gateway, or the NAT instance, is lost
    NatLost,
    /// Traffic doubles within five minutes
    TrafficDoubles,
    /// The state is still locked by an apply that is long dead
    StaleLock,
}

impl Scenario {
    /// All of them, in the order in which they are shown.
    pub const ALL: &'static [Self] = &[
        Self::ZoneLost,
        Self::InstanceHung,
        Self::SlowStart,
        Self::FirstStart,
        Self::BadDeployment,
        Self::FaultyDeployment,
        Self::DatabaseFailover,
        Self::ScaleIn,
        Self::SpotReclaim,
        Self::NatLost,
        Self::TrafficDoubles,
        Self::StaleLock,
    ];

    /// As it is written on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ZoneLost => "zone-lost",
            Self::InstanceHung => "instance-hung",
            Self::SlowStart => "slow-start",
            Self::FirstStart => "first-start",
            Self::BadDeployment => "bad-deployment",
            Self::FaultyDeployment => "faulty-deployment",
            Self::DatabaseFailover => "database-failover",
            Self::ScaleIn => "scale-in",
            Self::SpotReclaim => "spot-reclaim",
            Self::NatLost => "nat-lost",
            Self::TrafficDoubles => "traffic-doubles",
            Self::StaleLock => "stale-lock",
        }
    }

    /// In a few words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::ZoneLost => "one zone lost",
            Self::InstanceHung => "one instance hung",
            Self::SlowStart => "slow start under load",
            Self::FirstStart => "first start of the group",
            Self::BadDeployment => "deployment of a version that never becomes healthy",
            Self::FaultyDeployment => "deployment of a version that answers with errors",
            Self::DatabaseFailover => "database failover",
            Self::ScaleIn => "scale-in with requests in flight",
            Self::SpotReclaim => "spot instance reclaimed",
            Self::NatLost => "NAT lost",
            Self::TrafficDoubles => "traffic doubles within five minutes",
            Self::StaleLock => "stale state lock during an incident",
        }
    }

    /// Whether `recovery_time_objective_seconds` is about it: an instance is lost, and starts as fast as declared.
    pub const fn loses_an_instance(self) -> bool {
        matches!(self, Self::ZoneLost | Self::InstanceHung | Self::SpotReclaim)
    }
}

/// The seed where nobody asks for another one.
pub const SEED: u64 = 1;

/// Plays every scenario, for every service.
pub fn all(architecture: &Architecture) -> Vec<Timeline> {
    rehearse(architecture, Scenario::ALL, SEED)
}

/// Plays some scenarios, in the order of [`Scenario::ALL`].
pub fn rehearse(architecture: &Architecture, asked: &[Scenario], seed: u64) -> Vec<Timeline> {
    let stage = scenarios::Stage::new(architecture, seed);
    Scenario::ALL.iter().filter(|scenario| asked.contains(scenario)).flat_map(|scenario| scenarios::run(*scenario, &stage)).collect()
}
