//! A database: instances, storage, backups, proxy.

use super::super::bill::{Bill, of};
use super::super::{Assumptions, HOURS};
use crate::model::{Architecture, Database, MultiAz, Name};

pub(super) fn items(architecture: &Architecture, name: &Name, database: &Database, assumptions: &Assumptions, bill: &mut Bill<'_>) {
    bill.component(format!("database.{name}"));
    let (class, storage) = (&database.instance_class, f64::from(database.allocated_storage.get()));
    let price = |deployment: &str| format!("rds.{}.{class}.{deployment}", database.engine);
    let size = || of(storage, format!("{storage} GiB, which RDS may let grow"));
    match database.multi_az {
        MultiAz::None => {
            bill.fixed(format!("instance, {class}"), &["aws_db_instance"], &price("single_az"), of(HOURS, "1 × 730 hours"));
            bill.fixed("storage", &["aws_db_instance"], "rds.gp3_gib_month_single_az", size());
        }
        MultiAz::Standby => {
            let pair = of(HOURS, "1 with its standby × 730 hours");
            bill.fixed(format!("instance and standby, {class}"), &["aws_db_instance"], &price("multi_az"), pair);
            bill.fixed("storage", &["aws_db_instance"], "rds.gp3_gib_month_multi_az", size());
        }
        MultiAz::Cluster => {
            bill.fixed(format!("cluster, {class}"), &["aws_rds_cluster"], &price("cluster"), of(HOURS * 3.0, "3 × 730 hours"));
            bill.unknown(
                "storage",
                &["aws_rds_cluster"],
                format!("{storage} GiB in each of three instances; no price for clusters was found"),
            );
        }
    }
    let replicas = f64::from(database.read_replicas.get());
    if replicas > 0.0 {
        let hours = of(replicas * HOURS, format!("{replicas} × 730 hours"));
        bill.fixed(format!("read replicas, {class}"), &["aws_db_instance"], &price("single_az"), hours);
        let size = of(replicas * storage, format!("{replicas} × {storage} GiB"));
        bill.fixed("storage of read replicas", &["aws_db_instance"], "rds.gp3_gib_month_single_az", size);
    }
    // Usage is the environment's; each of its databases has an equal part of it.
    let databases = architecture.databases.len() as f64;
    let how = if databases > 1.0 { format!("database_backup_gb / {databases}") } else { "database_backup_gb".to_owned() };
    let resources: &[&str] = if database.multi_az == MultiAz::Cluster { &["aws_rds_cluster"] } else { &["aws_db_instance"] };
    let backups = of(assumptions.database_backup.get() / databases, how);
    bill.usage("backups beyond the storage's size", resources, "rds.backup_gib_month_beyond_free", backups);
    let secret: &[&str] = if database.managed_password() { resources } else { &["aws_secretsmanager_secret"] };
    bill.fixed("secret of the master user", secret, "secrets_manager_secret_month", of(1.0, "1"));
    if database.proxy {
        match class.vcpus() {
            Some(vcpus) => {
                // Source: RDS Proxy pricing: at least two vCPUs.
                let vcpus = f64::from(vcpus.max(2)) * (1.0 + replicas);
                bill.fixed("proxy", &["aws_db_proxy"], "rds.proxy_vcpu_hour", of(vcpus * HOURS, format!("{vcpus} vCPUs × 730 hours")));
            }
            None => bill.unknown("proxy", &["aws_db_proxy"], format!("it is billed by the vCPUs of {class}, which are not known here")),
        }
    }
}
