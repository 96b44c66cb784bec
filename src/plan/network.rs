//! The network module.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Expression, Input, Module, Output, View, cidr, keys, names, security};
use crate::model::{Architecture, Endpoint, Nat, Zone};

/// What the network templates print.
#[derive(Debug, Serialize)]
pub struct NetworkView {
    name: String,
    region: String,
    cidr_block: String,
    zones: Vec<ZoneView>,
    /// The zone of everything that exists once: the first the user named, so that a further zone never moves it.
    first_zone: String,
    flow_log_retention_in_days: u32,
    interface_endpoints: Vec<String>,
    nat: NatView,
}

#[derive(Debug, Serialize)]
struct ZoneView {
    name: String,
    private: String,
    public: String,
    database: String,
    /// Number of the zone's rules in the network ACL: its letter's, so that a further zone renumbers nothing.
    acl_rule: u32,
}

#[derive(Debug, Serialize)]
struct NatView {
    /// Of the group of the NAT instance, and of what it launches.
    tags: BTreeMap<String, String>,
    instance: bool,
    single: bool,
    per_az: bool,
    instance_type: String,
    image_id: String,
}

impl NetworkView {
    /// The files this environment's network has.
    pub fn files(&self) -> Vec<&'static str> {
        let mut files = vec!["main.tf", "endpoints.tf", "flow_logs.tf"];
        if self.nat.instance || self.nat.single || self.nat.per_az {
            files.push("nat.tf");
        }
        if self.nat.instance {
            files.push("nat_user_data.sh");
        }
        files
    }
}

/// Plans the module.
pub fn module(architecture: &Architecture) -> Module {
    let network = &architecture.network;
    Module {
        name: "network".to_owned(),
        summary: format!(
            "VPC with public, private and database subnets in {} availability zones, {}, endpoints for AWS services and flow logs.",
            network.availability_zones.len(),
            match network.nat {
                Nat::None => "no way out to the internet for private subnets",
                Nat::Instance => "a self-replacing NAT instance",
                Nat::Single => "one NAT gateway",
                Nat::PerAz => "a NAT gateway per zone",
            }
        ),
        inputs: inputs(architecture),
        outputs: outputs(architecture),
        view: View::Network(Box::new(view(architecture))),
    }
}

fn view(architecture: &Architecture) -> NetworkView {
    let network = &architecture.network;
    let processor = if network.nat_instance_type.arm() { "arm64" } else { "x86_64" };
    NetworkView {
        name: names::prefix(architecture),
        region: architecture.region.as_str().to_owned(),
        cidr_block: network.cidr_block.net().to_string(),
        zones: sorted(&network.availability_zones).map(|zone| zone_view(architecture, zone)).collect(),
        first_zone: network.availability_zones.first().map(Zone::to_string).unwrap_or_default(),
        flow_log_retention_in_days: network.flow_log_retention_in_days.get(),
        interface_endpoints: network.interface_endpoints.iter().map(ToString::to_string).collect(),
        nat: NatView {
            tags: super::root::launched_tags(architecture, format!("{}-nat", names::prefix(architecture))),
            instance: network.nat == Nat::Instance,
            single: network.nat == Nat::Single,
            per_az: network.nat == Nat::PerAz,
            instance_type: network.nat_instance_type.to_string(),
            image_id: format!("resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-{processor}"),
        },
    }
}

fn sorted(zones: &[Zone]) -> impl Iterator<Item = &Zone> {
    let mut zones: Vec<&Zone> = zones.iter().collect();
    zones.sort();
    zones.into_iter()
}

fn zone_view(architecture: &Architecture, zone: &Zone) -> ZoneView {
    let ranges = cidr::zone_ranges(architecture.network.cidr_block, zone);
    ZoneView {
        name: zone.to_string(),
        private: ranges.private.to_string(),
        public: ranges.public.to_string(),
        database: ranges.database.to_string(),
        acl_rule: 100 + 10 * zone.index(),
    }
}

fn inputs(architecture: &Architecture) -> Vec<Input> {
    let mut inputs = vec![Input::string("kms_key_arn", "ARN of the key that flow logs are encrypted with.", keys::key_arn())];
    if architecture.network.nat == Nat::Instance {
        let output = security::rule_ids(&Endpoint::NatInstance);
        inputs.push(Input::strings(
            output.clone(),
            "IDs of the rules of the NAT instance's security group; it is launched only once it may reach the AWS APIs.",
            format!("module.security.{output}"),
        ));
    }
    inputs
}

fn outputs(architecture: &Architecture) -> Vec<Output> {
    let network = &architecture.network;
    let routes = (network.nat != Nat::None).then(|| Expression::from("aws_route.private_internet"));
    let subnets = |tier: &str| format!("[for subnet in aws_subnet.{tier} : subnet.id]");
    let mut outputs = vec![
        Output::new("database_subnet_ids", "IDs of the database subnets, by zone.", subnets("database")),
        Output::new("dynamodb_prefix_list_id", "Prefix list of DynamoDB's gateway endpoint.", "aws_vpc_endpoint.dynamodb.prefix_list_id"),
        Output::new("flow_log_group_name", "Log group of the flow logs.", "aws_cloudwatch_log_group.flow_logs.name"),
    ];
    if network.nat == Nat::Instance {
        outputs.push(Output::new("nat_autoscaling_group_name", "Name of the NAT instance's group.", "aws_autoscaling_group.nat.name"));
        outputs.push(Output::new("nat_instance_security_group_id", "Security group of the NAT instance.", "aws_security_group.nat.id"));
    }
    if matches!(network.nat, Nat::Single | Nat::PerAz) {
        let ids = match network.availability_zones.first() {
            Some(zone) if network.nat == Nat::Single => format!("{{ \"{zone}\" = aws_nat_gateway.this.id }}"),
            _ => "{ for zone, gateway in aws_nat_gateway.this : zone => gateway.id }".to_owned(),
        };
        outputs.push(Output::new("nat_gateway_ids", "IDs of the NAT gateways, by zone.", ids));
        let addresses =
            if network.nat == Nat::Single { "[aws_eip.nat.public_ip]" } else { "[for address in aws_eip.nat : address.public_ip]" };
        outputs.push(Output::new("nat_public_ips", "Addresses that the internet sees, for allow lists of third parties.", addresses));
    }
    outputs.extend([
        Output::new("private_subnet_ids", "IDs of the private subnets, by zone.", subnets("private")).after(
            "An instance that boots before its subnet has a way out cannot fetch anything.",
            routes.into_iter().chain(gateway_endpoints()),
        ),
        Output::new("public_subnet_ids", "IDs of the public subnets, by zone.", subnets("public")),
        Output::new("s3_prefix_list_id", "Prefix list of S3's gateway endpoint.", "aws_vpc_endpoint.s3.prefix_list_id"),
    ]);
    if !network.interface_endpoints.is_empty() {
        outputs.push(Output::new(
            "vpc_endpoints_security_group_id",
            "Security group of the interface endpoints.",
            "aws_security_group.vpc_endpoints.id",
        ));
    }
    outputs.push(Output::new("vpc_id", "ID of the VPC.", "aws_vpc.this.id"));
    outputs
}

fn gateway_endpoints() -> impl Iterator<Item = Expression> {
    ["aws_route_table_association.private", "aws_vpc_endpoint.s3"].into_iter().map(Expression::from)
}
