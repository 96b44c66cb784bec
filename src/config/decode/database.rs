//! `database "NAME" {}`.

use super::{fixed, number};
use crate::config::{LabelText, Reader};
use crate::diagnostic::Diagnostic;
use crate::model::*;

pub(super) fn read(reader: &mut Reader<'_>, label: &LabelText, production: bool, zones: u32) -> Option<Database> {
    let engine = reader.or("engine", || DatabaseEngine::MySql);
    let class = reader.required::<DatabaseClass>("instance_class");
    let multi_az = multi_az(reader, class.as_ref(), production, zones);
    let allocated_storage = reader.or("allocated_storage", || number(20));
    let backup_retention_period = reader.or("backup_retention_period", || number(if production { 7 } else { 1 }));
    let (backup_window, maintenance_window) = windows(reader);
    Some(Database {
        engine,
        engine_version: version(reader, engine),
        multi_az,
        port: port(reader, engine),
        db_name: db_name(reader, label),
        username: reader.or("username", || fixed("administrator")),
        max_allocated_storage: max_allocated_storage(reader, allocated_storage, multi_az),
        allocated_storage,
        max_connections: reader.optional("max_connections").or_else(|| derived::max_connections(engine, class.as_ref()?)),
        slow_query_seconds: reader.or("slow_query_seconds", || number(1)),
        backup_retention_period,
        backup_window,
        maintenance_window,
        deletion_protection: reader.or("deletion_protection", || production),
        skip_final_snapshot: reader.or("skip_final_snapshot", || !production),
        auto_minor_version_upgrade: reader.or("auto_minor_version_upgrade", || true),
        apply_immediately: reader.or("apply_immediately", || !production),
        ca_cert_identifier: reader.or("ca_cert_identifier", || CertificateAuthority::Rsa2048),
        performance_insights_enabled: performance_insights(reader, engine, class.as_ref()),
        monitoring_interval: monitoring_interval(reader),
        log_retention_in_days: reader.or("log_retention_in_days", || number(if production { 365 } else { 30 })),
        read_replicas: read_replicas(reader, multi_az, backup_retention_period),
        proxy: reader.or("proxy", || false),
        instance_class: class?,
    })
}

/// A name for the database that exists from the start: the block's own, as far as an engine takes it.
fn db_name(reader: &mut Reader<'_>, label: &LabelText) -> DatabaseName {
    // A block whose name is no name has been reported.
    reader.or("db_name", || label.text.replace('-', "_").parse().unwrap_or_else(|_| fixed("main")))
}

fn port(reader: &mut Reader<'_>, engine: DatabaseEngine) -> Port {
    let port: Port = reader.or("port", || engine.port());
    if port.get() < 1150 {
        reader.reject("port", &format!("must be between 1150 and 65535 for RDS, found {port}"));
    }
    port
}

fn version(reader: &mut Reader<'_>, engine: DatabaseEngine) -> EngineVersion {
    let version: EngineVersion = reader.or("engine_version", || fixed(engine.default_version()));
    if engine == DatabaseEngine::MySql && !version.as_str().contains('.') {
        reader.reject("engine_version", "needs a second part for MySQL, such as `8.4`");
    }
    version
}

/// In production something takes over, unless the user says otherwise.
fn multi_az(reader: &mut Reader<'_>, class: Option<&DatabaseClass>, production: bool, zones: u32) -> MultiAz {
    let multi_az = reader.or("multi_az", || if production { MultiAz::Standby } else { MultiAz::None });
    if multi_az == MultiAz::Cluster {
        if let Some(class) = class.filter(|class| !class.local_ssd()) {
            let span = reader.span("instance_class");
            reader.report(
                Diagnostic::error(format!("a Multi-AZ DB cluster needs a class with a local SSD, which `{class}` has not"))
                    .at(span, "")
                    .help("choose a class with a `d` after its generation, such as `db.m6gd.large` or `db.r6gd.large`"),
            );
        }
        if reader.has("backup_retention_period") && reader.or("backup_retention_period", || number::<0, 35>(1)).get() == 0 {
            reader.reject("backup_retention_period", "must be at least 1 with `multi_az = \"cluster\"`");
        }
        if zones < 3 {
            reader.reject("multi_az", &format!("needs three availability zones for `\"cluster\"`, the network has {zones}"));
        }
    }
    multi_az
}

/// Five times the first size: RDS grows the storage by itself, but not without end.
fn max_allocated_storage(reader: &mut Reader<'_>, allocated: Storage, multi_az: MultiAz) -> Option<Storage> {
    let written = reader.optional::<Storage>("max_allocated_storage");
    if multi_az == MultiAz::Cluster {
        if written.is_some() {
            reader.reject("max_allocated_storage", "does not go with `multi_az = \"cluster\"`, whose storage does not grow by itself");
        }
        return None;
    }
    let most = written.unwrap_or_else(|| Bounded::clamped(allocated.get().saturating_mul(5)));
    // Source: RDS user guide, "Managing capacity automatically with Amazon RDS storage autoscaling".
    if written.is_some() && most.get() * 10 < allocated.get() * 11 {
        reader.reject("max_allocated_storage", &format!("must be at least 10 % above `allocated_storage`, which is {allocated}"));
    }
    Some(most)
}

fn windows(reader: &mut Reader<'_>) -> (BackupWindow, MaintenanceWindow) {
    let backup: BackupWindow = reader.or("backup_window", || fixed("02:00-03:00"));
    let maintenance: MaintenanceWindow = reader.or("maintenance_window", || backup.maintenance_after());
    if maintenance.overlaps(backup) {
        let (span, other) = (reader.span("maintenance_window"), reader.span("backup_window"));
        reader.report(
            Diagnostic::error(format!("`maintenance_window` {maintenance} overlaps the backup window {backup}, which RDS refuses"))
                .at(span, "")
                .related(other, "every day, in UTC"),
        );
    }
    (backup, maintenance)
}

fn performance_insights(reader: &mut Reader<'_>, engine: DatabaseEngine, class: Option<&DatabaseClass>) -> bool {
    let refused = engine == DatabaseEngine::MySql && class.is_some_and(DatabaseClass::too_small_for_performance_insights);
    let enabled = reader.or("performance_insights_enabled", || !refused);
    if enabled && refused {
        reader.reject("performance_insights_enabled", "is refused by MySQL on the micro and small classes of t2, t3 and t4g");
    }
    enabled
}

fn monitoring_interval(reader: &mut Reader<'_>) -> Bounded<0, 60> {
    let interval: Bounded<0, 60> = reader.or("monitoring_interval", || number(60));
    if !matches!(interval.get(), 0 | 1 | 5 | 10 | 15 | 30 | 60) {
        reader.reject("monitoring_interval", &format!("must be 0 (off), 1, 5, 10, 15, 30 or 60, found {interval}"));
    }
    interval
}

fn read_replicas(reader: &mut Reader<'_>, multi_az: MultiAz, backups: Bounded<0, 35>) -> Bounded<0, 15> {
    let replicas = reader.or("read_replicas", || number::<0, 15>(0));
    if replicas.get() > 0 && multi_az == MultiAz::Cluster {
        reader.reject("read_replicas", "do not go with `multi_az = \"cluster\"`: its two standbys answer reads already");
    } else if replicas.get() > 0 && backups.get() == 0 {
        reader.reject("read_replicas", "are made from a backup, but `backup_retention_period` is 0");
    }
    replicas
}
