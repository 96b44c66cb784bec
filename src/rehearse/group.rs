//! A service as a rehearsal needs it: the numbers that decide about its instances.

use crate::model::{Architecture, HealthCheckType, Name, Nat, Scaling, Service};

use super::load::Load;

/// The Auto Scaling group, the target group and the application of one service.
#[derive(Clone, Debug)]
pub struct Group {
    /// The service.
    pub service: Name,
    /// Instances that there are before anything happens.
    pub desired: u32,
    /// Most instances.
    pub max: u32,
    /// The zones its instances are spread over.
    pub zones: Vec<String>,
    /// How the load balancer asks; a worker is not asked.
    pub check: Option<Check>,
    /// Whether the group replaces what the load balancer finds unhealthy.
    pub asks_load_balancer: bool,
    /// Whether the load balancer's health check fails while the database is away.
    pub liveness_asks_database: bool,
    /// `health_check_grace_period`.
    pub grace: u32,
    /// `default_instance_warmup`.
    pub warmup: u32,
    /// `launching_hook_timeout`; `None` where no hook holds new instances.
    pub launching_hook: Option<u32>,
    /// Whether an instance reaches the Auto Scaling API to complete its hook.
    pub can_report: bool,
    /// `terminating_hook_timeout`.
    pub terminating_hook: u32,
    /// `deregistration_delay`.
    pub drain: u32,
    /// `startup_seconds`.
    pub startup: u32,
    /// `shutdown_seconds`.
    pub shutdown: u32,
    /// The longest request or job.
    pub longest: u32,
    /// `keep_alive_seconds` and the load balancer's `idle_timeout`.
    pub keep_alive: Option<(u32, u32)>,
    /// `min_healthy_percentage` and `max_healthy_percentage`.
    pub healthy_percentages: (u32, u32),
    /// Answers of targets with 5xx in a minute from which a deployment is rolled back.
    pub rollback_errors: Option<u32>,
    /// How it follows its load.
    pub scaling: Option<Scaling>,
    /// What comes in, and what an instance carries.
    pub load: Load,
}

/// The load balancer's health check.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// Seconds between two.
    pub interval: u32,
    /// Seconds an answer may take.
    pub timeout: u32,
    /// Good ones until healthy.
    pub healthy: u32,
    /// Bad ones until unhealthy.
    pub unhealthy: u32,
}

impl Group {
    /// The numbers of a service.
    pub fn new(architecture: &Architecture, name: &Name, service: &Service) -> Self {
        let web = service.web().filter(|_| architecture.load_balancer.is_some());
        let idle = architecture.load_balancer.as_ref().map(|load_balancer| *load_balancer.idle_timeout);
        let network = &architecture.network;
        let endpoint = network.interface_endpoints.iter().any(|endpoint| endpoint.as_str() == "autoscaling");
        Self {
            service: name.clone(),
            desired: *service.desired_capacity,
            max: *service.max_size,
            zones: network.availability_zones.iter().map(ToString::to_string).collect(),
            check: web.map(|web| Check {
                interval: *web.health_check.interval,
                timeout: *web.health_check.timeout,
                healthy: *web.health_check.healthy_threshold,
                unhealthy: *web.health_check.unhealthy_threshold,
            }),
            asks_load_balancer: service.health_check_type == HealthCheckType::Elb,
            liveness_asks_database: web.is_some_and(|web| !web.health_check.checks.is_empty()),
            grace: *service.health_check_grace_period,
            warmup: *service.default_instance_warmup,
            launching_hook: Some(*service.launching_hook_timeout),
            can_report: endpoint || service.internet_egress && network.nat != Nat::None,
            terminating_hook: *service.terminating_hook_timeout,
            drain: web.map_or(0, |web| *web.deregistration_delay),
            startup: *service.startup_seconds,
            shutdown: *service.shutdown_seconds,
            longest: service
                .worker()
                .map_or_else(|| service.web().map_or(1, |web| *web.longest_request_seconds), |worker| *worker.job_seconds),
            keep_alive: web.and_then(|web| Some((*web.keep_alive_seconds, idle?))),
            healthy_percentages: (*service.instance_refresh.min_healthy_percentage, *service.instance_refresh.max_healthy_percentage),
            rollback_errors: service.instance_refresh.rollback_5xx_threshold.map(|threshold| *threshold),
            scaling: service.scaling.clone(),
            load: Load::of(service),
        }
    }

    /// Instances that there may be at once while `desired` of them are being replaced.
    pub fn most(&self, desired: u32) -> u32 {
        (desired * self.healthy_percentages.1).div_ceil(100).max(desired)
    }

    /// Instances of `desired` that have to stay in service meanwhile. Where there may be neither more nor fewer, it is one after the other.
    pub fn floor(&self, desired: u32) -> u32 {
        let floor = (desired * self.healthy_percentages.0).div_ceil(100);
        if floor >= desired && self.most(desired) == desired { desired.saturating_sub(1) } else { floor }
    }
}
