//! A service that connects to what the environment does not have.

use super::finding::of;
use super::judge::Judge;
use crate::config::nearest;
use crate::model::{Architecture, Connection};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, service) in &architecture.services {
        for Connection::Database(target) in &service.connects_to {
            if !judge.is(!architecture.databases.contains_key(target)) {
                continue;
            }
            let environment = &architecture.environment;
            let message = format!("service `{name}` connects to database `{target}`, which environment `{environment}` does not have");
            let finding = judge.finding(message, of(name, "connects_to"), "");
            judge.report(match nearest(target.as_str(), architecture.databases.keys().map(|name| name.as_str())) {
                Some(near) => finding.help(format!("did you mean `database.{near}`?")),
                None => finding.help(format!("add a `database \"{target}\" {{ … }}` block, or leave the connection out here")),
            });
        }
    }
}
