//! A service that reads or writes a bucket which the environment does not have.

use super::{Finding, route};
use crate::config::nearest;
use crate::model::Architecture;

const RULE: &str = "access-to-unknown-bucket";

pub(super) fn check(architecture: &Architecture) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (name, service) in &architecture.services {
        for (argument, buckets) in [("reads", &service.reads), ("writes", &service.writes)] {
            for bucket in buckets.iter().filter(|bucket| !architecture.buckets.contains_key(bucket.name())) {
                let message = format!("there is no bucket `{}` in environment `{}`", bucket.name(), architecture.environment);
                let finding = Finding::error(RULE, message, route(["service", name.as_str(), argument]), "");
                let near = nearest(bucket.name().as_str(), architecture.buckets.keys().map(|name| name.as_str()));
                findings.push(match near {
                    Some(near) => finding.help(format!("did you mean `bucket.{near}`?")),
                    None => finding.help(format!("declare it: `bucket \"{}\" {{}}`; every argument has a default", bucket.name())),
                });
            }
        }
    }
    findings
}
