//! Relations between numbers that live in different resources, checked before anything is rendered.
//!
//! A rule is one file, named for the bad thing, with a page of the same name, a line in [`RULES`] and a folder of cases in
//! `tests/cases/guardrails/`. It speaks of the model in routes (`service.web.health_check_grace_period`) and knows nothing of files:
//! [`crate::config::locate`] turns a route into the place the user wrote. Most rules look at one environment; some compare environments,
//! and one looks at the rendered files.
//!
//! What the model cannot express needs no rule: [`CANNOT_HAPPEN`] says why. What is meant is waived: see [`Ledger`].

mod caching;
mod cannot_happen;
mod finding;
mod judge;
mod outline;
mod prices;
mod registry;
#[cfg(test)]
mod suite;
mod waiver;
mod way_out;

mod access_to_unknown_bucket;
mod burstable_class_in_production;
mod cdn_gives_up_before_the_service;
mod cdn_without_domain_in_production;
mod class_without_alarm;
mod connection_to_nowhere;
mod database_open_to_others;
mod drain_shorter_than_longest_request;
mod duplicate_flow;
mod dynamodb_locking_deprecated;
mod ec2_health_check_behind_load_balancer;
mod edge_without_origin;
mod endpoints_dearer_than_nat;
mod environment_that_contradicts_arguments;
mod estimate_above_budget;
mod few_backups_in_production;
mod fewer_instances_than_zones;
mod flow_to_nowhere;
mod flow_to_port_without_listener;
mod generated_name_too_long;
mod grace_period_far_above_startup;
mod grace_period_shorter_than_startup;
mod hashed_assets_hardly_cached;
mod healing_slower_than_recovery_objective;
mod health_check_timeout_not_below_interval;
mod hidden_behavior;
mod html_cached_for_hours;
mod html_cached_too_long;
mod internet_egress_without_path;
mod job_longer_than_shutdown;
mod keep_alive_not_above_idle_timeout;
mod launching_hook_shorter_than_slow_start;
mod less_memory_than_declared;
mod lifecycle_report_without_way_out;
mod listener_rules_that_collide;
mod liveness_that_depends_on_database;
mod locking_mode_unknown_to_engine;
mod message_to_nowhere;
mod more_connections_than_database_holds;
mod names_that_collide;
mod nat_per_zone_outside_production;
mod no_standby_in_production;
mod origin_certificate_for_no_name;
mod overlapping_cidrs;
mod plain_http_in_production;
mod queue_without_way_out;
mod reading_from_glacier;
mod request_longer_than_idle_timeout;
mod retry_window_shorter_than_failover;
mod scaling_that_never_shrinks;
mod scaling_without_room;
mod secret_in_environment;
mod secret_out_of_reach;
mod service_the_cdn_never_asks;
mod service_without_load_balancer;
mod single_nat_in_production;
mod step_window_shorter_than_warm_up;
mod subnet_too_small;
mod terminating_hook_shorter_than_shutdown;
mod termination_longer_than_spot_notice;
mod too_many_security_group_rules;
mod transition_that_costs_more;
mod two_environments_with_one_state_key;
mod unknown_instance_type;
mod unprotected_database_in_production;
mod user_data_too_large;
mod visibility_timeout_shorter_than_job;
mod warm_up_shorter_than_startup;
mod weaker_than_another_environment;
mod zone_loss_below_healthy_capacity;

use crate::model::Architecture;
use crate::render::Files;

pub use crate::model::Date;
pub use cannot_happen::{CANNOT_HAPPEN, CannotHappen};
pub use finding::{Finding, Place, Route, route};
use judge::{Judge, Mutant};
pub use outline::{Again, Outline};
use registry::Check;
pub use registry::{RULES, Rule};
pub(crate) use waiver::KEYWORD as WAIVER;
pub use waiver::{Ledger, Waived, Waiver, waivers};

/// Everything the rules find in one environment.
pub fn check(architecture: &Architecture) -> Vec<Finding> {
    RULES.iter().flat_map(|rule| of_environment(rule, architecture, None)).collect()
}

/// The same without the warnings: what stops a rendering.
pub fn errors(architecture: &Architecture) -> Vec<Finding> {
    check(architecture).into_iter().filter(|finding| finding.severity == crate::diagnostic::Severity::Error).collect()
}

/// What can only be seen in the rendered files.
pub fn check_rendered(architecture: &Architecture, files: &Files) -> Vec<Finding> {
    RULES.iter().flat_map(|rule| of_files(rule, architecture, files, None)).collect()
}

/// Whether [`check_rendered`] reads a file of this name in the module of a service. It need not be handed any other.
pub fn reads(file: &str) -> bool {
    file == user_data_too_large::FILE
}

/// What can only be seen by comparing environments. `again` makes one of those again of which something is said.
pub fn check_together(outlines: &[Outline], again: &Again<'_>) -> Vec<Finding> {
    RULES.iter().flat_map(|rule| of_all(rule, outlines, again, None)).collect()
}

fn of_environment(rule: &'static Rule, architecture: &Architecture, mutant: Option<Mutant>) -> Vec<Finding> {
    let Check::Environment(check) = rule.check else { return Vec::new() };
    let mut judge = Judge::new(rule, mutant);
    check(architecture, &mut judge);
    judge.findings(Some(&architecture.environment))
}

fn of_files(rule: &'static Rule, architecture: &Architecture, files: &Files, mutant: Option<Mutant>) -> Vec<Finding> {
    let Check::Rendered(check) = rule.check else { return Vec::new() };
    let mut judge = Judge::new(rule, mutant);
    check(architecture, files, &mut judge);
    judge.findings(Some(&architecture.environment))
}

fn of_all(rule: &'static Rule, outlines: &[Outline], again: &Again<'_>, mutant: Option<Mutant>) -> Vec<Finding> {
    let Check::Together(check) = rule.check else { return Vec::new() };
    let mut judge = Judge::new(rule, mutant);
    check(outlines, again, &mut judge);
    judge.findings(None)
}
