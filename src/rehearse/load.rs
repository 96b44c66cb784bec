//! What comes in, and what an instance carries: declared numbers where there are any, defaults that are said where there are none.

use serde::Serialize;

use crate::model::Service;

/// Requests (or jobs) a second.
#[derive(Clone, Debug, Serialize)]
pub struct Load {
    /// All of them together.
    pub per_second: f64,
    /// What one instance carries before it is overloaded.
    pub instance: f64,
    /// Seconds after which a request to a database that is away is given up.
    pub patience: u32,
    /// Where these numbers come from, for people.
    pub from: Vec<String>,
}

/// Requests a second and instance where nothing says how many.
const PER_INSTANCE: f64 = 10.0;

/// Share of what it carries that an instance is used at, in per cent, where no `cpu_target` says so.
const USED: u32 = 60;

/// Share of requests, in per cent, that take as long as the longest.
pub const SLOW_PERCENT: f64 = 1.0;

/// Connections that the load balancer keeps to a target.
pub const CONNECTIONS: f64 = 20.0;

impl Load {
    /// Of a service at its desired size.
    pub fn of(service: &Service) -> Self {
        let instances = f64::from((*service.desired_capacity).max(1));
        if let Some(worker) = service.worker() {
            let instance = 1.0 / f64::from(*worker.job_seconds);
            let from = format!(
                "assumed: jobs that keep half of the workers busy; each works on one after the other, {} s long",
                worker.job_seconds
            );
            return Self { per_second: instances * instance / 2.0, instance, patience: *worker.job_seconds, from: vec![from] };
        }
        let scaling = service.scaling.as_ref();
        let target = scaling.and_then(|scaling| scaling.requests_per_target).map(|target| f64::from(*target));
        let step = scaling.and_then(|scaling| scaling.step.as_ref()).map(|step| f64::from(*step.requests_threshold));
        let (each, first) = match (target, step) {
            (Some(target), _) => (target / 60.0, format!("`requests_per_target` = {target} a minute for each instance")),
            (None, Some(step)) => (step / 90.0, format!("two thirds of `requests_threshold` = {step} a minute for each instance")),
            (None, None) => (PER_INSTANCE, format!("assumed: {PER_INSTANCE} requests a second for each instance")),
        };
        let per_second = each * instances;
        let used = scaling.and_then(|scaling| scaling.cpu_target).map(|target| *target);
        let (instance, second) = match (*service.desired_capacity, service.min_healthy_capacity, used) {
            (_, Some(needed), _) => {
                (per_second / f64::from(*needed), format!("`min_healthy_capacity` = {needed} instances carry all of it"))
            }
            (_, None, Some(used)) => {
                (each * 100.0 / f64::from(used), format!("`cpu_target` = {used} %: an instance carries as much at 100 %"))
            }
            (_, None, None) => (each * 100.0 / f64::from(USED), format!("assumed: this is {USED} % of what an instance carries")),
        };
        let longest = service.web().map_or(0, |web| *web.longest_request_seconds);
        let patience = service.retry_seconds.map_or(0, |retry| (*retry).min(longest));
        let mut from = vec![first, second, "assumed: whoever got an error tries once more".to_owned()];
        if let Some(retry) = service.retry_seconds {
            from.push(format!(
                "`retry_seconds` = {retry}, `longest_request_seconds` = {longest}: a request waits up to {patience} s for a database that is away"
            ));
        }
        Self { per_second, instance, patience, from }
    }
}
