//! The web application firewall.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::words::words;
use super::{Bounded, LogRetention};

/// `waf {}`: in front of CloudFront where there is a CDN, of the load balancer otherwise.
#[derive(Clone, Debug, Serialize)]
pub struct Waf {
    /// Requests of one address within `evaluation_window_sec` above which it is blocked. Source: WAF API, 10 to 2,000,000,000.
    pub rate_limit: Bounded<10, 2_000_000_000>,
    /// Seconds over which requests are counted. Source: WAF API: 60, 120, 300 or 600.
    pub evaluation_window_sec: EvaluationWindow,
    /// AWS's rule groups in use, and what a match does.
    #[serde(serialize_with = "with_those_off")]
    pub managed_rule_groups: BTreeMap<ManagedRuleGroup, RuleMode>,
    /// Days the log of blocked and counted requests is kept.
    pub log_retention_in_days: LogRetention,
}

/// What a match with a rule group does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleMode {
    /// What the group says: the request is blocked.
    Block,
    /// It is counted and logged, and let through: how a new group is tried out.
    Count,
    /// The group is not used.
    Off,
}

words!(RuleMode { Block => "block", Count => "count", Off => "off" });

/// Seconds over which a rate rule counts. Source: WAF API, `RateBasedStatement.EvaluationWindowSec`.
pub type EvaluationWindow = Bounded<60, 600>;

/// AWS's own rule groups that cost nothing beside the rule. Source: WAF developer guide, "AWS Managed Rules rule groups list".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ManagedRuleGroup {
    /// Addresses that Amazon's own defences know as attackers or bots.
    AmazonIpReputationList,
    /// VPNs, proxies, Tor and hosting providers: blocks paying customers as well, so it is used only where asked for.
    AnonymousIpList,
    /// The OWASP classes: cross-site scripting, file inclusion, oversized requests.
    CommonRuleSet,
    /// Exploits that are known, Log4j among them.
    KnownBadInputsRuleSet,
    /// SQL injection.
    SqliRuleSet,
    /// Administration pages.
    AdminProtectionRuleSet,
    /// Linux file inclusion.
    LinuxRuleSet,
    /// Shell commands in requests.
    UnixRuleSet,
    /// PHP functions in requests.
    PhpRuleSet,
    /// WordPress exploits.
    WordPressRuleSet,
}

words!(ManagedRuleGroup {
    AmazonIpReputationList => "AWSManagedRulesAmazonIpReputationList",
    AnonymousIpList => "AWSManagedRulesAnonymousIpList",
    CommonRuleSet => "AWSManagedRulesCommonRuleSet",
    KnownBadInputsRuleSet => "AWSManagedRulesKnownBadInputsRuleSet",
    SqliRuleSet => "AWSManagedRulesSQLiRuleSet",
    AdminProtectionRuleSet => "AWSManagedRulesAdminProtectionRuleSet",
    LinuxRuleSet => "AWSManagedRulesLinuxRuleSet",
    UnixRuleSet => "AWSManagedRulesUnixRuleSet",
    PhpRuleSet => "AWSManagedRulesPHPRuleSet",
    WordPressRuleSet => "AWSManagedRulesWordPressRuleSet",
});

impl std::str::FromStr for ManagedRuleGroup {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = Self::WORDS.iter().find(|(word, _)| *word == text);
        found.map(|(_, group)| *group).ok_or_else(|| {
            let words: Vec<&str> = Self::WORDS.iter().map(|(word, _)| *word).collect();
            format!("is none of AWS's rule groups {}", words.join(", "))
        })
    }
}

impl ManagedRuleGroup {
    /// In use unless switched off.
    pub const DEFAULT: [Self; 4] = [Self::AmazonIpReputationList, Self::CommonRuleSet, Self::KnownBadInputsRuleSet, Self::SqliRuleSet];
}

/// With the default groups that are switched off: a map without them would be read as having them.
fn with_those_off<S: Serializer>(groups: &BTreeMap<ManagedRuleGroup, RuleMode>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut all: BTreeMap<_, _> = ManagedRuleGroup::DEFAULT.into_iter().map(|group| (group, RuleMode::Off)).collect();
    all.extend(groups);
    all.serialize(serializer)
}
