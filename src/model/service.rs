//! A service on EC2: behind the load balancer, or a worker behind a queue.

use std::collections::BTreeMap;

use serde::Serialize;

use super::words::words;
use super::{
    ArtifactVersion, Bounded, BucketName, BucketRef, Command, Connection, EnvironmentKey, EnvironmentValue, ImageId, InstanceType,
    MixedInstances, ObjectKey, Package, Port, QueueOwner, Scaling, UrlPath, Web, Worker,
};

/// A span of time in whole seconds, at most a day.
pub type Seconds = Bounded<0, 86_400>;

/// `service "NAME" {}`.
#[derive(Clone, Debug, Serialize)]
pub struct Service {
    /// What gives it work, and every argument that only this kind has.
    #[serde(flatten)]
    pub kind: Kind,
    /// EC2 instance type.
    pub instance_type: InstanceType,
    /// The image it boots: by default Amazon Linux 2023 for the instance type's processor.
    pub image_id: ImageId,
    /// What is run, and from where it is fetched.
    pub artifact: Artifact,
    /// The command line systemd starts.
    pub command: Command,
    /// Operating-system packages installed before the service starts.
    pub packages: Vec<Package>,
    /// Environment variables of the application.
    pub environment: BTreeMap<EnvironmentKey, EnvironmentValue>,

    /// Seconds from launch until the application answers, at worst.
    pub startup_seconds: Bounded<1, 7200>,
    /// Seconds from SIGTERM until the application has ended.
    pub shutdown_seconds: Bounded<1, 7200>,

    /// MiB of memory the application needs.
    pub memory_mib: Option<Bounded<128, 25_165_824>>,
    /// Seconds after which a service that lost an instance has to be whole again.
    pub recovery_time_objective_seconds: Option<Bounded<1, 86_400>>,
    /// Instances that carry the load at its height: as many have to be left when a zone is lost.
    pub min_healthy_capacity: Option<Bounded<1, 1000>>,

    /// Fewest instances.
    pub min_size: Bounded<0, 1000>,
    /// Most instances.
    pub max_size: Bounded<1, 1000>,
    /// Instances at creation; the scaling policies decide afterwards.
    pub desired_capacity: Bounded<0, 1000>,
    /// `ELB`: an instance that the load balancer finds unhealthy is replaced. A worker has `EC2`, and systemd for its process.
    pub health_check_type: HealthCheckType,
    /// Seconds a new instance is not replaced for failing its checks. Source: EC2 Auto Scaling user guide, "health check grace period".
    pub health_check_grace_period: Seconds,
    /// Seconds until a new instance's metrics count.
    pub default_instance_warmup: Seconds,
    /// Seconds the launching hook waits for readiness. Source: Auto Scaling API, 30 to 7200.
    pub launching_hook_timeout: HookTimeout,
    /// Seconds the terminating hook waits for the application to end. Source: Auto Scaling API, 30 to 7200.
    pub terminating_hook_timeout: HookTimeout,
    /// Which instances go first when the group shrinks.
    pub termination_policies: Vec<TerminationPolicy>,
    /// How a new launch template reaches the instances.
    pub instance_refresh: InstanceRefresh,

    /// How the group follows its load; without it the size stays.
    pub scaling: Option<Scaling>,
    /// Several instance types and spot.
    pub mixed_instances_policy: Option<MixedInstances>,
    /// The instance's disk.
    pub root_volume: RootVolume,
    /// Buckets whose objects it may get.
    pub reads: Vec<BucketRef>,
    /// Buckets it may put objects into.
    pub writes: Vec<BucketRef>,
    /// What it keeps connections to.
    pub connects_to: Vec<Connection>,
    /// Seconds that it goes on trying to reach a database that does not answer; `None` where it connects to none. Derived: the longest
    /// failover among them, and looking the address up again.
    pub retry_seconds: Option<Bounded<1, 3600>>,
    /// Connections that each of its processes keeps to each of them.
    pub pool_size: Bounded<1, 1000>,
    /// Processes that an instance runs.
    pub processes: Bounded<1, 256>,
    /// Whether it may open connections to the internet on 443.
    pub internet_egress: bool,
    /// Workers whose queue it may send to.
    pub sends_to: Vec<QueueOwner>,
}

/// What gives a service work. The fields stand flat among the service's own.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kind {
    /// Requests, from the load balancer.
    Web(Box<Web>),
    /// Messages, from a queue of its own.
    Worker(Worker),
}

/// The word for a [`Kind`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum KindOfService {
    Web,
    Worker,
}

words!(KindOfService { Web => "web", Worker => "worker" });

impl Service {
    /// What it has where it is behind the load balancer.
    pub fn web(&self) -> Option<&Web> {
        match &self.kind {
            Kind::Web(web) => Some(web),
            Kind::Worker(_) => None,
        }
    }

    /// What it has where it is behind a queue.
    pub fn worker(&self) -> Option<&Worker> {
        match &self.kind {
            Kind::Web(_) => None,
            Kind::Worker(worker) => Some(worker),
        }
    }

    /// Instances there can be at once: while a deployment replaces them, more than `max_size`.
    pub fn most_instances(&self) -> u32 {
        (*self.max_size * *self.instance_refresh.max_healthy_percentage).div_ceil(100)
    }

    /// Seconds from launch until an instance has been found healthy, at worst. Nobody asks a worker: it is when it has started.
    pub fn seconds_until_healthy(&self) -> u32 {
        *self.startup_seconds + self.web().map_or(0, |web| web.health_check.seconds_to_healthy())
    }

    /// The port it listens on, which a worker need not have.
    pub fn port(&self) -> Option<Port> {
        match &self.kind {
            Kind::Web(web) => Some(web.port),
            Kind::Worker(worker) => worker.port,
        }
    }

    /// What is asked on the instance before it is let into service; a worker without a port only has to run.
    pub fn readiness_path(&self) -> Option<&UrlPath> {
        match &self.kind {
            Kind::Web(web) => Some(&web.readiness_path),
            Kind::Worker(worker) => worker.readiness_path.as_ref(),
        }
    }
}

/// Source: Auto Scaling API, `PutLifecycleHook`, `HeartbeatTimeout`.
pub type HookTimeout = Bounded<30, 7200>;

/// What a service runs: an object in S3, by version.
#[derive(Clone, Debug, Serialize)]
pub struct Artifact {
    /// The bucket; `None` is the environment's own.
    pub bucket: Option<BucketName>,
    /// The object: a gzipped tar archive that is unpacked as it is.
    pub key: ObjectKey,
    /// What is deployed. Part of the key unless `key` says otherwise.
    pub version: ArtifactVersion,
}

/// Who decides that an instance is dead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HealthCheckType {
    /// The load balancer's health check, and EC2's.
    Elb,
    /// EC2's status checks alone.
    Ec2,
}

words!(HealthCheckType { Elb => "ELB", Ec2 => "EC2" });

/// A predefined termination policy. Source: Auto Scaling API, `TerminationPolicies`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum TerminationPolicy {
    Default,
    OldestInstance,
    NewestInstance,
    OldestLaunchTemplate,
    ClosestToNextInstanceHour,
    AllocationStrategy,
}

words!(TerminationPolicy {
    Default => "Default",
    OldestInstance => "OldestInstance",
    NewestInstance => "NewestInstance",
    OldestLaunchTemplate => "OldestLaunchTemplate",
    ClosestToNextInstanceHour => "ClosestToNextInstanceHour",
    AllocationStrategy => "AllocationStrategy",
});

/// `instance_refresh {}`.
#[derive(Clone, Debug, Serialize)]
pub struct InstanceRefresh {
    /// Share of the group, in per cent, that stays in service while instances are replaced.
    pub min_healthy_percentage: Bounded<0, 100>,
    /// Share of the group, in per cent, that may exist meanwhile.
    pub max_healthy_percentage: Bounded<100, 200>,
    /// Answers with 5xx in a minute that roll a deployment back. A worker's is rolled back by its dead letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rollback_5xx_threshold: Option<Bounded<1, 1_000_000>>,
}

/// `root_volume {}`: gp3, encrypted. Source: EC2 API, `EbsBlockDevice`.
#[derive(Clone, Debug, Serialize)]
pub struct RootVolume {
    /// GiB.
    pub volume_size: Bounded<8, 65_536>,
    /// I/O operations a second; 3000 are included.
    pub iops: Bounded<3000, 80_000>,
    /// MiB a second; 125 are included.
    pub throughput: Bounded<125, 2000>,
}
