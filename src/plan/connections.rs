//! What a service is told of the databases it connects to, and what it may do there.
//!
//! For `connects_to = ["database.main"]` its environment holds
//!
//! | variable | what it is |
//! |---|---|
//! | `MAIN_DATABASE_HOST` | where to connect; the proxy, where there is one |
//! | `MAIN_DATABASE_PORT` | the port there |
//! | `MAIN_DATABASE_NAME` | the database inside the engine |
//! | `MAIN_DATABASE_SECRET_ARN` | the secret that holds `username` and `password` as JSON |
//! | `MAIN_DATABASE_POOL_SIZE` | connections that each process keeps |
//! | `MAIN_DATABASE_RETRY_SECONDS` | how long to go on trying when it does not answer |
//! | `PROCESSES` | processes an instance runs |
//!
//! A variable of the same name in the service's own `environment` wins.

use serde::Serialize;

use super::{Expression, Input, security};
use crate::model::{Architecture, Connection, Database, Name, Service};

/// What the service templates print of its connections.
#[derive(Debug, Serialize)]
pub struct ConnectionsView {
    /// The secrets' ARNs, as a list.
    secrets: Expression,
    /// The module's variables that hold what IAM names the databases by; those behind a proxy are not there.
    resource_ids: Vec<String>,
    /// The user that the instances' role may sign in as.
    database_user: String,
}

/// The databases a service connects to. One that is not there has been reported by a guardrail.
fn databases<'a>(architecture: &'a Architecture, service: &'a Service) -> impl Iterator<Item = (&'a Name, &'a Database)> {
    service.connects_to.iter().filter_map(|Connection::Database(name)| Some((name, architecture.databases.get(name)?)))
}

/// `MAIN_DATABASE_HOST` and so on.
fn key(name: &Name, what: &str) -> String {
    format!("{}_DATABASE_{what}", name.identifier().to_uppercase())
}

fn variable(name: &Name, what: &str) -> String {
    format!("{}_{what}", security::database_module(name))
}

/// The view; nothing where the service connects to nothing.
pub fn view(architecture: &Architecture, name: &Name, service: &Service) -> Option<ConnectionsView> {
    let databases: Vec<_> = databases(architecture, service).collect();
    (!databases.is_empty()).then(|| ConnectionsView {
        secrets: list(databases.iter().map(|(name, _)| variable(name, "secret_arn"))),
        resource_ids: databases.iter().filter(|(_, database)| by_iam(database)).map(|(name, _)| variable(name, "resource_id")).collect(),
        database_user: name.identifier(),
    })
}

fn list(variables: impl Iterator<Item = String>) -> Expression {
    Expression(format!("[{}]", variables.map(|variable| format!("var.{variable}")).collect::<Vec<_>>().join(", ")))
}

/// A proxy signs in by itself.
fn by_iam(database: &Database) -> bool {
    !database.proxy
}

/// The variables whose values are known only once the database exists.
pub(super) fn wired(service: &Service) -> Vec<(String, Expression)> {
    let of = |name: &Name| {
        [("HOST", "address"), ("SECRET_ARN", "secret_arn")]
            .map(|(what, output)| (key(name, what), Expression(format!("${{var.{}}}", variable(name, output)))))
    };
    service.connects_to.iter().flat_map(|Connection::Database(name)| of(name)).collect()
}

/// The variables whose values the architecture itself knows.
pub fn environment(architecture: &Architecture, service: &Service) -> Vec<(String, String)> {
    let mut environment = Vec::new();
    for (name, database) in databases(architecture, service) {
        environment.push((key(name, "NAME"), database.db_name.to_string()));
        environment.push((key(name, "POOL_SIZE"), service.pool_size.to_string()));
        environment.push((key(name, "PORT"), database.client_port().to_string()));
        environment.extend(service.retry_seconds.map(|seconds| (key(name, "RETRY_SECONDS"), seconds.to_string())));
        environment.push(("PROCESSES".to_owned(), service.processes.to_string()));
    }
    environment
}

/// The module's inputs for its connections.
pub fn inputs(architecture: &Architecture, service: &Service) -> Vec<Input> {
    let mut inputs = Vec::new();
    for (name, database) in databases(architecture, service) {
        let module = security::database_module(name);
        let mut input = |output: &str, description: String| {
            inputs.push(Input::string(variable(name, output), description, format!("module.{module}.{output}")));
        };
        input("address", format!("Where to connect to database {name}."));
        if by_iam(database) {
            input("resource_id", format!("What IAM names database {name} by."));
        }
        input("secret_arn", format!("Secret that holds user and password of database {name}."));
    }
    inputs
}
