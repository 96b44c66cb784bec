//! Attributes of other modules' resources that alarms and graphs are about.

use std::borrow::Cow;

use crate::model::{Name, Zone};
use crate::plan::security::{database_module, service_module};
use crate::plan::{Expression, Input};

/// A variable of the observability module and the output it is wired to. Every metric has some: texts are made when they are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Whose output it is.
    pub owner: Owner,
    /// The output's name.
    pub output: &'static str,
    /// Its type.
    kind: &'static str,
    /// What it is: what is said before and after the owner's name.
    description: [&'static str; 2],
    /// The key in brackets, where the variable is a map or a list.
    key: Option<String>,
}

/// A module that other modules' outputs are wired from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Owner {
    Cdn,
    Database(Name),
    LoadBalancer,
    Network,
    Service(Name),
}

impl Owner {
    fn module(&self) -> Cow<'static, str> {
        match self {
            Self::Cdn => "cdn".into(),
            Self::Database(name) => database_module(name).into(),
            Self::LoadBalancer => "load_balancer".into(),
            Self::Network => "network".into(),
            Self::Service(name) => service_module(name).into(),
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::Database(name) | Self::Service(name) => name.as_str(),
            Self::Cdn | Self::LoadBalancer | Self::Network => "",
        }
    }
}

impl Reference {
    /// As it is written inside the observability module: `var.load_balancer_arn_suffix`.
    pub fn expression(&self) -> Expression {
        Expression(match &self.key {
            Some(key) => format!("var.{}[{key}]", self.variable()),
            None => format!("var.{}", self.variable()),
        })
    }

    fn variable(&self) -> Cow<'static, str> {
        match self.owner {
            // Outputs of these say whose they are.
            Owner::Cdn | Owner::Network => self.output.into(),
            _ => format!("{}_{}", self.owner.module(), self.output).into(),
        }
    }

    /// The module's variable.
    pub fn input(&self) -> Input {
        let [before, after] = self.description;
        let description = format!("{before}{}{after}", self.owner.name());
        let source = format!("module.{}.{}", self.owner.module(), self.output);
        Input { kind: self.kind, ..Input::string(self.variable(), description, source) }
    }

    const fn string(owner: Owner, output: &'static str, description: [&'static str; 2]) -> Self {
        Self { owner, output, kind: "string", description, key: None }
    }

    /// The load balancer, as metrics name it.
    pub fn load_balancer() -> Self {
        let description = ["The part of the load balancer's ARN that CloudWatch metrics carry.", ""];
        Self::string(Owner::LoadBalancer, "arn_suffix", description)
    }

    /// A service's target group, as metrics name it.
    pub fn target_group(service: &Name) -> Self {
        let description = ["The part of the ARN of the target group of service ", " that CloudWatch metrics carry."];
        Self::string(Owner::Service(service.clone()), "target_group_arn_suffix", description)
    }

    /// A service's Auto Scaling group.
    pub fn autoscaling_group(service: &Name) -> Self {
        Self::of_service(service, "autoscaling_group_name", "Name of the Auto Scaling group of service ")
    }

    /// A worker's queue.
    pub fn queue(service: &Name) -> Self {
        Self::of_service(service, "queue_name", "Name of the queue of service ")
    }

    /// The queue of a worker's dead letters.
    pub fn dead_letter_queue(service: &Name) -> Self {
        Self::of_service(service, "dead_letter_queue_name", "Name of the queue of dead letters of service ")
    }

    /// The log group of a service's application.
    pub fn application_logs(service: &Name) -> Self {
        Self::of_service(service, "application_log_group_name", "Log group of the application of service ")
    }

    fn of_service(service: &Name, output: &'static str, what: &'static str) -> Self {
        Self::string(Owner::Service(service.clone()), output, [what, "."])
    }

    /// The CDN's distribution.
    pub fn distribution() -> Self {
        Self::string(Owner::Cdn, "distribution_id", ["ID of the CloudFront distribution.", ""])
    }

    /// A NAT gateway, by its zone.
    pub fn nat_gateway(zone: &Zone) -> Self {
        let gateways = Self::string(Owner::Network, "nat_gateway_ids", ["IDs of the NAT gateways, by zone.", ""]);
        Self { kind: "map(string)", key: Some(format!("\"{zone}\"")), ..gateways }
    }

    /// The NAT instance's Auto Scaling group.
    pub fn nat_autoscaling_group() -> Self {
        Self::string(Owner::Network, "nat_autoscaling_group_name", ["Name of the NAT instance's Auto Scaling group.", ""])
    }

    /// The log group of the VPC's flow logs.
    pub fn flow_logs() -> Self {
        Self::string(Owner::Network, "flow_log_group_name", ["Log group of the VPC's flow logs.", ""])
    }

    /// A database's primary instance.
    pub fn database_instance(database: &Name) -> Self {
        Self::of_database(database, "instance_identifier", "Identifier of the primary instance of database ")
    }

    /// A replica, by its key.
    pub fn database_replica(database: &Name, key: &str) -> Self {
        let replicas = Self::of_database(database, "replica_identifiers", "Identifiers of the replicas of database ");
        Self { kind: "map(string)", key: Some(format!("\"{key}\"")), ..replicas }
    }

    /// An instance of a Multi-AZ DB cluster, by its place.
    pub fn cluster_instance(database: &Name, place: usize) -> Self {
        let instances = Self::of_database(database, "instance_identifiers", "Identifiers of the instances of database ");
        Self { kind: "list(string)", key: Some(place.to_string()), ..instances }
    }

    fn of_database(database: &Name, output: &'static str, what: &'static str) -> Self {
        Self::string(Owner::Database(database.clone()), output, [what, "."])
    }
}
