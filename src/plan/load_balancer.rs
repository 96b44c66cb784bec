//! The load-balancer module.

use serde::Serialize;

use super::waf::{self, WafView};
use super::{Expression, Input, Module, Output, View, dns, names, storage};
use crate::model::{Architecture, LoadBalancer};

/// What the load-balancer templates print.
#[derive(Debug, Serialize)]
pub struct LoadBalancerView {
    name: String,
    log_prefix: &'static str,
    https: bool,
    /// Where the certificate is looked up by its domain.
    domain_name: Option<String>,
    /// Behind a CDN it is reached by nobody else.
    internal: bool,
    subnet_ids: Expression,
    certificate_arn: Option<Expression>,
    ssl_policy: &'static str,
    idle_timeout: u32,
    client_keep_alive: u32,
    enable_deletion_protection: bool,
    waf: Option<WafView>,
    /// Whether the firewall leaves out addresses of VPNs and hosting providers.
    anonymous_ips_let_in: bool,
}

impl LoadBalancerView {
    /// The files this load balancer has.
    pub fn files(&self) -> Vec<&'static str> {
        let mut files = vec!["main.tf"];
        if self.waf.is_some() {
            files.push("waf.tf");
        }
        files
    }
}

/// Plans the module.
pub fn module(architecture: &Architecture, load_balancer: &LoadBalancer) -> Module {
    let https = load_balancer.https();
    let internal = architecture.cdn.is_some();
    let tier = if internal { "private" } else { "public" };
    let subnets = format!("{tier}_subnet_ids");
    let mut inputs = vec![
        Input::strings(subnets.clone(), format!("IDs of the {tier} subnets."), format!("module.network.{subnets}")),
        Input::string("vpc_id", "ID of the VPC.", "module.network.vpc_id"),
    ];
    if !internal && architecture.waf.is_some() {
        inputs.push(waf::kms_key_input());
    }
    if dns::makes_load_balancer_certificate(architecture) {
        inputs.push(Input::string("certificate_arn", "ARN of the certificate.", "module.dns.load_balancer_certificate_arn"));
    }
    inputs.push(Input::string("log_bucket", "Bucket that access logs are delivered to.", storage::log_bucket()));
    inputs.sort_by(|a, b| a.name.cmp(&b.name));
    let listener = if https { "aws_lb_listener.https.arn" } else { "aws_lb_listener.http.arn" };
    Module {
        name: "load_balancer".to_owned(),
        summary: format!(
            "Application load balancer in the {tier} subnets, {}.",
            match (https, internal) {
                (true, false) => "HTTPS with a redirect from HTTP",
                (true, true) => "HTTPS, for the CDN alone",
                (false, false) => "plain HTTP",
                (false, true) => "plain HTTP, for the CDN alone",
            }
        ),
        inputs,
        outputs: vec![
            Output::new("arn", "ARN of the load balancer.", "aws_lb.this.arn"),
            Output::new("arn_suffix", "The part of the load balancer's ARN that CloudWatch metrics carry.", "aws_lb.this.arn_suffix"),
            Output::new("dns_name", "The load balancer's own name.", "aws_lb.this.dns_name"),
            Output::new("listener_arn", "Listener that services add their rules to.", listener),
            Output::new("security_group_id", "Security group of the load balancer.", "aws_security_group.this.id"),
            Output::new("zone_id", "Hosted zone of the load balancer's name, for alias records.", "aws_lb.this.zone_id"),
        ],
        view: View::LoadBalancer(Box::new(view(architecture, load_balancer))),
    }
}

fn view(architecture: &Architecture, load_balancer: &LoadBalancer) -> LoadBalancerView {
    let made = dns::makes_load_balancer_certificate(architecture);
    let internal = architecture.cdn.is_some();
    let certificate_arn = match &load_balancer.certificate_arn {
        Some(arn) => Some(Expression(format!("\"{arn}\""))),
        None if made => Some(Expression::from("var.certificate_arn")),
        None => load_balancer.domain_name.as_ref().map(|_| Expression::from("data.aws_acm_certificate.this.arn")),
    };
    let waf = architecture.waf.as_ref().filter(|_| !internal).map(|waf| waf::regional(architecture, waf));
    LoadBalancerView {
        internal,
        anonymous_ips_let_in: waf.as_ref().is_some_and(|waf| !waf.anonymous_ips()),
        subnet_ids: Expression::from(if internal { "var.private_subnet_ids" } else { "var.public_subnet_ids" }),
        waf,
        name: names::prefix(architecture),
        log_prefix: storage::LOAD_BALANCER_PREFIX,
        https: load_balancer.https(),
        domain_name: load_balancer
            .domain_name
            .as_ref()
            .filter(|_| load_balancer.certificate_arn.is_none() && !made)
            .map(ToString::to_string),
        certificate_arn,
        ssl_policy: load_balancer.ssl_policy.as_str(),
        idle_timeout: load_balancer.idle_timeout.get(),
        client_keep_alive: load_balancer.client_keep_alive.get(),
        enable_deletion_protection: load_balancer.enable_deletion_protection,
    }
}
