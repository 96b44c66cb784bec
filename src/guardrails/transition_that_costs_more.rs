//! Objects that leave a storage class before its minimum charge is over: 30 days for `STANDARD_IA`, 90 for `GLACIER`. Each also pays for
//! the move. Source: S3 pricing, "Minimum storage duration".

use super::{Finding, Route, route};
use crate::diagnostic::Severity;
use crate::model::{Architecture, Days};

const RULE: &str = "transition-that-costs-more";

pub(super) fn check(architecture: &Architecture) -> Vec<Finding> {
    let logs = &architecture.logs;
    let mut findings = stays(|argument| route(["logs", argument]), logs.standard_ia_days, logs.glacier_days, Some(logs.expiration_days));
    for (name, bucket) in &architecture.buckets {
        let at = |argument| route(["bucket", name.as_str(), argument]);
        findings.extend(stays(at, bucket.standard_ia_days, bucket.glacier_days, bucket.expiration_days));
    }
    findings
}

fn stays(at: impl Fn(&'static str) -> Route, standard_ia: Option<Days>, glacier: Option<Days>, expiration: Option<Days>) -> Vec<Finding> {
    let next_to_ia = glacier.map(|days| ("glacier_days", days)).or(expiration.map(|days| ("expiration_days", days)));
    let classes = [
        ("standard_ia_days", "STANDARD_IA", 30, standard_ia, next_to_ia),
        ("glacier_days", "GLACIER", 90, glacier, expiration.map(|days| ("expiration_days", days))),
    ];
    let mut findings = Vec::new();
    for (argument, class, least, from, next) in classes {
        let (Some(from), Some((until_argument, until))) = (from, next) else { continue };
        let stay = until.get().saturating_sub(from.get());
        if stay < least {
            let message = format!("objects stay {stay} days in {class}, which bills at least {least}");
            let finding = Finding::error(RULE, message, at(argument), "into it")
                .related(at(until_argument), "out of it")
                .help(format!("leave out `{argument}`, or let {least} days lie between the two"));
            findings.push(Finding { severity: Severity::Warning, ..finding });
        }
    }
    findings
}
