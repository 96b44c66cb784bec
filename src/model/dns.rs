//! Names in public DNS, and the certificates for them.

use serde::Serialize;

use super::{Bounded, DomainName, UrlPath};

/// `dns {}`: the environment's public name. Without it the environment is reached by the name AWS gives it.
#[derive(Clone, Debug, Serialize)]
pub struct Dns {
    /// The hosted zone that the records go into.
    pub zone: DomainName,
    /// Whether the zone is created here. Its name servers must then be entered where the domain is registered.
    pub create_zone: bool,
    /// The name clients use.
    pub domain_name: DomainName,
    /// Further names that lead to the same place, such as `www`.
    pub subject_alternative_names: Vec<DomainName>,
    /// Asked from all over the world, through the public name.
    pub health_check: Option<DnsHealthCheck>,
}

/// `health_check {}` in `dns`. Source: Route 53 API, `HealthCheckConfig`.
#[derive(Clone, Debug, Serialize)]
pub struct DnsHealthCheck {
    /// What is asked for; by default the start page behind a CDN, a service's liveness otherwise.
    pub resource_path: UrlPath,
    /// Bad answers in a row until the endpoint counts as down: 1 to 10.
    pub failure_threshold: Bounded<1, 10>,
    /// Seconds between two questions of one checker: 30, or 10 for a fee.
    pub request_interval: Bounded<10, 30>,
}

impl Dns {
    /// Every name, the main one first.
    pub fn names(&self) -> impl Iterator<Item = &DomainName> {
        std::iter::once(&self.domain_name).chain(&self.subject_alternative_names)
    }
}

/// Whether a name is the zone's own or below it.
pub fn in_zone(name: &DomainName, zone: &DomainName) -> bool {
    name == zone || name.as_str().strip_suffix(zone.as_str()).is_some_and(|rest| rest.ends_with('.'))
}
