//! What stands between clients and services: load balancer, CloudFront, firewall, DNS.

use super::super::bill::{Bill, Quantity, of};
use super::super::{Assumptions, HOURS, quantity};
use crate::model::{Architecture, Region, RuleMode};

pub(super) fn items(architecture: &Architecture, assumptions: &Assumptions, bill: &mut Bill<'_>) {
    if architecture.load_balancer.is_some() {
        bill.component("load_balancer");
        load_balancer(architecture, assumptions, bill);
    }
    if architecture.cdn.is_some() {
        bill.component("cdn");
        cdn(architecture, assumptions, bill);
    }
    if let Some(waf) = &architecture.waf {
        bill.component("waf");
        // One rule more: the limit of requests an address may make.
        let rules = 1 + waf.managed_rule_groups.values().filter(|mode| **mode != RuleMode::Off).count();
        bill.fixed("web ACL", &["aws_wafv2_web_acl"], "waf.web_acl_month", of(1.0, "1"));
        let how = format!("{} groups of AWS and the rate limit", rules - 1);
        bill.fixed("its rules", &["aws_wafv2_web_acl"], "waf.rule_month", of(rules as f64, how));
        bill.usage("requests it looks at", &["aws_wafv2_web_acl"], "waf.requests_million", millions(assumptions));
    }
    if let Some(dns) = &architecture.dns {
        bill.component("dns");
        if dns.create_zone {
            bill.fixed("hosted zone", &["aws_route53_zone"], "route53.hosted_zone_month", of(1.0, "1"));
        }
        if let Some(check) = &dns.health_check {
            bill.fixed("health check", &["aws_route53_health_check"], "route53.health_check_aws_month", of(1.0, "1"));
            let fast = check.request_interval.get() < 30;
            let features = of(if fast { 3.0 } else { 2.0 }, if fast { "HTTPS, latency, every 10 s" } else { "HTTPS, latency" });
            bill.fixed("its features", &["aws_route53_health_check"], "route53.health_check_optional_feature_aws", features);
        }
    }
}

fn millions(assumptions: &Assumptions) -> Quantity {
    of(assumptions.requests.get() / 1e6, "requests_per_month in millions")
}

/// A load balancer and its capacity units. Source: Elastic Load Balancing pricing: the highest of 25 new connections a second, 3,000 active
/// ones a minute, 1 GB an hour and 1,000 rules a second beyond ten a request. Connections are taken to be as many as requests.
fn load_balancer(architecture: &Architecture, assumptions: &Assumptions, bill: &mut Bill<'_>) {
    let load_balancer: &[&str] = &["aws_lb"];
    bill.fixed("load balancer", load_balancer, "elb.alb_hour", of(HOURS, "1 × 730 hours"));
    let share = assumptions.share_of_origin(architecture);
    let connections = assumptions.requests.get() * share / (HOURS * 3600.0) / 25.0;
    let gigabytes = assumptions.data_to_clients.get() * share / HOURS;
    let (units, dimension) = if connections > gigabytes { (connections, "new connections") } else { (gigabytes, "GB an hour") };
    let how = format!("{} units, by {dimension}, × 730 hours", quantity(units));
    bill.usage("its capacity units", load_balancer, "elb.alb_lcu_hour", of(units * HOURS, how));
    if architecture.cdn.is_none() {
        let zones = architecture.network.availability_zones.len() as f64;
        let addresses = of(zones * HOURS, format!("{} × 730 hours", quantity(zones)));
        bill.fixed("its public addresses", load_balancer, "network.public_ipv4_hour", addresses);
        let data = of(assumptions.data_to_clients.get(), "data_to_clients_gb");
        bill.usage("data to clients", load_balancer, "network.internet_out_gb", data);
    }
}

/// Metrics that `aws_cloudfront_monitoring_subscription` adds. Source: CloudFront developer guide, "Additional CloudFront distribution
/// metrics": cache hit rate, origin latency, and the rates of 401, 403, 404, 502, 503 and 504.
const ADDITIONAL_METRICS: f64 = 8.0;

fn cdn(architecture: &Architecture, assumptions: &Assumptions, bill: &mut Bill<'_>) {
    let distribution: &[&str] = &["aws_cloudfront_distribution"];
    let (viewers, place) = viewers(&architecture.region);
    let data = of(assumptions.data_to_clients.get(), format!("data_to_clients_gb, to {place}, at the price of the first 10 TB"));
    bill.usage("data to clients", distribution, &format!("cloudfront.{viewers}.out_gb"), data);
    let requests = of(assumptions.requests.get() / 10_000.0, format!("requests_per_month / 10,000, from {place}"));
    bill.usage("requests", distribution, &format!("cloudfront.{viewers}.https_per_10000"), requests);
    let metrics = of(ADDITIONAL_METRICS, "additional metrics of a distribution");
    bill.fixed("its metrics", &["aws_cloudfront_monitoring_subscription"], "cloudwatch.custom_metric_month", metrics);
}

/// Clients are taken to be where the environment is.
fn viewers(region: &Region) -> (&'static str, &'static str) {
    let region = region.as_str();
    match region.split('-').next().unwrap_or_default() {
        "eu" | "il" => ("eu_il", "Europe"),
        "af" | "me" => ("za_ke_me", "Africa and the Middle East"),
        "sa" => ("south_america", "South America"),
        "ap" if region.starts_with("ap-northeast") => ("japan", "Japan"),
        "ap" if region.starts_with("ap-south-") => ("india", "India"),
        "ap" if matches!(region, "ap-southeast-2" | "ap-southeast-4" | "ap-southeast-6") => ("au_nz", "Australia"),
        "ap" => ("se_asia", "south-east Asia"),
        _ => ("us_mx_ca", "North America"),
    }
}
