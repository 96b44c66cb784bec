//! Lessons 2 and 10: a database that fails over, can be restored, and is tuned in a parameter group of its own.

use super::{Lesson, Test};
use crate::model::{Architecture, Database, DatabaseEngine, MultiAz};
use crate::plan::Module;

pub(super) fn test(architecture: &Architecture, module: &Module, database: &Database, modules: &[Module]) -> Option<Test> {
    let cluster = database.multi_az == MultiAz::Cluster;
    let lessons = lessons(database, cluster);
    if database.managed_password() {
        return Some(Test::of(architecture, module, lessons));
    }
    let keys = modules.iter().find(|module| module.name == "keys")?;
    let file = format!("modules/{}/instance.tf", module.name);
    Some(Test {
        name: module.name.clone(),
        reason: Some(
            "The password is made by ephemeral resources, which no provider can mock: the file is read, from the smallest module there is.",
        ),
        ..Test::of(architecture, keys, lessons.into_iter().filter_map(|lesson| lesson.in_file(&file)).collect())
    })
}

fn lessons(database: &Database, cluster: bool) -> Vec<Lesson> {
    let address = if cluster { "aws_rds_cluster.this" } else { "aws_db_instance.this" };
    let of = |argument: &str, expected: serde_json::Value, why: &str| Lesson::equals(format!("{address}.{argument}"), expected, why);
    let mut lessons = vec![
        of(
            "backup_retention_period",
            database.backup_retention_period.get().into(),
            "the way back to yesterday is as long as that, and without it there is none",
        ),
        of("deletion_protection", database.deletion_protection.into(), "the architecture decides whether this database may be deleted"),
        of(
            "skip_final_snapshot",
            database.skip_final_snapshot.into(),
            "what a deleted database leaves behind is its last snapshot, or nothing",
        ),
        of("storage_encrypted", true.into(), "a copied snapshot can be read by whoever has it"),
        of("port", database.port.get().into(), "the rules between security groups are about this port (lesson 7: security-group rules)"),
        of(
            "apply_immediately",
            database.apply_immediately.into(),
            "a change that restarts the database waits for its maintenance window, or does not, as the architecture says",
        ),
    ];
    if cluster {
        let why = "another instance takes over within 35 seconds only in a cluster, whose class this is (lesson 2: database failover)";
        lessons.push(of("db_cluster_instance_class", database.instance_class.to_string().into(), why));
    } else {
        let why = "a standby takes over within 60 to 120 seconds; without one the database is away until somebody restores it (lesson 2: database failover)";
        lessons.push(of("multi_az", (database.multi_az == MultiAz::Standby).into(), why));
        lessons.push(of(
            "publicly_accessible",
            false.into(),
            "a database with a public address is asked by everybody (lesson 7: security-group rules)",
        ));
        if let Some(most) = database.max_allocated_storage {
            lessons.push(of("max_allocated_storage", most.get().into(), "storage that may not grow runs out, and the database stops"));
        }
        let why = "what memory and CPU carry decides how many connections pools may open (lesson 10: the parameter group)";
        lessons.push(of("instance_class", database.instance_class.to_string().into(), why));
    }
    lessons.extend(parameters(database, cluster));
    lessons
}

fn parameters(database: &Database, cluster: bool) -> Vec<Lesson> {
    let group = if cluster { "aws_rds_cluster_parameter_group.this" } else { "aws_db_parameter_group.this" };
    let parameter = |name: &str, value: &str, why: &str| {
        Lesson::holds(
            format!("one([for parameter in {group}.parameter : parameter.value if parameter.name == \"{name}\"]) == \"{value}\""),
            format!("{name} is no longer {value}: {why}"),
        )
    };
    let tls = match database.engine {
        DatabaseEngine::MySql => "require_secure_transport",
        DatabaseEngine::Postgres => "rds.force_ssl",
    };
    let mut lessons = vec![parameter(tls, "1", "queries and passwords travel in the clear")];
    if let Some(most) = database.max_connections {
        let why = "the pools of all instances fit into this many connections and no fewer (lesson 10: the parameter group)";
        lessons.push(parameter("max_connections", &most.to_string(), why));
    }
    lessons
}
