//! Lesson 4: NAT at the price this environment chose, and nothing that makes it dearer.

use super::Lesson;
use crate::model::{Architecture, Nat};

pub(super) fn lessons(architecture: &Architecture) -> Vec<Lesson> {
    let network = &architecture.network;
    let zones = network.availability_zones.len();
    let mut lessons = nat(network.nat, zones);
    for tier in ["database", "private", "public"] {
        lessons.push(Lesson::holds(
            format!("length(aws_subnet.{tier}) == {zones}"),
            format!("there are no longer {zones} {tier} subnets: a zone that fails takes everything with it that has no subnet elsewhere"),
        ));
    }
    for endpoint in ["s3", "dynamodb"] {
        let why = "a gateway endpoint costs nothing; without it the same traffic pays for NAT, by the gigabyte (lesson 4: the NAT bill)";
        lessons.push(Lesson::equals(format!("aws_vpc_endpoint.{endpoint}.vpc_endpoint_type"), "Gateway", why));
    }
    let why = "flow logs that leave out what was refused do not tell why a connection does not come about (lesson 7: security-group rules)";
    lessons.push(Lesson::equals("aws_flow_log.this.traffic_type", "ALL", why));
    let days = network.flow_log_retention_in_days.get();
    let why = "kept shorter, they end before the question; kept longer, they cost more than they tell";
    lessons.push(Lesson::equals("aws_cloudwatch_log_group.flow_logs.retention_in_days", days, why));
    lessons
}

fn nat(nat: Nat, zones: usize) -> Vec<Lesson> {
    let routes = Lesson::holds(
        format!("length(aws_route.private_internet) == {zones}"),
        format!("the private subnets of {zones} zones no longer have a way out each: an instance that boots without one gets nothing"),
    );
    let gateways = |count: usize, why: &str| {
        Lesson::holds(
            format!("length(output.nat_gateway_ids) == {count}"),
            format!("there are no longer {count} NAT gateways: {why} (lesson 4: the NAT bill)"),
        )
    };
    match nat {
        Nat::PerAz => vec![gateways(zones, "without one of its own a zone loses its way out together with another zone"), routes],
        Nat::Single => vec![gateways(1, "each costs about 33 USD a month before any traffic, and this environment chose one"), routes],
        Nat::Instance => {
            let mut lessons = vec![no_gateway("a NAT instance"), routes];
            let why = "it carries what is addressed to others, which EC2 drops otherwise (lesson 4: the NAT bill)";
            lessons.push(Lesson::equals("aws_network_interface.nat.source_dest_check", false, why));
            let why = "there is one interface to attach: a second instance would wait for it, none would leave no way out";
            for argument in ["min_size", "max_size"] {
                lessons.push(Lesson::equals(format!("aws_autoscaling_group.nat.{argument}"), 1, why));
            }
            let why = "a NAT instance serves no load balancer that could tell its health";
            lessons.push(Lesson::equals("aws_autoscaling_group.nat.health_check_type", "EC2", why));
            lessons
        }
        Nat::None => vec![no_gateway("no NAT at all")],
    }
}

fn no_gateway(chosen: &str) -> Lesson {
    Lesson::holds(
        "length([for name in fileset(path.root, \"*.tf\") : name if strcontains(file(\"${path.root}/${name}\"), \"aws_nat_gateway\")]) == 0",
        format!(
            "there is a NAT gateway: it costs about 33 USD a month before any traffic, and this environment chose {chosen} (lesson 4: the NAT bill)"
        ),
    )
}
