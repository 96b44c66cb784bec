//! Alarms of databases. Failovers and failures are events: the database's own subscription publishes them to P1.

use super::alarm::{Advice, Rule, Scope};
use super::metrics::{Instance, database, instances};
use super::network::{burstable_family, credits};
use super::{Alarm, Comparison, Measure, MissingData, Priority};
use crate::model::{Architecture, Database, Name};
use crate::plan::{names, security};

/// Seconds behind the primary from which a replica counts as broken. An idle PostgreSQL replica shows up to five minutes, since the
/// primary ends a log segment only that often. Source: RDS user guide, "Monitoring read replication".
const LAG: u32 = 600;

pub(super) fn alarms(architecture: &Architecture) -> Vec<Alarm> {
    let of = |(name, database)| {
        let scope = Scope {
            name: format!("{}-database", names::database(architecture, name)),
            label: security::database_module(name),
            service: None,
        };
        let alarms = instances(name, database);
        alarms.into_iter().flat_map(move |instance| of_instance(&scope, name, database, &instance)).collect::<Vec<_>>()
    };
    architecture.databases.iter().flat_map(of).collect()
}

fn of_instance(scope: &Scope, name: &Name, database: &Database, instance: &Instance) -> Vec<Alarm> {
    let about = About { scope, name, database, instance };
    let mut alarms = Vec::new();
    alarms.extend(database.max_connections.map(|most| about.connections(most.get())));
    alarms.extend([about.free_storage(), about.cpu()]);
    if instance.follows {
        alarms.push(about.replication());
    }
    if database.instance_class.as_str().strip_prefix("db.").is_some_and(burstable_family) {
        alarms.push(about.credit_balance());
    }
    alarms
}

struct About<'a> {
    scope: &'a Scope,
    name: &'a Name,
    database: &'a Database,
    instance: &'a Instance,
}

impl About<'_> {
    fn alarm(&self, what: &str, priority: Priority, measure: Measure, rule: &Rule, advice: Advice) -> Alarm {
        let what = match &self.instance.key {
            Some(key) => format!("{key}-{what}"),
            None => what.to_owned(),
        };
        self.scope.alarm(&what, priority, measure, rule, advice)
    }

    fn metric(&self, metric_name: &'static str, statistic: &'static str) -> Measure {
        Measure::Metric(database(self.instance, metric_name, statistic))
    }

    fn connections(&self, most: u32) -> Alarm {
        let Self { name, .. } = self;
        let threshold = u64::from(most) * 4 / 5;
        let rule = Rule {
            comparison: Comparison::AtLeast,
            threshold,
            period: 60,
            evaluation_periods: 5,
            datapoints_to_alarm: 3,
            missing_data: MissingData::Missing,
        };
        let advice = Advice {
            meaning: format!("{} has {threshold} connections or more, of {most}: soon new ones are refused.", self.instance.title(name)),
            look_at: [
                "Which service holds them: its pool size times its instances, deployments included.".to_owned(),
                "Connections that idle or wait: `SHOW PROCESSLIST` or `pg_stat_activity`.".to_owned(),
                "Slow queries since then: a slow query keeps its connection.".to_owned(),
            ],
            stop_the_bleeding: "Lower the pool size of the service that holds the most, or its largest size; end connections that idle."
                .to_owned(),
        };
        self.alarm("connections", Priority::P2, self.metric("DatabaseConnections", "Maximum"), &rule, advice)
    }

    fn free_storage(&self) -> Alarm {
        let Self { name, database, .. } = self;
        // RDS enlarges storage once less than a tenth is free: less than that means that it may not, or not any more.
        let (percent, cure) = if database.max_allocated_storage.is_some() {
            (5, "Raise `max_allocated_storage`, render and apply.")
        } else {
            (15, "Raise `allocated_storage`, render and apply: it takes effect without an interruption.")
        };
        let rule = Rule {
            comparison: Comparison::Below,
            threshold: u64::from(database.allocated_storage.get()) * (1 << 30) / 100 * percent,
            period: 300,
            evaluation_periods: 3,
            datapoints_to_alarm: 3,
            missing_data: MissingData::Missing,
        };
        let advice = Advice {
            meaning: format!(
                "{} has less than {percent} % of its {} GiB of storage left.",
                self.instance.title(name),
                database.allocated_storage
            ),
            look_at: [
                "The storage graph on the dashboard: a slope or a step.".to_owned(),
                "Tables that grew, and old rows that nobody deletes.".to_owned(),
                "Binary logs or write-ahead logs that a broken replica keeps.".to_owned(),
            ],
            stop_the_bleeding: cure.to_owned(),
        };
        self.alarm("free-storage", Priority::P3, self.metric("FreeStorageSpace", "Minimum"), &rule, advice)
    }

    fn cpu(&self) -> Alarm {
        let rule = Rule {
            comparison: Comparison::Above,
            threshold: 85,
            period: 300,
            evaluation_periods: 3,
            datapoints_to_alarm: 3,
            missing_data: MissingData::Missing,
        };
        let advice = Advice {
            meaning: format!("The CPU of {} has been above 85 % for a quarter of an hour.", self.instance.title(self.name)),
            look_at: [
                "The statements that load it: Performance Insights or the slow query log.".to_owned(),
                "Requests on the dashboard: whether the load is real.".to_owned(),
                "Whether a deployment brought a query without an index.".to_owned(),
            ],
            stop_the_bleeding: "Roll back what brought the query, or take a larger `instance_class`: the change restarts the database."
                .to_owned(),
        };
        self.alarm("cpu", Priority::P3, self.metric("CPUUtilization", "Average"), &rule, advice)
    }

    fn replication(&self) -> Alarm {
        let measure = Measure::Math {
            // MySQL says -1 when replication has stopped.
            expression: format!("IF(lag < 0 OR lag > {LAG}, 1, 0)"),
            label: "Replication is broken",
            metrics: vec![("lag", database(self.instance, "ReplicaLag", "Maximum"))],
        };
        let rule = Rule {
            comparison: Comparison::AtLeast,
            threshold: 1,
            period: 60,
            evaluation_periods: 5,
            datapoints_to_alarm: 5,
            // In a cluster the roles change: whoever writes has no lag to report.
            missing_data: if self.instance.may_lead { MissingData::NotBreaching } else { MissingData::Breaching },
        };
        let advice = Advice {
            meaning: format!(
                "{} does not follow its primary: replication has stopped, or is more than {LAG} s behind.",
                self.instance.title(self.name)
            ),
            look_at: [
                "The replica's status and its replication error: `aws rds describe-db-instances`, `SHOW REPLICA STATUS`.".to_owned(),
                "Long transactions and large writes on the primary.".to_owned(),
                "CPU, storage and class of the replica: it must keep up with every write.".to_owned(),
            ],
            stop_the_bleeding:
                "Send reads to the primary. If replication does not resume, delete the replica and let Terraform create it again."
                    .to_owned(),
        };
        self.alarm("replication", Priority::P1, measure, &rule, advice)
    }

    fn credit_balance(&self) -> Alarm {
        let class = &self.database.instance_class;
        let advice = Advice {
            meaning: format!("{}, a {class}, has used up its CPU credits: its surplus is billed.", self.instance.title(self.name)),
            look_at: [
                "CPU on the dashboard: whether the load is the usual one.".to_owned(),
                "The slow query log: one query may be all of it.".to_owned(),
                "What the next class without credits costs, against the surplus.".to_owned(),
            ],
            stop_the_bleeding: "Take a larger `instance_class`, at a quiet hour: the change restarts the database.".to_owned(),
        };
        self.alarm("credit-balance", Priority::P3, self.metric("CPUCreditBalance", "Minimum"), &credits(), advice)
    }
}
