//! A database's module.

use serde::Serialize;

use super::{Expression, Input, Module, Output, View, keys, names, security};
use crate::model::{Architecture, Database, DatabaseEngine, MultiAz, Name};

/// What the database templates print.
#[derive(Debug, Serialize)]
pub struct DatabaseView {
    /// Identifier of the instance or cluster.
    name: String,
    database: String,
    title: &'static str,
    region: String,
    config: Database,
    cluster: bool,
    standby: bool,
    managed_password: bool,
    /// The parameter group's resource type, `aws_db_parameter_group` unless it is a cluster's.
    parameter_group: &'static str,
    family: String,
    parameters: Vec<Parameter>,
    /// Logs that RDS writes to CloudWatch.
    log_exports: &'static [&'static str],
    /// Folder of the log groups: RDS prescribes it.
    log_folder: &'static str,
    replicas: Vec<String>,
    /// Replica and log: `r1/error`.
    replica_logs: Vec<String>,
    enhanced_monitoring: bool,
    /// `aws_db_instance.this`, or the cluster.
    main: &'static str,
    /// ARN of the secret that holds the master password.
    secret_arn: Expression,
    recovery_window_in_days: u32,
    events: EventsView,
    proxy: ProxyView,
}

/// One parameter of the engine.
#[derive(Debug, Serialize)]
struct Parameter {
    name: &'static str,
    value: String,
    /// `immediate`, or `pending-reboot` for what is read at start-up only.
    apply_method: &'static str,
    why: Option<String>,
}

#[derive(Debug, Serialize)]
struct EventsView {
    source_type: &'static str,
    source_ids: Expression,
}

#[derive(Debug, Serialize)]
struct ProxyView {
    engine_family: &'static str,
    client_password_auth_type: &'static str,
    /// Seconds a client waits for a connection: as long as a failover takes.
    connection_borrow_timeout: u32,
    target_argument: &'static str,
    target: Expression,
}

impl DatabaseView {
    /// The files this database has.
    pub fn files(&self) -> Vec<&'static str> {
        let mut files = vec!["main.tf", "parameters.tf", "monitoring.tf", "events.tf"];
        files.push(if self.cluster { "cluster.tf" } else { "instance.tf" });
        if !self.managed_password {
            files.push("password.tf");
        }
        if !self.replicas.is_empty() {
            files.push("replicas.tf");
        }
        if self.config.proxy {
            files.push("proxy.tf");
        }
        files
    }
}

/// Plans the module.
pub fn module(architecture: &Architecture, name: &Name, database: &Database) -> Module {
    let view = view(architecture, name, database);
    Module {
        name: security::database_module(name),
        summary: format!(
            "Database {name}: {} on RDS, {}{}.",
            database.engine.title(),
            match database.multi_az {
                MultiAz::None => "one instance",
                MultiAz::Standby => "an instance with a standby in another zone",
                MultiAz::Cluster => "a cluster of three instances in three zones",
            },
            if database.proxy { ", behind a proxy" } else { "" }
        ),
        inputs: inputs(database),
        outputs: outputs(name, database, &view),
        view: View::Database(Box::new(view)),
    }
}

fn inputs(database: &Database) -> Vec<Input> {
    let mut inputs = vec![
        Input::strings("database_subnet_ids", "IDs of the database subnets.", "module.network.database_subnet_ids"),
        Input::string("kms_key_arn", "ARN of the key that storage, secret and logs are encrypted with.", keys::key_arn()),
        Input::string("p1_topic_arn", "Topic that failovers and failures are published to.", "module.observability.p1_topic_arn"),
        Input::string("p4_topic_arn", "Topic that maintenance is published to.", "module.observability.p4_topic_arn"),
        Input::string("vpc_id", "ID of the VPC.", "module.network.vpc_id"),
    ];
    if database.proxy {
        let description = "IDs of the private subnets, where the proxy stands.";
        inputs.push(Input::strings("private_subnet_ids", description, "module.network.private_subnet_ids"));
        inputs.sort_by(|a, b| a.name.cmp(&b.name));
    }
    inputs
}

fn outputs(name: &Name, database: &Database, view: &DatabaseView) -> Vec<Output> {
    let main = view.main;
    let endpoint = if view.cluster { format!("{main}.endpoint") } else { format!("{main}.address") };
    let address = if database.proxy { "aws_db_proxy.this.endpoint".to_owned() } else { endpoint };
    let mut outputs = vec![
        Output::new("address", format!("Where clients of database {name} connect: it always leads to the writer."), address),
        Output::new("log_group_names", "Log groups of the database, by log.", log_groups("this")),
        Output::new("port", "The port that clients connect to.", database.client_port().to_string()),
        Output::new("secret_arn", "Secret that holds the master user and its password.", view.secret_arn.clone()),
        Output::new("security_group_id", "Security group of the database.", "aws_security_group.this.id"),
    ];
    if view.cluster {
        // AWS names a cluster's instances itself, always in this way.
        let instances = format!("[for number in [1, 2, 3] : \"${{{main}.cluster_identifier}}-instance-${{number}}\"]");
        outputs.push(Output::new("cluster_identifier", "Identifier of the cluster.", format!("{main}.cluster_identifier")));
        outputs.push(Output::new("instance_identifiers", "Identifiers of the cluster's instances.", instances));
        outputs.push(Output::new("reader_address", "Where clients that only read connect.", format!("{main}.reader_endpoint")));
        outputs.push(Output::new("resource_id", "What IAM names the database by.", format!("{main}.cluster_resource_id")));
    } else {
        outputs.push(Output::new("instance_identifier", "Identifier of the primary instance.", format!("{main}.identifier")));
        outputs.push(Output::new("resource_id", "What IAM names the database by.", format!("{main}.resource_id")));
    }
    if !view.replicas.is_empty() {
        let of = |attribute: &str| format!("{{ for key, replica in aws_db_instance.replica : key => replica.{attribute} }}");
        outputs.push(Output::new("replica_addresses", "Where clients that only read connect, by replica.", of("address")));
        outputs.push(Output::new("replica_identifiers", "Identifiers of the replicas, by replica.", of("identifier")));
        outputs.push(Output::new("replica_log_group_names", "Log groups of the replicas, by replica and log.", log_groups("replica")));
    }
    if database.proxy {
        outputs.push(Output::new("proxy_log_group_name", "Log group of the proxy.", "aws_cloudwatch_log_group.proxy.name"));
        outputs.push(Output::new("proxy_name", "Name of the proxy.", "aws_db_proxy.this.name"));
        outputs.push(Output::new("proxy_security_group_id", "Security group of the proxy.", "aws_security_group.proxy.id"));
    }
    outputs.sort_by(|a, b| a.name.cmp(&b.name));
    outputs
}

fn log_groups(label: &str) -> String {
    format!("{{ for key, group in aws_cloudwatch_log_group.{label} : key => group.name }}")
}

fn view(architecture: &Architecture, name: &Name, database: &Database) -> DatabaseView {
    let cluster = database.multi_az == MultiAz::Cluster;
    let main = if cluster { "aws_rds_cluster.this" } else { "aws_db_instance.this" };
    let managed_password = database.managed_password();
    let log_exports: &[&str] = match database.engine {
        DatabaseEngine::MySql => &["error", "slowquery"],
        DatabaseEngine::Postgres => &["postgresql", "upgrade"],
    };
    let replicas: Vec<String> = (1..=database.read_replicas.get()).map(|number| format!("r{number}")).collect();
    DatabaseView {
        name: names::database(architecture, name),
        database: name.to_string(),
        title: database.engine.title(),
        region: architecture.region.as_str().to_owned(),
        cluster,
        standby: database.multi_az == MultiAz::Standby,
        managed_password,
        parameter_group: if cluster { "aws_rds_cluster_parameter_group" } else { "aws_db_parameter_group" },
        family: database.engine.family(&database.engine_version),
        parameters: parameters(database),
        log_exports,
        log_folder: if cluster { "cluster" } else { "instance" },
        replica_logs: replicas.iter().flat_map(|replica| log_exports.iter().map(move |log| format!("{replica}/{log}"))).collect(),
        enhanced_monitoring: database.monitoring_interval.get() > 0,
        main,
        secret_arn: Expression(if managed_password {
            format!("{main}.master_user_secret[0].secret_arn")
        } else {
            "aws_secretsmanager_secret_version.master.arn".to_owned()
        }),
        // Without a window, an environment that comes and goes can use the name again at once.
        recovery_window_in_days: if architecture.production { 30 } else { 0 },
        events: EventsView {
            source_type: if cluster { "db-cluster" } else { "db-instance" },
            source_ids: Expression(match (cluster, replicas.is_empty()) {
                (true, _) => format!("[{main}.cluster_identifier]"),
                (false, true) => format!("[{main}.identifier]"),
                (false, false) => {
                    format!("concat([{main}.identifier], [for replica in aws_db_instance.replica : replica.identifier])")
                }
            }),
        },
        proxy: ProxyView {
            engine_family: match database.engine {
                DatabaseEngine::MySql => "MYSQL",
                DatabaseEngine::Postgres => "POSTGRESQL",
            },
            client_password_auth_type: match database.engine {
                DatabaseEngine::MySql => "MYSQL_CACHING_SHA2_PASSWORD",
                DatabaseEngine::Postgres => "POSTGRES_SCRAM_SHA_256",
            },
            connection_borrow_timeout: database.failover_seconds().unwrap_or(120),
            target_argument: if cluster { "db_cluster_identifier" } else { "db_instance_identifier" },
            target: Expression(if cluster { format!("{main}.cluster_identifier") } else { format!("{main}.identifier") }),
        },
        replicas,
        config: database.clone(),
    }
}

/// What the model says, and what every database of ours has: TLS, slow queries in the log. Sorted by name.
fn parameters(database: &Database) -> Vec<Parameter> {
    let of = |name, value: &str, apply_method| Parameter { name, value: value.to_owned(), apply_method, why: None };
    let (now, reboot) = ("immediate", "pending-reboot");
    let seconds = database.slow_query_seconds.get();
    let mut parameters = match database.engine {
        DatabaseEngine::MySql => vec![
            of("character_set_server", "utf8mb4", now),
            of("collation_server", "utf8mb4_0900_ai_ci", now),
            // Into the file that goes to CloudWatch, not into a table.
            of("log_output", "FILE", now),
            of("long_query_time", &seconds.to_string(), now),
            of("require_secure_transport", "1", now),
            of("slow_query_log", "1", now),
        ],
        DatabaseEngine::Postgres => vec![
            of("log_min_duration_statement", &(seconds * 1000).to_string(), now),
            of("log_statement", "ddl", now),
            of("rds.force_ssl", "1", now),
        ],
    };
    if let Some(most) = database.max_connections {
        let apply_method = if database.engine == DatabaseEngine::Postgres { reboot } else { now };
        let why = match database.instance_class.memory_gib() {
            Some(memory) => format!("What the {memory} GiB of {} carry: pools must fit into it.", database.instance_class),
            None => "Pools must fit into it.".to_owned(),
        };
        parameters.push(Parameter { why: Some(why), ..of("max_connections", &most.to_string(), apply_method) });
    }
    parameters.sort_by_key(|parameter| parameter.name);
    parameters
}
