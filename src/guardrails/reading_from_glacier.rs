//! A service that gets objects which have moved to Glacier by then. S3 refuses until they are restored, which takes hours.

use super::finding::{of, route};
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, service) in &architecture.services {
        for reference in &service.reads {
            let Some(bucket) = architecture.buckets.get(reference.name()) else { continue };
            if judge.is(bucket.glacier_days.is_some()) {
                let days = bucket.glacier_days.map_or(0, |days| days.get());
                let message = format!("service `{name}` cannot read objects of `{reference}` that are older than {days} days");
                let finding = judge.finding(message, of(name, "reads"), "");
                judge.report(
                    finding
                        .related(route(["bucket", reference.name().as_str(), "glacier_days"]), "moved to Glacier then")
                        .help("leave out `glacier_days`: `standard_ia_days` alone costs less as well, and objects stay readable"),
                );
            }
        }
    }
}
