//! The web ACL. It is rendered into the module of what it protects, so that nobody finds one without the other.

use serde::Serialize;

use super::{Expression, keys, names};
use crate::model::{Architecture, ManagedRuleGroup, RuleMode, Waf};

/// What `shared/web_acl.tf` prints.
#[derive(Debug, Serialize)]
pub struct WafView {
    name: String,
    /// Of what it protects, for comments.
    protects: &'static str,
    description: String,
    /// `CLOUDFRONT` or `REGIONAL`.
    scope: &'static str,
    /// CloudFront's web ACLs live in us-east-1.
    us_east_1: bool,
    /// The load balancer to put it in front of; a distribution names its web ACL itself.
    resource_arn: Option<Expression>,
    groups: Vec<GroupView>,
    rate_limit: u32,
    evaluation_window_sec: u32,
    log_group: String,
    log_retention_in_days: u32,
    kms_key_arn: Option<Expression>,
    /// Whether the log is kept for less than a year.
    short_log: bool,
}

impl WafView {
    /// Whether addresses of VPNs and hosting providers are looked at.
    pub fn anonymous_ips(&self) -> bool {
        self.groups.iter().any(|group| group.group == ManagedRuleGroup::AnonymousIpList.as_str())
    }
}

#[derive(Debug, Serialize)]
struct GroupView {
    group: &'static str,
    priority: u32,
    count: bool,
}

/// In front of the distribution.
pub fn cloudfront(architecture: &Architecture, waf: &Waf) -> WafView {
    // The environment's key encrypts in its own region only.
    let here = architecture.region.as_str() == "us-east-1";
    let kms_key_arn = here.then(|| Expression::from("var.kms_key_arn"));
    WafView { us_east_1: true, kms_key_arn, ..view(architecture, waf, "the distribution", "CLOUDFRONT", "cdn") }
}

/// In front of the load balancer.
pub fn regional(architecture: &Architecture, waf: &Waf) -> WafView {
    WafView {
        resource_arn: Some(Expression::from("aws_lb.this.arn")),
        kms_key_arn: Some(Expression::from("var.kms_key_arn")),
        ..view(architecture, waf, "the load balancer", "REGIONAL", "load-balancer")
    }
}

/// What the root passes for the log's encryption.
pub fn kms_key_input() -> super::Input {
    super::Input::string("kms_key_arn", "ARN of the key that what is stored is encrypted with.", keys::key_arn())
}

fn view(architecture: &Architecture, waf: &Waf, protects: &'static str, scope: &'static str, what: &str) -> WafView {
    let name = format!("{}-{what}", names::prefix(architecture));
    let groups = waf.managed_rule_groups.iter();
    let groups =
        groups.map(|(group, mode)| GroupView { group: group.as_str(), priority: priority(*group), count: *mode == RuleMode::Count });
    let mut groups: Vec<GroupView> = groups.collect();
    groups.sort_by_key(|group| group.priority);
    WafView {
        protects,
        description: format!("In front of {protects}"),
        scope,
        us_east_1: false,
        resource_arn: None,
        groups,
        rate_limit: waf.rate_limit.get(),
        evaluation_window_sec: waf.evaluation_window_sec.get(),
        // The prefix is AWS's rule for logs of a web ACL.
        log_group: format!("aws-waf-logs-{name}"),
        log_retention_in_days: waf.log_retention_in_days.get(),
        kms_key_arn: None,
        short_log: waf.log_retention_in_days.get() < 365,
        name,
    }
}

/// A group's place: fixed for each, so that another group moves none. Lists of addresses are the cheapest to ask; the rate limit is 20.
fn priority(group: ManagedRuleGroup) -> u32 {
    match group {
        ManagedRuleGroup::AmazonIpReputationList => 10,
        ManagedRuleGroup::AnonymousIpList => 30,
        ManagedRuleGroup::CommonRuleSet => 40,
        ManagedRuleGroup::KnownBadInputsRuleSet => 50,
        ManagedRuleGroup::SqliRuleSet => 60,
        ManagedRuleGroup::AdminProtectionRuleSet => 70,
        ManagedRuleGroup::LinuxRuleSet => 80,
        ManagedRuleGroup::UnixRuleSet => 90,
        ManagedRuleGroup::PhpRuleSet => 100,
        ManagedRuleGroup::WordPressRuleSet => 110,
    }
}
