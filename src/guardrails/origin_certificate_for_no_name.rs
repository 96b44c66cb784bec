//! CloudFront checks the load balancer's certificate against the name the client used: CloudFront's own name is in no certificate.
//! Source: CloudFront developer guide, "Require HTTPS for communication between CloudFront and your custom origin".

use super::{Finding, route};
use crate::model::{Architecture, Cdn};

const RULE: &str = "origin-certificate-for-no-name";

pub(super) fn check(architecture: &Architecture) -> Vec<Finding> {
    let nameless = architecture.cdn.as_ref().is_some_and(|cdn: &Cdn| cdn.uses_load_balancer() && !cdn.has_domain());
    let https = architecture.load_balancer.as_ref().is_some_and(crate::model::LoadBalancer::https);
    if !(nameless && https) {
        return Vec::new();
    }
    let message = "the load balancer's certificate cannot match: the CDN is reached by CloudFront's own name";
    vec![
        Finding::error(RULE, message, route(["cdn"]), "no domain")
            .related(route(["load_balancer"]), "has a certificate, so CloudFront asks it over HTTPS")
            .help("add a `dns` block, or `aliases` and `acm_certificate_arn` to `cdn`")
            .help("without a domain, leave the certificate out: CloudFront then asks over HTTP, inside the VPC"),
    ]
}
