//! An instance that cannot reach the Auto Scaling API never reports that it is ready, and is given up again and again.

use super::judge::Judge;
use super::way_out::{Api, way_out};
use crate::model::Architecture;

/// Named as its interface endpoint is.
const API: Api = Api { endpoint: "autoscaling", name: "the Auto Scaling API" };

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, service) in &architecture.services {
        let wait = service.launching_hook_timeout;
        let message = format!("service `{name}` cannot report that it is ready, so every instance is given up after {wait} s");
        if let Some(finding) = way_out(architecture, judge, (name, service), &API, message) {
            judge.report(finding);
        }
    }
}
