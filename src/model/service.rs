//! A service on EC2 behind the load balancer.

use std::collections::BTreeMap;

use serde::Serialize;

use super::words::words;
use super::{
    ArtifactVersion, Bounded, BucketName, Command, EnvironmentKey, EnvironmentValue, HostPattern, ImageId, InstanceType, Matcher,
    MixedInstances, ObjectKey, Package, Port, Scaling, UrlPath,
};

/// A span of time in whole seconds, at most a day.
pub type Seconds = Bounded<0, 86_400>;

/// `service "NAME" {}`.
#[derive(Clone, Debug, Serialize)]
pub struct Service {
    /// EC2 instance type.
    pub instance_type: InstanceType,
    /// The image it boots: by default Amazon Linux 2023 for the instance type's processor.
    pub image_id: ImageId,
    /// The port the application listens on.
    pub port: Port,
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
    /// Seconds the longest request takes.
    pub longest_request_seconds: Bounded<1, 3600>,
    /// Seconds the application keeps an idle connection. Above the load balancer's `idle_timeout`, or it closes connections that the
    /// load balancer is about to use: the classic 502.
    pub keep_alive_seconds: Seconds,

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
    /// `ELB`: an instance that the load balancer finds unhealthy is replaced.
    pub health_check_type: HealthCheckType,
    /// Seconds a new instance is not replaced for failing its checks. Source: EC2 Auto Scaling user guide, "health check grace period".
    pub health_check_grace_period: Seconds,
    /// Seconds until a new instance's metrics count.
    pub default_instance_warmup: Seconds,
    /// Liveness, as the load balancer asks for it.
    pub health_check: HealthCheck,
    /// Asked once on the instance itself before it is let into service: may depend on the database, `health_check.path` may not.
    pub readiness_path: UrlPath,
    /// Seconds that requests in flight get before a target is gone. Source: ELB API, 0 to 3600.
    pub deregistration_delay: Bounded<0, 3600>,
    /// Seconds over which a new target's share grows; 0 is off. Source: ELB API, 0 or 30 to 900.
    pub slow_start: Bounded<0, 900>,
    /// Binds a client to a target, when asked for.
    pub stickiness: Option<Stickiness>,

    /// Path patterns the load balancer routes here.
    pub paths: Vec<UrlPath>,
    /// Host names the load balancer routes here; empty is every host.
    pub hosts: Vec<HostPattern>,
    /// Place among the listener's rules, the lowest first.
    pub priority: Bounded<1, 50_000>,

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
    /// Whether it may open connections to the internet on 443.
    pub internet_egress: bool,
}

impl Service {
    /// Seconds from launch until the load balancer has found an instance healthy, at worst.
    pub fn seconds_until_healthy(&self) -> u32 {
        *self.startup_seconds + self.health_check.seconds_to_healthy()
    }
}

/// Source: Auto Scaling API, `PutLifecycleHook`, `HeartbeatTimeout`.
pub type HookTimeout = Bounded<30, 7200>;

/// What a service runs: an object in S3, by version.
#[derive(Clone, Debug, Serialize)]
pub struct Artifact {
    /// The bucket.
    pub bucket: BucketName,
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

/// `health_check {}`: all five numbers of a target group. Source: ELB API, `CreateTargetGroup`.
#[derive(Clone, Debug, Serialize)]
pub struct HealthCheck {
    /// Liveness: answers as long as the process works, whatever it depends on.
    pub path: UrlPath,
    /// Status codes that count as healthy.
    pub matcher: Matcher,
    /// Seconds between two checks.
    pub interval: Bounded<5, 300>,
    /// Seconds an answer may take.
    pub timeout: Bounded<2, 120>,
    /// Good answers in a row until healthy.
    pub healthy_threshold: Bounded<2, 10>,
    /// Bad answers in a row until unhealthy.
    pub unhealthy_threshold: Bounded<2, 10>,
}

impl HealthCheck {
    /// Seconds until an application that answers has been found healthy.
    pub fn seconds_to_healthy(&self) -> u32 {
        *self.interval * *self.healthy_threshold
    }
}

/// `stickiness {}`: a cookie of the load balancer.
#[derive(Clone, Debug, Serialize)]
pub struct Stickiness {
    /// Seconds the cookie lasts.
    pub cookie_duration: Bounded<1, 604_800>,
}

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
    /// Answers with 5xx in a minute that roll a deployment back.
    pub rollback_5xx_threshold: Bounded<1, 1_000_000>,
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
