//! CloudFront checks the load balancer's certificate against the name the client used: CloudFront's own name is in no certificate.

use super::finding::route;
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    let (Some(cdn), Some(load_balancer)) = (&architecture.cdn, &architecture.load_balancer) else { return };
    if judge.is(cdn.uses_load_balancer()) && judge.is(!cdn.has_domain()) && judge.is(load_balancer.https()) {
        let message = "the load balancer's certificate cannot match: the CDN is reached by CloudFront's own name";
        judge.report(
            judge
                .finding(message, route(["cdn"]), "no domain")
                .related(route(["load_balancer"]), "has a certificate, so CloudFront asks it over HTTPS")
                .help("add a `dns` block, or `aliases` and `acm_certificate_arn` to `cdn`")
                .help("without a domain, leave the certificate out: CloudFront then asks over HTTP, inside the VPC"),
        );
    }
}
