//! Relations between numbers that live in different resources, checked before anything is rendered.
//!
//! A rule is one file, named for the bad thing; it speaks of the model in routes (`service.web.health_check_grace_period`) and knows
//! nothing of files. [`crate::config::locate`] turns a route into the place the user wrote.

mod access_to_unknown_bucket;
mod cdn_gives_up_before_the_service;
mod connection_to_nowhere;
mod duplicate_flow;
mod edge_without_origin;
mod flow_to_nowhere;
mod generated_name_too_long;
mod job_longer_than_shutdown;
mod lifecycle_report_without_way_out;
mod listener_rules_that_collide;
mod message_to_nowhere;
mod origin_certificate_for_no_name;
mod plain_http_in_production;
mod queue_without_way_out;
mod reading_from_glacier;
mod secret_out_of_reach;
mod service_the_cdn_never_asks;
mod service_without_load_balancer;
mod transition_that_costs_more;
mod user_data_too_large;
mod visibility_timeout_shorter_than_job;
mod way_out;

use crate::config::{Body, locate};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Architecture;
use crate::render::Files;

/// A place in the model, from the outside in: `["service", "web", "port"]`.
pub type Route = Vec<String>;

/// What a rule found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule's id.
    pub rule: &'static str,
    /// Whether it stops the rendering.
    pub severity: Severity,
    /// The fact.
    pub message: String,
    /// Where, and what is to be said there.
    pub at: (Route, String),
    /// Places that explain it.
    pub related: Vec<(Route, String)>,
    /// The cures.
    pub help: Vec<String>,
}

/// A route from its parts.
pub fn route<const N: usize>(parts: [&str; N]) -> Route {
    parts.iter().map(|part| (*part).to_owned()).collect()
}

impl Finding {
    fn error(rule: &'static str, message: impl Into<String>, at: Route, label: impl Into<String>) -> Self {
        Self { rule, severity: Severity::Error, message: message.into(), at: (at, label.into()), related: Vec::new(), help: Vec::new() }
    }

    fn related(mut self, at: Route, label: impl Into<String>) -> Self {
        self.related.push((at, label.into()));
        self
    }

    fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// With the places the user wrote; what is not written is pointed at by the block it would stand in.
    pub fn located(self, body: &Body) -> Diagnostic {
        let span = |route: &Route| locate(body, &route.iter().map(String::as_str).collect::<Vec<_>>()).span;
        let mut diagnostic =
            Diagnostic { severity: self.severity, rule: Some(self.rule), message: self.message, labels: Vec::new(), help: self.help };
        if let Some(span) = span(&self.at.0) {
            diagnostic = diagnostic.at(span, self.at.1);
        }
        for (route, label) in &self.related {
            if let Some(span) = span(route) {
                diagnostic = diagnostic.related(span, label);
            }
        }
        diagnostic
    }
}

/// Everything the rules find in an environment.
pub fn check(architecture: &Architecture) -> Vec<Finding> {
    const RULES: &[fn(&Architecture) -> Vec<Finding>] = &[
        access_to_unknown_bucket::check,
        cdn_gives_up_before_the_service::check,
        connection_to_nowhere::check,
        duplicate_flow::check,
        edge_without_origin::check,
        flow_to_nowhere::check,
        generated_name_too_long::check,
        job_longer_than_shutdown::check,
        lifecycle_report_without_way_out::check,
        listener_rules_that_collide::check,
        message_to_nowhere::check,
        origin_certificate_for_no_name::check,
        plain_http_in_production::check,
        queue_without_way_out::check,
        reading_from_glacier::check,
        secret_out_of_reach::check,
        service_the_cdn_never_asks::check,
        service_without_load_balancer::check,
        transition_that_costs_more::check,
        visibility_timeout_shorter_than_job::check,
    ];
    RULES.iter().flat_map(|rule| rule(architecture)).collect()
}

/// What can only be seen in the rendered files.
pub fn check_rendered(architecture: &Architecture, files: &Files) -> Vec<Finding> {
    user_data_too_large::check(architecture, files)
}
