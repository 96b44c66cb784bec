//! An instance that cannot reach the Auto Scaling API never reports that it is ready, and is given up again and again.

use super::Finding;
use super::way_out::{Api, way_out};
use crate::model::{Architecture, Name, Service};

const RULE: &str = "lifecycle-report-without-way-out";

/// Named as its interface endpoint is.
const API: Api = Api { endpoint: "autoscaling", name: "the Auto Scaling API" };

pub(super) fn check(architecture: &Architecture) -> Vec<Finding> {
    let found = |(name, service): (&Name, &Service)| {
        way_out(architecture, name, &API, RULE, || {
            let wait = service.launching_hook_timeout;
            format!("service `{name}` cannot report that it is ready, so every instance is given up after {wait} s")
        })
    };
    architecture.services.iter().filter_map(found).collect()
}
