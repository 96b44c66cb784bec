//! Objects that leave a storage class before its minimum charge is over, and pay for the move as well.

use super::finding::{Route, route};
use super::judge::Judge;
use crate::model::{Architecture, Days};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    let logs = &architecture.logs;
    stays(judge, |argument| route(["logs", argument]), logs.standard_ia_days, logs.glacier_days, Some(logs.expiration_days));
    for (name, bucket) in &architecture.buckets {
        let at = |argument| route(["bucket", name.as_str(), argument]);
        stays(judge, at, bucket.standard_ia_days, bucket.glacier_days, bucket.expiration_days);
    }
}

/// Glacier bills three times as many days as infrequent access.
fn stays(
    judge: &mut Judge,
    at: impl Fn(&'static str) -> Route,
    standard_ia: Option<Days>,
    glacier: Option<Days>,
    expiration: Option<Days>,
) {
    let expires = expiration.map(|days| ("expiration_days", days));
    let leaves_ia = glacier.map(|days| ("glacier_days", days)).or(expires);
    let least = judge.threshold();
    let classes =
        [("standard_ia_days", "STANDARD_IA", least, standard_ia, leaves_ia), ("glacier_days", "GLACIER", least * 3, glacier, expires)];
    for (argument, class, least, from, next) in classes {
        let (Some(from), Some((until_argument, until))) = (from, next) else { continue };
        let stay = until.get().saturating_sub(from.get());
        if judge.below(stay, least) {
            let message = format!("objects stay {stay} days in {class}, which bills at least {least}");
            let finding = judge.finding(message, at(argument), "into it").related(at(until_argument), "out of it");
            judge.report(finding.help(format!("leave out `{argument}`, or let {least} days lie between the two")));
        }
    }
}
