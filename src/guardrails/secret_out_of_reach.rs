//! A service that cannot reach Secrets Manager never learns its database's password.

use super::finding::of;
use super::judge::Judge;
use super::way_out::{Api, way_out};
use crate::model::Architecture;

/// Named as its interface endpoint is.
const API: Api = Api { endpoint: "secretsmanager", name: "Secrets Manager" };

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, service) in &architecture.services {
        if service.connects_to.is_empty() {
            continue;
        }
        let message = format!("service `{name}` connects to a database, but cannot reach Secrets Manager, which holds the password");
        if let Some(finding) = way_out(architecture, judge, (name, service), &API, message) {
            judge.report(finding.related(of(name, "connects_to"), "its secret is out of reach"));
        }
    }
}
