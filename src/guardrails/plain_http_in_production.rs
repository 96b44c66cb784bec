//! A production load balancer without a certificate sends passwords and sessions in the clear.

use super::finding::route;
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    let plain = architecture.load_balancer.as_ref().is_some_and(|load_balancer| !load_balancer.https());
    if !(judge.is(architecture.production) && judge.is(plain)) {
        return;
    }
    let message = format!("environment `{}` is in production and answers in plain HTTP", architecture.environment);
    let finding = judge.finding(message, route(["load_balancer"]), "neither a domain nor a certificate");
    judge.report(finding.related(route(["production"]), "production").help(
        "add a `dns` block, whose certificate is created, or set `domain_name` to a domain with a certificate in ACM, or `certificate_arn`",
    ));
}
