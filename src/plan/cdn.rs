//! The CDN module: distribution, assets bucket, access logs, and the firewall in front.

use serde::Serialize;

use super::bucket::{AccessLogs, BucketView, Encryption, Lifecycle, Statement, service, with_account_id};
use super::waf::{self, WafView};
use super::{Expression, Input, Module, Output, View, dns, keys, names};
use crate::model::{ALL_VIEWER, Architecture, Behavior, Cache, Cdn, ErrorResponse, ManagedCachePolicy, Origin, Ttls};

/// What the CDN templates print.
#[derive(Debug, Serialize)]
pub struct CdnView {
    name: String,
    aliases: Vec<String>,
    certificate_arn: Option<Expression>,
    price_class: &'static str,
    default_root_object: String,
    policies: Vec<PolicyView>,
    /// Whether cached behaviors pass the host name on, which they need a policy for.
    cached_from_load_balancer: bool,
    content_security_policy: Option<String>,
    load_balancer: Option<LoadBalancerOrigin>,
    default_behavior: BehaviorView,
    behaviors: Vec<BehaviorView>,
    error_responses: Vec<ErrorResponse>,
    pub(super) buckets: Vec<BucketView>,
    waf: Option<WafView>,
    /// Whether the firewall looks at addresses of VPNs and hosting providers.
    anonymous_ips: bool,
}

/// The load balancer as a VPC origin.
#[derive(Debug, Serialize)]
struct LoadBalancerOrigin {
    https: bool,
    read_timeout: u32,
    keepalive_timeout: u32,
}

/// A cache policy of the environment's own.
#[derive(Debug, Serialize)]
struct PolicyView {
    label: String,
    name: String,
    comment: String,
    ttls: Ttls,
}

/// `default_cache_behavior` or `ordered_cache_behavior`.
#[derive(Debug, Serialize)]
struct BehaviorView {
    purpose: String,
    path_pattern: Option<String>,
    target_origin_id: &'static str,
    allowed_methods: &'static [&'static str],
    cache_policy_id: Expression,
    /// What a managed policy's id means.
    cache_policy: Option<&'static str>,
    origin_request_policy_id: Option<Expression>,
    origin_request_policy: Option<&'static str>,
}

const READ: &[&str] = &["GET", "HEAD", "OPTIONS"];
const ALL: &[&str] = &["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

impl CdnView {
    /// The files this CDN has.
    pub fn files(&self) -> Vec<&'static str> {
        let mut files = vec!["main.tf", "policies.tf", "buckets.tf"];
        if self.load_balancer.is_some() {
            files.push("origin.tf");
        }
        if self.waf.is_some() {
            files.push("waf.tf");
        }
        files
    }

    /// Whether it has to do with us-east-1.
    pub fn us_east_1(&self) -> bool {
        self.waf.is_some()
    }
}

/// Plans the module.
pub fn module(architecture: &Architecture, cdn: &Cdn) -> Module {
    let mut inputs = vec![Input::string("kms_key_arn", "ARN of the key that the assets are encrypted with.", keys::key_arn())];
    let mut outputs = vec![
        Output::new("assets_bucket", "Bucket that the static frontend is uploaded to.", "aws_s3_bucket.assets.id"),
        Output::new("distribution_arn", "ARN of the distribution.", "aws_cloudfront_distribution.this.arn"),
        Output::new("distribution_id", "ID of the distribution.", "aws_cloudfront_distribution.this.id"),
        Output::new("domain_name", "CloudFront's own name for the distribution.", "aws_cloudfront_distribution.this.domain_name"),
        Output::new("hosted_zone_id", "Hosted zone of that name, for alias records.", "aws_cloudfront_distribution.this.hosted_zone_id"),
    ];
    if dns::makes_cloudfront_certificate(architecture) {
        let value = "module.dns.cloudfront_certificate_arn";
        inputs.insert(0, Input::string("acm_certificate_arn", "ARN of the certificate, in us-east-1.", value));
    }
    if cdn.uses_load_balancer() {
        inputs.push(Input::string("load_balancer_arn", "ARN of the load balancer.", "module.load_balancer.arn"));
        inputs.push(Input::string("load_balancer_dns_name", "The load balancer's own name.", "module.load_balancer.dns_name"));
        outputs.push(Output::new(
            "origin_facing_prefix_list_id",
            "AWS's list of the addresses CloudFront asks origins from.",
            "data.aws_ec2_managed_prefix_list.origin_facing.id",
        ));
    }
    if architecture.waf.is_some() {
        outputs.push(Output::new("web_acl_name", "Name of the web ACL, as its metrics carry it.", "aws_wafv2_web_acl.this.name"));
    }
    Module {
        name: "cdn".to_owned(),
        summary: format!(
            "CloudFront in front of the assets bucket{}.",
            if cdn.uses_load_balancer() { " and the load balancer" } else { "" }
        ),
        inputs,
        outputs,
        view: View::Cdn(Box::new(view(architecture, cdn))),
    }
}

fn view(architecture: &Architecture, cdn: &Cdn) -> CdnView {
    let made = dns::makes_cloudfront_certificate(architecture).then(|| Expression::from("var.acm_certificate_arn"));
    let brought = cdn.acm_certificate_arn.as_ref().map(|arn| Expression(format!("\"{arn}\"")));
    let waf = architecture.waf.as_ref().map(|waf| waf::cloudfront(architecture, waf));
    CdnView {
        anonymous_ips: waf.as_ref().is_some_and(WafView::anonymous_ips),
        name: names::prefix(architecture),
        aliases: cdn.aliases.iter().map(ToString::to_string).collect(),
        certificate_arn: brought.or(made),
        price_class: cdn.price_class.as_str(),
        default_root_object: cdn.default_root_object.to_string(),
        policies: policies(architecture, cdn),
        cached_from_load_balancer: cdn.default_origin == Origin::LoadBalancer
            || cdn.behaviors.iter().any(|behavior| behavior.origin == Origin::LoadBalancer && behavior.cache != Cache::Never),
        content_security_policy: cdn.content_security_policy.as_ref().map(ToString::to_string),
        load_balancer: cdn.uses_load_balancer().then(|| LoadBalancerOrigin {
            https: architecture.load_balancer.as_ref().is_some_and(crate::model::LoadBalancer::https),
            read_timeout: cdn.origin_read_timeout.get(),
            keepalive_timeout: cdn.origin_keepalive_timeout.get(),
        }),
        default_behavior: default_behavior(cdn),
        behaviors: cdn.behaviors.iter().map(behavior).collect(),
        error_responses: cdn.custom_error_responses.clone(),
        buckets: vec![assets(architecture), logs(architecture, cdn)],
        waf,
    }
}

fn policies(architecture: &Architecture, cdn: &Cdn) -> Vec<PolicyView> {
    let policy = |label: &str, comment: &str, ttls: Ttls| PolicyView {
        label: label.replace('-', "_"),
        name: format!("{}-{label}", names::prefix(architecture)),
        comment: comment.to_owned(),
        ttls,
    };
    let mut policies = vec![policy("html", "Pages: short, so that a release is seen", cdn.html)];
    if cdn.behaviors.iter().any(|behavior| behavior.cache == Cache::Static) {
        policies.push(policy("static", "Files whose name changes with their content", cdn.static_assets.ttls));
    }
    for behavior in &cdn.behaviors {
        if let Cache::Own(name, ttls) = &behavior.cache {
            policies.push(policy(name.as_str(), &format!("Behavior {name}"), *ttls));
        }
    }
    policies
}

/// Whatever no pattern claims, `/` among it: pages, so the short times.
fn default_behavior(cdn: &Cdn) -> BehaviorView {
    BehaviorView {
        purpose: "Pages, \"/\" among them: cached for a short time.".to_owned(),
        path_pattern: None,
        target_origin_id: cdn.default_origin.as_str(),
        allowed_methods: READ,
        cache_policy_id: own_policy("html"),
        cache_policy: None,
        origin_request_policy_id: host_policy(cdn.default_origin),
        origin_request_policy: None,
    }
}

fn behavior(behavior: &Behavior) -> BehaviorView {
    let never = behavior.cache == Cache::Never;
    let managed = match behavior.cache {
        Cache::Never => Some(ManagedCachePolicy::CachingDisabled),
        Cache::Managed(policy) => Some(policy),
        Cache::Static | Cache::Own(..) => None,
    };
    let own = if let Cache::Own(name, _) = &behavior.cache { name.identifier() } else { "static".to_owned() };
    BehaviorView {
        purpose: match behavior.name.as_str() {
            "api" => "What services answer: never cached, everything the client sends is passed on.".to_owned(),
            "static" => "Files whose name changes with their content: cached for long.".to_owned(),
            name => format!("Behavior {name} of the architecture."),
        },
        path_pattern: Some(behavior.path_pattern.to_string()),
        target_origin_id: behavior.origin.as_str(),
        allowed_methods: if never { ALL } else { READ },
        cache_policy_id: managed.map_or_else(|| own_policy(&own), |policy| Expression(format!("\"{}\"", policy.id()))),
        cache_policy: managed.map(ManagedCachePolicy::as_str),
        origin_request_policy_id: if never { Some(Expression(format!("\"{}\"", ALL_VIEWER.1))) } else { host_policy(behavior.origin) },
        origin_request_policy: never.then_some(ALL_VIEWER.0),
    }
}

fn own_policy(label: &str) -> Expression {
    Expression(format!("aws_cloudfront_cache_policy.{label}.id"))
}

/// The load balancer's certificate is for the name clients use, and its rules look at it, so it is passed on even where answers are cached.
fn host_policy(origin: Origin) -> Option<Expression> {
    (origin == Origin::LoadBalancer).then(|| Expression::from("aws_cloudfront_origin_request_policy.host.id"))
}

fn assets(architecture: &Architecture) -> BucketView {
    let distribution = "{ StringEquals = { \"aws:SourceArn\" = aws_cloudfront_distribution.this.arn } }";
    let read = |purpose: &str, sid: &str, actions, path| Statement {
        purpose: purpose.to_owned(),
        sid: sid.to_owned(),
        actions,
        principal: service("cloudfront.amazonaws.com"),
        path: Expression::from(path),
        condition: Some(Expression::from(distribution)),
    };
    BucketView::new(
        "assets",
        "The static frontend. Nobody reads it but the distribution.",
        with_account_id(&names::assets_bucket(architecture)),
        Encryption::Kms(Expression::from("var.kms_key_arn")),
        AccessLogs::Nowhere("the distribution's access logs hold every request"),
        Lifecycle::keep(),
    )
    .force_destroy(!architecture.production)
    .allow([
        read("Objects, for this distribution alone.", "DistributionReads", &["s3:GetObject"], "/*"),
        read("Without it S3 answers 403 for what is not there, instead of 404.", "DistributionSeesWhatIsMissing", &["s3:ListBucket"], ""),
    ])
}

fn logs(architecture: &Architecture, cdn: &Cdn) -> BucketView {
    BucketView::new(
        "logs",
        "The distribution's access logs.",
        with_account_id(&names::cdn_log_bucket(architecture)),
        Encryption::S3("CloudFront delivers with an ACL grant, and S3's own key needs no further right"),
        AccessLogs::Nowhere("it holds logs itself"),
        Lifecycle::logs(cdn.access_log_retention_in_days.get()),
    )
    .force_destroy(!architecture.production)
    .with_acls("CloudFront's standard logs are delivered by an ACL grant")
}
