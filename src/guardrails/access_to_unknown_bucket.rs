//! A service that reads or writes a bucket which the environment does not have.

use super::finding::of;
use super::judge::Judge;
use crate::config::nearest;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, service) in &architecture.services {
        for (argument, buckets) in [("reads", &service.reads), ("writes", &service.writes)] {
            for bucket in buckets {
                if !judge.is(!architecture.buckets.contains_key(bucket.name())) {
                    continue;
                }
                let message = format!("there is no bucket `{}` in environment `{}`", bucket.name(), architecture.environment);
                let finding = judge.finding(message, of(name, argument), "");
                judge.report(match nearest(bucket.name().as_str(), architecture.buckets.keys().map(|name| name.as_str())) {
                    Some(near) => finding.help(format!("did you mean `bucket.{near}`?")),
                    None => finding.help(format!("declare it: `bucket \"{}\" {{}}`; every argument has a default", bucket.name())),
                });
            }
        }
    }
}
