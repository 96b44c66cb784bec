//! A service that connects to what the environment does not have.

use super::{Finding, route};
use crate::config::nearest;
use crate::model::{Architecture, Connection};

const RULE: &str = "connection-to-nowhere";

pub(super) fn check(architecture: &Architecture) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (name, service) in &architecture.services {
        for Connection::Database(target) in &service.connects_to {
            if architecture.databases.contains_key(target) {
                continue;
            }
            let message =
                format!("service `{name}` connects to database `{target}`, which environment `{}` does not have", architecture.environment);
            let finding = Finding::error(RULE, message, route(["service", name.as_str(), "connects_to"]), "");
            findings.push(match nearest(target.as_str(), architecture.databases.keys().map(|name| name.as_str())) {
                Some(near) => finding.help(format!("did you mean `database.{near}`?")),
                None => finding.help(format!("add a `database \"{target}\" {{ … }}` block, or leave the connection out here")),
            });
        }
    }
    findings
}
