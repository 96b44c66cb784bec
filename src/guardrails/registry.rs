//! Every rule, one line each: its file, what it looks at, how bad a finding is, its number, and where the number comes from.
//!
//! AWS changes its limits: this table is what has to be looked through then.

use std::fmt;

use super::judge::Judge;
use super::outline::{Again, Outline};
use super::*;
use crate::diagnostic::Severity::{self, Error, Warning};
use crate::model::Architecture;
use crate::render::Files;

/// A rule.
pub struct Rule {
    /// Reads well after "allow".
    pub id: &'static str,
    /// How bad a finding is.
    pub severity: Severity,
    /// The number it compares with; 0 where the rule compares the architecture's own numbers with each other.
    pub threshold: u64,
    /// What is counted.
    pub unit: &'static str,
    /// Where that is written.
    pub source: &'static str,
    /// When it was read there: year and month.
    pub as_of: &'static str,
    /// Whether `allow` may say that it is meant. What a rule finds of which there is no valid Terraform cannot be meant.
    pub waivable: bool,
    /// Claim, failing example, what happens in AWS, fix, passing example: Markdown.
    pub(super) page: &'static str,
    pub(super) check: Check,
}

/// What a rule looks at.
pub(super) enum Check {
    /// One environment.
    Environment(fn(&Architecture, &mut Judge)),
    /// One environment and the files it is rendered to.
    Rendered(fn(&Architecture, &Files, &mut Judge)),
    /// All environments side by side.
    Together(fn(&[Outline], &Again<'_>, &mut Judge)),
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

impl Rule {
    /// The rule with an id.
    pub fn find(id: &str) -> Option<&'static Self> {
        RULES.iter().find(|rule| rule.id == id)
    }

    /// The page, and what the registry adds to it: severity, number and source are in one place only.
    pub fn text(&self) -> String {
        let Self { id, severity, threshold, unit, source, as_of, .. } = self;
        let mut text = self.page.trim_end().to_owned();
        text.push_str(&format!("\n\n## Source\n\n{source}, as of {as_of}."));
        if *threshold > 0 {
            text.push_str(&format!(" Compared with {threshold} {unit}."));
        }
        text.push_str(&match self.waivable {
            true => format!("\n\nSeverity: {severity}. Waived by `allow \"{id}\" {{ reason = \"…\" }}`.\n"),
            false => format!("\n\nSeverity: {severity}. It cannot be waived: Terraform itself would refuse what is rendered.\n"),
        });
        text
    }

    /// The page's first paragraph, on one line.
    pub fn claim(&self) -> String {
        let paragraph = self.page.split("\n\n").nth(1).unwrap_or_default();
        paragraph.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// `duplicate_flow` as `duplicate-flow`.
const fn hyphenated<const N: usize>(name: &str) -> [u8; N] {
    let (from, mut to, mut at) = (name.as_bytes(), [0; N], 0);
    while at < N {
        to[at] = if from[at] == b'_' { b'-' } else { from[at] };
        at += 1;
    }
    to
}

macro_rules! waivable {
    () => {
        true
    };
    (never waived) => {
        false
    };
}

macro_rules! rules {
    ($($module:ident $kind:ident $severity:ident $threshold:literal $unit:literal, $source:literal, $as_of:literal $(, $($waived:ident)+)?;)+) => {
        /// All of them, by id.
        pub static RULES: &[Rule] = &[$(Rule {
            id: {
                const BYTES: &[u8] = &hyphenated::<{ stringify!($module).len() }>(stringify!($module));
                match std::str::from_utf8(BYTES) {
                    Ok(id) => id,
                    Err(_) => stringify!($module),
                }
            },
            severity: $severity,
            threshold: $threshold,
            unit: $unit,
            source: $source,
            as_of: $as_of,
            waivable: waivable!($($($waived)+)?),
            page: include_str!(concat!(stringify!($module), ".md")),
            check: Check::$kind($module::check),
        }),+];
    };
}

#[rustfmt::skip]
rules! {
    access_to_unknown_bucket Environment Error 0 "", "follows from the model", "2026-11", never waived;
    burstable_class_in_production Environment Warning 0 "", "RDS user guide, \"DB instance class types\": burstable classes are for development and test", "2026-11";
    cdn_gives_up_before_the_service Environment Error 0 "", "CloudFront API, `OriginReadTimeout`, 1 to 120 seconds", "2026-11";
    cdn_without_domain_in_production Environment Warning 0 "", "CloudFront API, `ViewerCertificate`, `MinimumProtocolVersion`: `TLSv1` with CloudFront's certificate", "2026-11";
    class_without_alarm Environment Warning 0 "", "CloudWatch user guide, \"Creating alarms\"; CloudFront developer guide, \"Monitor CloudFront metrics\": us-east-1", "2026-11";
    connection_to_nowhere Environment Error 0 "", "follows from the model", "2026-11", never waived;
    database_open_to_others Environment Error 0 "", "AWS Well-Architected, security pillar: network traffic is limited to what is needed", "2026-11";
    drain_shorter_than_longest_request Environment Error 0 "", "ELB API, `deregistration_delay.timeout_seconds`, 0 to 3600", "2026-11";
    duplicate_flow Environment Error 0 "", "EC2 API, `AuthorizeSecurityGroupIngress`, error `InvalidPermission.Duplicate`", "2026-11", never waived;
    dynamodb_locking_deprecated Environment Warning 11 "minor version of Terraform 1 that deprecates it", "Terraform 1.11 changelog; Terraform source, S3 backend, `dynamodb_table`", "2026-08";
    ec2_health_check_behind_load_balancer Environment Error 0 "", "Auto Scaling API, `HealthCheckType`", "2026-11";
    edge_without_origin Environment Error 0 "", "follows from the model", "2026-11";
    endpoints_dearer_than_nat Environment Warning 0 "", "AWS PrivateLink and Amazon VPC pricing, in tfgen's table of prices", "2026-10";
    environment_that_contradicts_arguments Environment Error 0 "", "follows from the model", "2026-11";
    estimate_above_budget Environment Warning 0 "", "tfgen's table of prices; `tfgen cost` shows each with its date and source", "2026-10";
    few_backups_in_production Environment Error 7 "days of backups", "RDS API, `BackupRetentionPeriod`, 0 to 35", "2026-11";
    fewer_instances_than_zones Environment Error 0 "", "EC2 Auto Scaling user guide, \"Distribute instances across Availability Zones\"", "2026-11";
    flow_to_nowhere Environment Error 0 "", "follows from the model", "2026-11", never waived;
    flow_to_port_without_listener Environment Error 0 "", "follows from the model", "2026-11";
    generated_name_too_long Environment Error 0 "", "ELB API (32), S3 user guide (63), IAM quotas (64)", "2026-11";
    grace_period_far_above_startup Environment Warning 3 "times the time to become healthy", "EC2 Auto Scaling user guide, \"Set the health check grace period\": too high reduces its effectiveness", "2026-11";
    grace_period_shorter_than_startup Environment Error 0 "", "EC2 Auto Scaling user guide, \"Set the health check grace period\"", "2026-11";
    hashed_assets_hardly_cached Environment Warning 86400 "seconds, the default of AWS's `CachingOptimized`", "CloudFront developer guide, \"Use managed cache policies\"", "2026-11";
    healing_slower_than_recovery_objective Environment Error 60 "seconds from termination until a new instance boots, an assumption", "ELB API, `CreateTargetGroup`; arithmetic", "2026-11";
    health_check_timeout_not_below_interval Environment Error 0 "", "ELB API, `CreateTargetGroup`: the interval must be greater than the timeout", "2026-11";
    hidden_behavior Environment Error 0 "", "CloudFront developer guide, \"Cache behavior settings\": precedence and path pattern", "2026-11";
    html_cached_for_hours Environment Error 3600 "seconds", "CloudFront API, `CachePolicyConfig`, `DefaultTTL`", "2026-11";
    html_cached_too_long Environment Warning 300 "seconds", "CloudFront API, `CachePolicyConfig`, `DefaultTTL`", "2026-11";
    internet_egress_without_path Environment Warning 0 "", "follows from the model", "2026-11";
    job_longer_than_shutdown Environment Error 0 "", "EC2 Auto Scaling user guide, \"Lifecycle hooks\"; SQS developer guide, \"Visibility timeout\"", "2026-11";
    keep_alive_not_above_idle_timeout Environment Error 0 "", "Elastic Load Balancing user guide, \"Connection idle timeout\"", "2026-11";
    launching_hook_shorter_than_slow_start Environment Error 2 "times the start-up under load, an assumption", "EC2 Auto Scaling user guide, \"Lifecycle hooks\"; Auto Scaling API, `PutLifecycleHook`", "2026-11";
    less_memory_than_declared Environment Error 0 "", "EC2 API, `DescribeInstanceTypes`", "2026-05";
    lifecycle_report_without_way_out Environment Error 0 "", "EC2 Auto Scaling user guide, \"Lifecycle hooks\"", "2026-11";
    listener_rules_that_collide Environment Error 0 "", "ELB API, `CreateRule`, error `PriorityInUse`", "2026-11";
    liveness_that_depends_on_database Environment Error 0 "", "RDS user guide, \"Failing over a Multi-AZ DB instance\": 60 to 120 seconds; \"Multi-AZ DB cluster deployments\": under 35", "2026-11";
    locking_mode_unknown_to_engine Environment Error 10 "minor version of Terraform 1 and OpenTofu 1 that knows `use_lockfile`", "Terraform 1.10 and OpenTofu 1.10 changelogs", "2026-08";
    message_to_nowhere Environment Error 0 "", "follows from the model", "2026-11", never waived;
    more_connections_than_database_holds Environment Error 80 "per cent of `max_connections`", "RDS user guide, \"Quotas and constraints\", `max_connections`", "2026-11";
    names_that_collide Together Error 0 "", "IAM API, ELB API: names are unique in an account, or in its region", "2026-11";
    nat_per_zone_outside_production Environment Warning 0 "", "Amazon VPC pricing, in tfgen's table of prices", "2026-10";
    no_standby_in_production Environment Error 0 "", "RDS user guide, \"Configuring and managing a Multi-AZ deployment\"", "2026-11";
    origin_certificate_for_no_name Environment Error 0 "", "CloudFront developer guide, \"Require HTTPS for communication between CloudFront and your custom origin\"", "2026-11";
    overlapping_cidrs Together Warning 0 "", "VPC peering guide: ranges that overlap cannot be peered", "2026-11";
    plain_http_in_production Environment Error 0 "", "Elastic Load Balancing user guide, \"HTTPS listeners\"", "2026-11";
    queue_without_way_out Environment Error 0 "", "SQS developer guide, \"Amazon Virtual Private Cloud endpoints for Amazon SQS\"", "2026-11";
    reading_from_glacier Environment Warning 0 "", "S3 user guide, \"Working with archived objects\"", "2026-11";
    request_longer_than_idle_timeout Environment Error 0 "", "ELB API, `idle_timeout.timeout_seconds`, 1 to 4000", "2026-11";
    retry_window_shorter_than_failover Environment Error 0 "", "RDS user guide, \"Failing over a Multi-AZ DB instance\"; \"Best practices for Amazon RDS\": an address is kept for less than 30 seconds", "2026-11";
    scaling_that_never_shrinks Environment Error 0 "", "EC2 Auto Scaling user guide, \"Step and simple scaling policies\"; follows from what is rendered", "2026-11";
    scaling_without_room Environment Error 0 "", "EC2 Auto Scaling user guide, \"Target tracking scaling policies\"", "2026-11";
    secret_in_environment Environment Error 35 "tenths of a bit of entropy a character", "formats published by AWS, GitHub, Stripe, Slack, Google; entropy as usual in secret scanners", "2026-11";
    secret_out_of_reach Environment Error 0 "", "Secrets Manager user guide, \"Using an AWS Secrets Manager VPC endpoint\"", "2026-11";
    service_the_cdn_never_asks Environment Error 0 "", "CloudFront developer guide, \"Restrict access with VPC origins\"", "2026-11";
    service_without_load_balancer Environment Error 0 "", "follows from the model", "2026-11", never waived;
    single_nat_in_production Environment Error 0 "", "Amazon VPC user guide, \"NAT gateway basics\": a gateway lives in one zone", "2026-11";
    step_window_shorter_than_warm_up Environment Error 0 "", "EC2 Auto Scaling user guide, \"Instance warmup\"", "2026-11";
    subnet_too_small Environment Error 5 "addresses of a subnet that AWS keeps", "EC2 API, `CreateSubnet`", "2026-11";
    terminating_hook_shorter_than_shutdown Environment Error 5 "seconds until an instance notices that it is to end, as its script asks", "Auto Scaling API, `PutLifecycleHook`, `HeartbeatTimeout`", "2026-11";
    termination_longer_than_spot_notice Environment Warning 120 "seconds of notice", "EC2 user guide, \"Spot Instance interruption notices\"", "2026-11";
    too_many_security_group_rules Environment Error 60 "rules of a group in one direction", "Amazon VPC user guide, \"Amazon VPC quotas\"", "2026-11";
    transition_that_costs_more Environment Warning 30 "days that STANDARD_IA bills at least; GLACIER bills three times as many", "S3 pricing, \"Minimum storage duration\"", "2026-11";
    two_environments_with_one_state_key Together Error 0 "", "Terraform documentation, backend `s3`", "2026-11";
    unknown_instance_type Environment Warning 0 "", "EC2 API, `DescribeInstanceTypes`", "2026-05";
    unprotected_database_in_production Environment Error 0 "", "RDS API, `DeletionProtection`", "2026-11";
    user_data_too_large Rendered Error 16384 "bytes before base64", "EC2 user guide, \"Run commands at launch\"", "2026-11";
    visibility_timeout_shorter_than_job Environment Error 0 "", "SQS developer guide, \"Amazon SQS visibility timeout\"", "2026-11";
    warm_up_shorter_than_startup Environment Error 0 "", "EC2 Auto Scaling user guide, \"Set the default instance warmup\"", "2026-11";
    weaker_than_another_environment Together Error 0 "", "follows from the model", "2026-11";
    zone_loss_below_healthy_capacity Environment Error 1 "zone that is lost", "AWS Well-Architected, reliability pillar: static stability", "2026-11";
}
