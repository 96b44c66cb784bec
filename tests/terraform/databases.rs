//! Databases of every kind through the whole life of their Terraform, and what their services are told.

use serde_json::{Value, json};

use crate::cycle::Cycle;
use crate::plan::Plan;
use crate::rendered::Rendered;

/// A parameter group's parameters, as "name=value method", sorted.
fn parameters(group: &Value) -> Vec<String> {
    let text = |parameter: &Value, key: &str| parameter[key].as_str().unwrap_or_default().to_owned();
    let of = |parameter: &Value| format!("{}={} {}", text(parameter, "name"), text(parameter, "value"), text(parameter, "apply_method"));
    let mut parameters: Vec<String> = group["parameter"].as_array().into_iter().flatten().map(of).collect();
    parameters.sort();
    parameters
}

/// Rules between security groups, as the last part of their address.
fn rules(plan: &Plan, direction: &str) -> Vec<String> {
    let rules = plan.resources(&format!("aws_vpc_security_group_{direction}_rule"));
    let mut rules: Vec<String> = rules.iter().map(|rule| rule.address.rsplit('.').next().unwrap_or_default().to_owned()).collect();
    rules.retain(|rule| rule.contains("database") || rule.contains("proxy"));
    rules.sort();
    rules
}

#[test]
fn databases_live_their_whole_lives() {
    let rendered = Rendered::text(include_str!("fixtures/databases.hcl"));
    let root = rendered.root();
    let Some(plan) = Cycle::new(&root).inspect(served).run() else { return };
    main(&plan);
    reports(&plan);
    ledger(&plan);
    service(&plan);

    for kind in ["aws_db_instance", "aws_rds_cluster"] {
        for database in plan.resources(kind) {
            for secret in ["password", "master_password", "password_wo"] {
                assert!(database.after.get(secret).is_none_or(Value::is_null), "{} has a {secret}", database.address);
            }
            assert_eq!(database.after["storage_encrypted"], true, "{}", database.address);
        }
    }
    for group in plan.resources("aws_cloudwatch_log_group") {
        assert!(group.after["retention_in_days"].as_u64().is_some_and(|days| days > 0), "{} keeps for ever", group.address);
    }
}

/// MySQL with a standby, a replica and a proxy.
fn main(plan: &Plan) {
    let primary = plan.at("module.database_main.aws_db_instance.this").after;
    assert_eq!([&primary["engine"], &primary["engine_version"]], ["mysql", "8.4"]);
    assert_eq!(primary["multi_az"], true);
    assert_eq!(primary["storage_type"], "gp3");
    assert_eq!([&primary["allocated_storage"], &primary["max_allocated_storage"]], [100, 400]);
    assert_eq!(primary["backup_retention_period"], 14);
    assert_eq!([&primary["backup_window"], &primary["maintenance_window"]], ["23:30-00:30", "mon:01:00-mon:02:00"]);
    assert_eq!([&primary["deletion_protection"], &primary["skip_final_snapshot"]], [true, false]);
    assert_eq!(primary["final_snapshot_identifier"], "vault-test-main-final");
    assert_eq!([&primary["performance_insights_enabled"], &primary["iam_database_authentication_enabled"]], [true, true]);
    assert_eq!(primary["monitoring_interval"], 60);
    assert_eq!(primary["publicly_accessible"], false);
    // RDS refuses replicas of a database whose password it manages: the password is write-only instead.
    assert_eq!(primary["manage_master_user_password"], Value::Null);
    assert_eq!(primary["password_wo_version"], 1);
    let version = plan.at("module.database_main.aws_secretsmanager_secret_version.master").after;
    assert!(version["secret_string"].as_str().is_none_or(str::is_empty), "the secret is in the plan");

    let replica = plan.at("module.database_main.aws_db_instance.replica[\"r1\"]").after;
    assert_eq!([&replica["identifier"], &replica["instance_class"]], ["vault-test-main-r1", "db.m7g.large"]);
    assert_eq!(replica["replicate_source_db"], "vault-test-main");

    let group = plan.at("module.database_main.aws_db_parameter_group.this").after;
    assert_eq!(group["family"], "mysql8.4");
    assert_eq!(
        parameters(group),
        [
            "character_set_server=utf8mb4 immediate",
            "collation_server=utf8mb4_0900_ai_ci immediate",
            "log_output=FILE immediate",
            "long_query_time=1 immediate",
            "max_connections=628 immediate",
            "require_secure_transport=1 immediate",
            "slow_query_log=1 immediate",
        ]
    );

    let proxy = plan.at("module.database_main.aws_db_proxy.this").after;
    assert_eq!([&proxy["engine_family"], &proxy["require_tls"]], [&json!("MYSQL"), &json!(true)]);
    let pool = &plan.at("module.database_main.aws_db_proxy_default_target_group.this").after["connection_pool_config"][0];
    assert_eq!(pool["connection_borrow_timeout"], 120, "as long as a failover takes");
    let policy = plan.configuration("database_main", "aws_iam_role_policy.proxy");
    let references = policy["expressions"]["policy"]["references"].to_string();
    assert!(references.contains("aws_secretsmanager_secret_version.master.arn"), "{references}");

    let events = plan.at("module.database_main.aws_db_event_subscription.failover").after;
    assert_eq!(events["event_categories"], json!(["failover", "failure"]));
    assert_eq!(events["source_ids"], json!(["vault-test-main", "vault-test-main-r1"]));
    for (label, topic) in [("failover", "var.p1_topic_arn"), ("maintenance", "var.p4_topic_arn")] {
        let events = plan.configuration("database_main", &format!("aws_db_event_subscription.{label}"));
        assert_eq!(events["expressions"]["sns_topic"]["references"][0], topic);
    }

    let log = plan.at("module.database_main.aws_cloudwatch_log_group.replica[\"r1/slowquery\"]").after;
    assert_eq!([&log["name"], &log["retention_in_days"]], [&json!("/aws/rds/instance/vault-test-main-r1/slowquery"), &json!(30)]);
}

/// One small PostgreSQL.
fn reports(plan: &Plan) {
    let database = plan.at("module.database_reports.aws_db_instance.this").after;
    assert_eq!([&database["engine"], &database["engine_version"]], ["postgres", "17"]);
    assert_eq!([&database["multi_az"], &database["deletion_protection"], &database["skip_final_snapshot"]], [false, false, true]);
    assert_eq!([&database["allocated_storage"], &database["max_allocated_storage"]], [20, 100]);
    assert_eq!([&database["backup_window"], &database["maintenance_window"]], ["02:00-03:00", "sun:03:30-sun:04:30"]);
    assert_eq!(database["manage_master_user_password"], true);
    assert_eq!(database["enabled_cloudwatch_logs_exports"], json!(["postgresql", "upgrade"]));
    let group = plan.at("module.database_reports.aws_db_parameter_group.this").after;
    assert_eq!(group["family"], "postgres17");
    assert_eq!(
        parameters(group),
        [
            "log_min_duration_statement=1000 immediate",
            "log_statement=ddl immediate",
            "max_connections=78 pending-reboot",
            "rds.force_ssl=1 immediate",
        ]
    );
}

/// A Multi-AZ DB cluster.
fn ledger(plan: &Plan) {
    let cluster = plan.only("aws_rds_cluster").after;
    assert_eq!([&cluster["engine"], &cluster["db_cluster_instance_class"]], ["mysql", "db.m6gd.large"]);
    assert_eq!([&cluster["storage_type"], &cluster["manage_master_user_password"]], [&json!("gp3"), &json!(true)]);
    assert_eq!(cluster["iam_database_authentication_enabled"], true);
    let group = plan.only("aws_rds_cluster_parameter_group").after;
    assert!(parameters(group).contains(&"require_secure_transport=1 immediate".to_owned()));
    let events = plan.at("module.database_ledger.aws_db_event_subscription.failover").after;
    assert_eq!(events["source_type"], "db-cluster");
}

/// What a service with connections may do, and where its packets may go.
fn service(plan: &Plan) {
    assert_eq!(
        rules(plan, "ingress"),
        [
            "database_main_from_rds_proxy_main_tcp_3307",
            "database_reports_from_service_api_tcp_5432",
            "rds_proxy_main_from_service_api_tcp_3306"
        ]
    );
    assert_eq!(
        rules(plan, "egress"),
        ["rds_proxy_main_to_database_main_tcp_3307", "service_api_to_database_reports_tcp_5432", "service_api_to_rds_proxy_main_tcp_3306"]
    );
    for (address, connects) in [("service_api", true), ("service_web", false)] {
        let template = plan.configuration(address, "aws_launch_template.this");
        let references = template["expressions"]["user_data"]["references"].to_string();
        assert_eq!(references.contains("var.database_main_address"), connects, "{references}");
    }
}

/// What an instance is really given once the databases exist.
fn served(cloud: &crate::cloud::Cloud, _: &Plan) {
    let snippet = "
import base64
data = client('ec2').describe_launch_template_versions(LaunchTemplateName='vault-test-api', Versions=['$Latest'])
answer(base64.b64decode(data['LaunchTemplateVersions'][0]['LaunchTemplateData']['UserData']).decode())";
    let given = cloud.python(snippet, &[]);
    let given = given.as_str().expect("a script");
    assert!(given.starts_with("#!/bin/bash\n"), "{given}");
    for line in [
        "MAIN_DATABASE_HOST='vault-test-main.",
        "REPORTS_DATABASE_HOST='vault-test-reports.",
        "MAIN_DATABASE_SECRET_ARN='arn:aws:secretsmanager:",
    ] {
        assert!(given.contains(line), "no {line} in:\n{given}");
    }
    assert!(given.contains("REPORTS_DATABASE_NAME=\"warehouse\""), "the service's own variable does not win:\n{given}");
}
