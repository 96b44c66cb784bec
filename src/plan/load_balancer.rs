//! The load-balancer module.

use serde::Serialize;

use super::{Input, Module, Output, View, names, storage};
use crate::model::{Architecture, LoadBalancer};

/// What the load-balancer templates print.
#[derive(Debug, Serialize)]
pub struct LoadBalancerView {
    name: String,
    log_prefix: &'static str,
    https: bool,
    /// Where the certificate is looked up by its domain.
    domain_name: Option<String>,
    certificate_arn: Option<String>,
    ssl_policy: &'static str,
    idle_timeout: u32,
    client_keep_alive: u32,
    enable_deletion_protection: bool,
}

/// Plans the module.
pub fn module(architecture: &Architecture, load_balancer: &LoadBalancer) -> Module {
    let https = load_balancer.https();
    let listener = if https { "aws_lb_listener.https.arn" } else { "aws_lb_listener.http.arn" };
    Module {
        name: "load_balancer".to_owned(),
        summary: format!(
            "Application load balancer in the public subnets, {}.",
            if https { "HTTPS with a redirect from HTTP" } else { "plain HTTP" }
        ),
        inputs: vec![
            Input::string("log_bucket", "Bucket that access logs are delivered to.", storage::log_bucket()),
            Input::strings("public_subnet_ids", "IDs of the public subnets.", "module.network.public_subnet_ids"),
            Input::string("vpc_id", "ID of the VPC.", "module.network.vpc_id"),
        ],
        outputs: vec![
            Output::new("arn_suffix", "The part of the load balancer's ARN that CloudWatch metrics carry.", "aws_lb.this.arn_suffix"),
            Output::new("dns_name", "The load balancer's own name.", "aws_lb.this.dns_name"),
            Output::new("listener_arn", "Listener that services add their rules to.", listener),
            Output::new("security_group_id", "Security group of the load balancer.", "aws_security_group.this.id"),
            Output::new("zone_id", "Hosted zone of the load balancer's name, for alias records.", "aws_lb.this.zone_id"),
        ],
        view: View::LoadBalancer(view(architecture, load_balancer)),
    }
}

fn view(architecture: &Architecture, load_balancer: &LoadBalancer) -> LoadBalancerView {
    LoadBalancerView {
        name: names::prefix(architecture),
        log_prefix: storage::LOAD_BALANCER_PREFIX,
        https: load_balancer.https(),
        domain_name: load_balancer.domain_name.as_ref().filter(|_| load_balancer.certificate_arn.is_none()).map(ToString::to_string),
        certificate_arn: load_balancer.certificate_arn.as_ref().map(ToString::to_string),
        ssl_policy: load_balancer.ssl_policy.as_str(),
        idle_timeout: load_balancer.idle_timeout.get(),
        client_keep_alive: load_balancer.client_keep_alive.get(),
        enable_deletion_protection: load_balancer.enable_deletion_protection,
    }
}
