//! The DNS module: zone, certificates, records.

use serde::Serialize;

use super::{Expression, Input, Module, Output, View, names};
use crate::model::{Architecture, Dns, DnsHealthCheck, LoadBalancer};

/// What the DNS templates print.
#[derive(Debug, Serialize)]
pub struct DnsView {
    name: String,
    zone: String,
    create_zone: bool,
    zone_id: Expression,
    domain_name: String,
    subject_alternative_names: Vec<String>,
    names: Vec<String>,
    /// The certificates, and which of them the validation records come from: ACM asks for the same record for every certificate of a
    /// domain in an account. Source: ACM user guide, "DNS validation".
    cloudfront: bool,
    load_balancer: bool,
    certificate: Option<&'static str>,
    /// CloudFront answers IPv6, the load balancer does not.
    record_types: Vec<RecordType>,
    health_check: Option<DnsHealthCheck>,
}

/// A kind of alias record.
#[derive(Debug, Serialize)]
struct RecordType {
    label: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
}

const IPV4: RecordType = RecordType { label: "ipv4", kind: "A" };
const IPV6: RecordType = RecordType { label: "ipv6", kind: "AAAA" };

impl DnsView {
    /// Addresses of the certificates.
    pub(super) fn certificates(&self) -> Vec<&'static str> {
        let made = [(self.cloudfront, "aws_acm_certificate.cloudfront"), (self.load_balancer, "aws_acm_certificate.load_balancer")];
        made.into_iter().filter_map(|(made, address)| made.then_some(address)).collect()
    }

    /// Whether it has to do with us-east-1.
    pub fn us_east_1(&self) -> bool {
        self.cloudfront
    }
}

/// Whether CloudFront's certificate is made here.
pub fn makes_cloudfront_certificate(architecture: &Architecture) -> bool {
    architecture.dns.is_some() && architecture.cdn.as_ref().is_some_and(|cdn| cdn.acm_certificate_arn.is_none())
}

/// Whether the load balancer's certificate is made here, and not looked up.
pub fn makes_load_balancer_certificate(architecture: &Architecture) -> bool {
    let own = |dns: &Dns, load_balancer: &LoadBalancer| {
        let domain_name = load_balancer.domain_name.as_ref().filter(|_| load_balancer.certificate_arn.is_none());
        domain_name.is_some_and(|domain_name| dns.names().any(|name| name == domain_name))
    };
    matches!((&architecture.dns, &architecture.load_balancer), (Some(dns), Some(load_balancer)) if own(dns, load_balancer))
}

/// Plans the module.
pub fn module(architecture: &Architecture, dns: &Dns) -> Module {
    let (cloudfront, load_balancer) = (makes_cloudfront_certificate(architecture), makes_load_balancer_certificate(architecture));
    let (what, module, zone_id) = if architecture.cdn.is_some() {
        ("the distribution", "cdn", "hosted_zone_id")
    } else {
        ("the load balancer", "load_balancer", "zone_id")
    };
    let name_output = if architecture.cdn.is_some() { "domain_name" } else { "dns_name" };
    let mut outputs = vec![Output::new("zone_id", "ID of the hosted zone.", zone(dns, "zone_id"))];
    if cloudfront {
        let value = "aws_acm_certificate_validation.cloudfront.certificate_arn";
        outputs.push(Output::new("cloudfront_certificate_arn", "Certificate for the distribution, once it is issued.", value));
    }
    if load_balancer {
        let value = "aws_acm_certificate_validation.load_balancer.certificate_arn";
        outputs.push(Output::new("load_balancer_certificate_arn", "Certificate for the load balancer, once it is issued.", value));
    }
    if dns.create_zone {
        let description = "Name servers to enter where the domain is registered.";
        outputs.push(Output::new("name_servers", description, "aws_route53_zone.this.name_servers"));
    }
    if dns.health_check.is_some() {
        let description = "ID of the health check; its metrics are in us-east-1, whatever the environment's region.";
        outputs.push(Output::new("health_check_id", description, "aws_route53_health_check.this.id"));
    }
    outputs.sort_by(|a, b| a.name.cmp(&b.name));
    Module {
        name: "dns".to_owned(),
        summary: format!("{} and the certificates for it.", dns.domain_name),
        inputs: vec![
            Input::string("target_name", format!("Name of {what}, which the records lead to."), format!("module.{module}.{name_output}")),
            Input::string("target_zone_id", format!("Hosted zone of that name of {what}."), format!("module.{module}.{zone_id}")),
        ],
        outputs,
        view: View::Dns(DnsView {
            name: names::prefix(architecture),
            zone: dns.zone.to_string(),
            create_zone: dns.create_zone,
            zone_id: zone(dns, "zone_id"),
            domain_name: dns.domain_name.to_string(),
            subject_alternative_names: dns.subject_alternative_names.iter().map(ToString::to_string).collect(),
            names: dns.names().map(ToString::to_string).collect(),
            cloudfront,
            load_balancer,
            certificate: if cloudfront { Some("cloudfront") } else { load_balancer.then_some("load_balancer") },
            record_types: if architecture.cdn.is_some() { vec![IPV4, IPV6] } else { vec![IPV4] },
            health_check: dns.health_check.clone(),
        }),
    }
}

fn zone(dns: &Dns, attribute: &str) -> Expression {
    Expression(format!("{}aws_route53_zone.this.{attribute}", if dns.create_zone { "" } else { "data." }))
}
