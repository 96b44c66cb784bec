//! What is told without an alarm: events that AWS publishes by itself.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::Priority;
use crate::model::{Architecture, Nat};
use crate::plan::names;

/// An EventBridge rule whose target is a priority's topic.
#[derive(Clone, Debug, Serialize)]
pub struct Event {
    /// Terraform label in the observability module.
    pub label: String,
    /// Name of the rule, and heading in the runbook.
    pub name: String,
    /// Whose topic it goes to.
    pub priority: Priority,
    /// Which events, as EventBridge matches them.
    pub pattern: Value,
    /// Name and JSON path of what the message quotes of the event.
    pub quotes: BTreeMap<&'static str, &'static str>,
    /// The message, with `<name>` for each quote.
    pub message: String,
    /// What has happened.
    pub meaning: String,
    /// The first three things to look at.
    pub look_at: [String; 3],
    /// What to do before the cause is known.
    pub stop_the_bleeding: String,
}

impl Event {
    /// Heading in `RUNBOOK.md`, and so its anchor.
    pub fn anchor(&self) -> &str {
        &self.name
    }
}

/// Every rule of an environment.
pub fn events(architecture: &Architecture) -> Vec<Event> {
    let mut events = Vec::new();
    let mut groups: Vec<String> = architecture.services.keys().map(|name| names::service(architecture, name)).collect();
    if architecture.network.nat == Nat::Instance {
        groups.push(format!("{}-nat", names::prefix(architecture)));
    }
    if !groups.is_empty() {
        events.extend([
            launch_failed(architecture, &groups),
            scaling(architecture, &groups),
            deployment_failed(architecture, &groups),
            deployment(architecture, &groups),
        ]);
    }
    events.extend([outage(architecture), maintenance(architecture)]);
    events
}

const GROUP: (&str, &str) = ("group", "$.detail.AutoScalingGroupName");
const WHAT: (&str, &str) = ("what", "$.detail-type");

struct Advice<'a> {
    message: &'a str,
    meaning: &'a str,
    look_at: [&'a str; 3],
    stop_the_bleeding: &'a str,
}

fn event(
    architecture: &Architecture,
    what: &str,
    priority: Priority,
    pattern: Value,
    quotes: &[(&'static str, &'static str)],
    advice: &Advice<'_>,
) -> Event {
    let name = format!("{}-{what}", names::prefix(architecture));
    Event {
        label: what.replace('-', "_"),
        message: format!("{} See RUNBOOK.md#{name}", advice.message),
        name,
        priority,
        pattern,
        quotes: quotes.iter().copied().collect(),
        meaning: advice.meaning.to_owned(),
        look_at: advice.look_at.map(str::to_owned),
        stop_the_bleeding: advice.stop_the_bleeding.to_owned(),
    }
}

fn launch_failed(architecture: &Architecture, groups: &[String]) -> Event {
    let pattern = json!({
        "source": ["aws.autoscaling"],
        "detail-type": ["EC2 Instance Launch Unsuccessful", "EC2 Instance Terminate Unsuccessful"],
        "detail": { "AutoScalingGroupName": groups },
    });
    let advice = Advice {
        message: "<what> in group <group>: <why>.",
        meaning: "An instance could not be launched or ended.",
        look_at: [
            "The activity's status message: capacity, a quota, an image or a permission.",
            "The user-data log: an instance that was not ready in time was given up by its launching hook.",
            "Whether the group still has as many healthy instances as it wants.",
        ],
        stop_the_bleeding: "For lack of capacity, add an instance type to `mixed_instances_policy`; for a quota, ask for a higher one.",
    };
    event(architecture, "launch-failed", Priority::P3, pattern, &[GROUP, WHAT, ("why", "$.detail.StatusMessage")], &advice)
}

fn scaling(architecture: &Architecture, groups: &[String]) -> Event {
    // Replacements and deployments launch instances as well: only what a policy decided is scaling.
    let pattern = json!({
        "source": ["aws.autoscaling"],
        "detail-type": ["EC2 Instance Launch Successful", "EC2 Instance Terminate Successful"],
        "detail": { "AutoScalingGroupName": groups, "Cause": [{ "wildcard": "*triggered policy*" }] },
    });
    let advice = Advice {
        message: "<what> in group <group>: <why>",
        meaning: "A scaling policy changed the size of a group.",
        look_at: [
            "Requests and CPU on the dashboard: whether the load explains it.",
            "How often it happens: a group that grows and shrinks within the hour has targets too close to each other.",
            "How far the group is from its largest size.",
        ],
        stop_the_bleeding: "Nothing: this is the group healing itself. If it flaps, suspend AlarmNotification while you look.",
    };
    event(architecture, "scaling", Priority::P3, pattern, &[GROUP, WHAT, ("why", "$.detail.Cause")], &advice)
}

fn deployment_failed(architecture: &Architecture, groups: &[String]) -> Event {
    let pattern = json!({
        "source": ["aws.autoscaling"],
        "detail-type": [
            { "prefix": "EC2 Auto Scaling Instance Refresh Failed" },
            { "prefix": "EC2 Auto Scaling Instance Refresh Rollback" },
        ],
        "detail": { "AutoScalingGroupName": groups },
    });
    let advice = Advice {
        message: "<what> in group <group>.",
        meaning: "A deployment failed or is being rolled back.",
        look_at: [
            "The instance refresh's status reason.",
            "The user-data log of a new instance: how far it came.",
            "The application log of a new instance, and the alarm on answers with 5xx.",
        ],
        stop_the_bleeding: "Set the artifact's previous version, render and apply; old instances serve meanwhile.",
    };
    event(architecture, "deployment-failed", Priority::P2, pattern, &[GROUP, WHAT], &advice)
}

fn deployment(architecture: &Architecture, groups: &[String]) -> Event {
    let pattern = json!({
        "source": ["aws.autoscaling"],
        "detail-type": [
            "EC2 Auto Scaling Instance Refresh Started",
            "EC2 Auto Scaling Instance Refresh Succeeded",
            "EC2 Auto Scaling Instance Refresh Cancelled",
        ],
        "detail": { "AutoScalingGroupName": groups },
    });
    let advice = Advice {
        message: "<what> in group <group>.",
        meaning: "A deployment began or ended.",
        look_at: [
            "Error rate and latency on the dashboard, from this minute on.",
            "The application log for errors that were not there before.",
            "That the version that runs is the one you meant.",
        ],
        stop_the_bleeding: "If it makes things worse, cancel or roll back the instance refresh.",
    };
    event(architecture, "deployment", Priority::P4, pattern, &[GROUP, WHAT], &advice)
}

/// The AWS services an environment stands on, as AWS Health names them.
const HEALTH_SERVICES: [&str; 8] = ["AUTOSCALING", "CLOUDFRONT", "EBS", "EC2", "ELASTICLOADBALANCING", "NATGATEWAY", "RDS", "S3"];

const HEALTH: [(&str, &str); 2] = [("service", "$.detail.service"), ("code", "$.detail.eventTypeCode")];

fn outage(architecture: &Architecture) -> Event {
    let pattern = json!({
        "source": ["aws.health"],
        "detail-type": ["AWS Health Event"],
        "detail": { "eventTypeCategory": ["issue"], "service": HEALTH_SERVICES },
    });
    let advice = Advice {
        message: "AWS reports an issue with <service>: <code>.",
        meaning: "AWS itself has an issue with a service this environment stands on.",
        look_at: [
            "The AWS Health dashboard: which zone or region, and which resources.",
            "Healthy hosts per zone on the dashboard.",
            "Whether launches fail: a group may be unable to replace what it loses.",
        ],
        stop_the_bleeding: "If one zone is impaired, shift the load balancer away from it; otherwise change nothing until it is over.",
    };
    event(architecture, "aws-issue", Priority::P2, pattern, &HEALTH, &advice)
}

fn maintenance(architecture: &Architecture) -> Event {
    let pattern = json!({
        "source": ["aws.health"],
        "detail-type": ["AWS Health Event"],
        "detail": { "eventTypeCategory": ["accountNotification", "scheduledChange"], "service": HEALTH_SERVICES },
    });
    let advice = Advice {
        message: "AWS announces for <service>: <code>.",
        meaning: "AWS has announced maintenance or a change.",
        look_at: [
            "The AWS Health dashboard: which resources, and when.",
            "Whether the maintenance window of a database falls into a busy hour.",
            "Whether instances are to be retired: the group replaces them by itself.",
        ],
        stop_the_bleeding: "Nothing: plan for the date, or do what is announced beforehand at a quiet hour.",
    };
    event(architecture, "maintenance", Priority::P4, pattern, &HEALTH, &advice)
}
