//! With CloudFront's own certificate comes a TLS policy that nobody can set.

use super::finding::route;
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    let Some(cdn) = &architecture.cdn else { return };
    if judge.is(architecture.production) && judge.is(!cdn.has_domain()) {
        let message = format!("the CDN of environment `{}` is in production and accepts TLS 1.0", architecture.environment);
        judge.report(
            judge
                .finding(message, route(["cdn"]), "reached by CloudFront's own name and certificate")
                .related(route(["production"]), "production")
                .help("give it a name of its own: a `dns` block, or `aliases` and `acm_certificate_arn` in `cdn`"),
        );
    }
}
