//! Alarms of the way out to the internet.

use super::alarm::{Advice, Rule, Scope};
use super::metrics::{nat_gateway, nat_gateway_zones, nat_instance};
use super::{Alarm, Comparison, Measure, MissingData, Priority};
use crate::model::{Architecture, InstanceType, Nat, Zone};
use crate::plan::names;

/// Credits left that are too few: the smallest burstable size earns six an hour, so a fresh, idle instance has passed five within the
/// hour that the alarm looks at. Source: EC2 user guide, "CPU credits and baseline utilization for burstable performance instances".
pub(super) const CREDITS: u64 = 5;

/// Whether CPU credits decide how fast it is: the T families.
pub(super) fn burstable(instance_type: &InstanceType) -> bool {
    burstable_family(instance_type.as_str())
}

/// The same of a type or class as text, such as `t4g.micro`.
pub(super) fn burstable_family(text: &str) -> bool {
    let mut family = text.chars();
    family.next() == Some('t') && family.next().is_some_and(|generation| generation.is_ascii_digit())
}

pub(super) fn alarms(architecture: &Architecture) -> Vec<Alarm> {
    let scope = Scope { name: format!("{}-nat", names::prefix(architecture)), label: "nat".to_owned(), service: None };
    let mut alarms: Vec<Alarm> =
        nat_gateway_zones(architecture).into_iter().map(|zone| port_allocation(&scope, zone, architecture)).collect();
    if architecture.network.nat == Nat::Instance {
        alarms.push(instance_missing(&scope));
        if burstable(&architecture.network.nat_instance_type) {
            alarms.push(instance_credits(&scope, &architecture.network.nat_instance_type));
        }
    }
    alarms
}

fn port_allocation(scope: &Scope, zone: &Zone, architecture: &Architecture) -> Alarm {
    let rule = Rule {
        comparison: Comparison::Above,
        threshold: 0,
        period: 300,
        evaluation_periods: 3,
        datapoints_to_alarm: 2,
        missing_data: MissingData::NotBreaching,
    };
    scope.alarm(
        &format!("port-allocation-{zone}"),
        Priority::P3,
        Measure::Metric(nat_gateway(zone, "ErrorPortAllocation")),
        &rule,
        Advice {
            meaning: format!("The NAT gateway in {zone} has no port left for a destination: new connections to it fail."),
            look_at: [
                format!(
                    "The saved query {}/top-talkers-through-nat: which instance opens the connections, and to which address.",
                    names::prefix(architecture)
                ),
                "Whether the application keeps connections alive or opens one for each request.".to_owned(),
                "Whether the traffic goes to an AWS service that an interface endpoint would take off the gateway.".to_owned(),
            ],
            stop_the_bleeding:
                "Restart the service that opens the most connections, or replace its instances one by one; a gateway holds 55,000 \
                                connections to one destination."
                    .to_owned(),
        },
    )
}

fn instance_missing(scope: &Scope) -> Alarm {
    let rule = Rule {
        comparison: Comparison::Below,
        threshold: 1,
        period: 60,
        // Replacing it takes one to three minutes; what lasts longer does not heal by itself.
        evaluation_periods: 5,
        datapoints_to_alarm: 5,
        missing_data: MissingData::Breaching,
    };
    scope.alarm(
        "instance-missing",
        Priority::P2,
        Measure::Metric(nat_instance("AWS/AutoScaling", "GroupInServiceInstances", "Maximum")),
        &rule,
        Advice {
            meaning: "No NAT instance has been in service for five minutes: private subnets have no way to the internet.".to_owned(),
            look_at: [
                format!("The activities of the Auto Scaling group {}: why a launch fails.", scope.name),
                "The status checks and the console output of the last instance.".to_owned(),
                format!("Whether the network interface {} is attached, and to which instance.", scope.name),
            ],
            stop_the_bleeding: format!(
                "Terminate the instance of group {}, if there is one: the group starts another, which attaches the interface.",
                scope.name
            ),
        },
    )
}

fn instance_credits(scope: &Scope, instance_type: &InstanceType) -> Alarm {
    scope.alarm(
        "credits",
        Priority::P3,
        Measure::Metric(nat_instance("AWS/EC2", "CPUCreditBalance", "Minimum")),
        &credits(),
        Advice {
            meaning: format!(
                "The NAT instance, a {instance_type}, has used up its CPU credits: it is slowed down, or its surplus is billed."
            ),
            look_at: [
                "NetworkIn and NetworkOut of the instance: whether the traffic is what you expect.".to_owned(),
                "Whether traffic to AWS services could take an endpoint instead.".to_owned(),
                "Whether a NAT gateway would cost less than the next size.".to_owned(),
            ],
            stop_the_bleeding: "Set a larger `nat_instance_type`, render and apply.".to_owned(),
        },
    )
}

/// An hour of five-minute values.
pub(super) fn credits() -> Rule {
    Rule {
        comparison: Comparison::Below,
        threshold: CREDITS,
        period: 300,
        evaluation_periods: 12,
        datapoints_to_alarm: 12,
        missing_data: MissingData::Missing,
    }
}
