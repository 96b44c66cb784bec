//! Attributes of other modules' resources that alarms and graphs are about.

use crate::model::{Name, Zone};
use crate::plan::security::{database_module, service_module};
use crate::plan::{Expression, Input};

/// A variable of the observability module and the output it is wired to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The variable.
    variable: String,
    /// Its type.
    kind: &'static str,
    /// What it is.
    description: String,
    /// What the root passes.
    source: String,
    /// The key in brackets, where the variable is a map or a list.
    key: Option<String>,
}

impl Reference {
    /// As it is written inside the observability module: `var.load_balancer_arn_suffix`.
    pub fn expression(&self) -> Expression {
        Expression(match &self.key {
            Some(key) => format!("var.{}[{key}]", self.variable),
            None => format!("var.{}", self.variable),
        })
    }

    /// The module's variable.
    pub fn input(&self) -> Input {
        Input { kind: self.kind, ..Input::string(self.variable.clone(), self.description.clone(), self.source.clone()) }
    }

    /// The module whose output it is: `load_balancer`.
    pub fn module(&self) -> &str {
        self.source.split('.').nth(1).unwrap_or_default()
    }

    fn string(variable: String, description: String, source: String) -> Self {
        Self { variable, kind: "string", description, source, key: None }
    }

    /// The load balancer, as metrics name it.
    pub fn load_balancer() -> Self {
        let description = "The part of the load balancer's ARN that CloudWatch metrics carry.";
        Self::string("load_balancer_arn_suffix".to_owned(), description.to_owned(), "module.load_balancer.arn_suffix".to_owned())
    }

    /// A service's target group, as metrics name it.
    pub fn target_group(service: &Name) -> Self {
        let description = format!("The part of the ARN of the target group of service {service} that CloudWatch metrics carry.");
        Self::of_service(service, "target_group_arn_suffix", description)
    }

    /// A service's Auto Scaling group.
    pub fn autoscaling_group(service: &Name) -> Self {
        Self::of_service(service, "autoscaling_group_name", format!("Name of the Auto Scaling group of service {service}."))
    }

    /// A worker's queue.
    pub fn queue(service: &Name) -> Self {
        Self::of_service(service, "queue_name", format!("Name of the queue of service {service}."))
    }

    /// The queue of a worker's dead letters.
    pub fn dead_letter_queue(service: &Name) -> Self {
        Self::of_service(service, "dead_letter_queue_name", format!("Name of the queue of dead letters of service {service}."))
    }

    /// The log group of a service's application.
    pub fn application_logs(service: &Name) -> Self {
        Self::of_service(service, "application_log_group_name", format!("Log group of the application of service {service}."))
    }

    fn of_service(service: &Name, output: &str, description: String) -> Self {
        let module = service_module(service);
        Self::string(format!("{module}_{output}"), description, format!("module.{module}.{output}"))
    }

    /// The CDN's distribution.
    pub fn distribution() -> Self {
        let output = "distribution_id";
        Self::string(output.to_owned(), "ID of the CloudFront distribution.".to_owned(), format!("module.cdn.{output}"))
    }

    /// A NAT gateway, by its zone.
    pub fn nat_gateway(zone: &Zone) -> Self {
        Self {
            variable: "nat_gateway_ids".to_owned(),
            kind: "map(string)",
            description: "IDs of the NAT gateways, by zone.".to_owned(),
            source: "module.network.nat_gateway_ids".to_owned(),
            key: Some(format!("\"{zone}\"")),
        }
    }

    /// The NAT instance's Auto Scaling group.
    pub fn nat_autoscaling_group() -> Self {
        let output = "nat_autoscaling_group_name";
        Self::string(output.to_owned(), "Name of the NAT instance's Auto Scaling group.".to_owned(), format!("module.network.{output}"))
    }

    /// The log group of the VPC's flow logs.
    pub fn flow_logs() -> Self {
        let output = "flow_log_group_name";
        Self::string(output.to_owned(), "Log group of the VPC's flow logs.".to_owned(), format!("module.network.{output}"))
    }

    /// A database's primary instance.
    pub fn database_instance(database: &Name) -> Self {
        Self::of_database(database, "instance_identifier", "string", "Identifier of the primary instance", None)
    }

    /// A replica, by its key.
    pub fn database_replica(database: &Name, key: &str) -> Self {
        Self::of_database(database, "replica_identifiers", "map(string)", "Identifiers of the replicas", Some(format!("\"{key}\"")))
    }

    /// An instance of a Multi-AZ DB cluster, by its place.
    pub fn cluster_instance(database: &Name, place: usize) -> Self {
        Self::of_database(database, "instance_identifiers", "list(string)", "Identifiers of the instances", Some(place.to_string()))
    }

    fn of_database(database: &Name, output: &str, kind: &'static str, what: &str, key: Option<String>) -> Self {
        let module = database_module(database);
        let description = format!("{what} of database {database}.");
        Self { variable: format!("{module}_{output}"), kind, description, source: format!("module.{module}.{output}"), key }
    }
}
