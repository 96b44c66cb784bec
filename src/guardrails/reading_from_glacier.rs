//! A service that gets objects which have moved to Glacier by then. S3 answers with `InvalidObjectState` until they are restored, which
//! takes hours. Source: S3 user guide, "Working with archived objects".

use super::{Finding, route};
use crate::diagnostic::Severity;
use crate::model::Architecture;

const RULE: &str = "reading-from-glacier";

pub(super) fn check(architecture: &Architecture) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (name, service) in &architecture.services {
        for bucket in &service.reads {
            let Some(days) = architecture.buckets.get(bucket.name()).and_then(|bucket| bucket.glacier_days) else { continue };
            let message = format!("service `{name}` cannot read objects of `{bucket}` that are older than {days} days");
            let finding = Finding::error(RULE, message, route(["service", name.as_str(), "reads"]), "")
                .related(route(["bucket", bucket.name().as_str(), "glacier_days"]), "moved to Glacier then")
                .help("leave out `glacier_days`: `standard_ia_days` alone costs less as well, and objects stay readable");
            findings.push(Finding { severity: Severity::Warning, ..finding });
        }
    }
    findings
}
