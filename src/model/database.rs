//! A relational database on RDS.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::text::{at_most, checked_text};
use super::words::words;
use super::{BackupWindow, Bounded, DatabaseClass, LogRetention, MaintenanceWindow, Name, Port};

/// `database "NAME" {}`.
#[derive(Clone, Debug, Serialize)]
pub struct Database {
    /// What runs.
    pub engine: DatabaseEngine,
    /// Its version: a major one, which minor upgrades follow, or a full one.
    pub engine_version: EngineVersion,
    /// Class of the instance, its standby and its replicas.
    pub instance_class: DatabaseClass,
    /// What takes over when a zone or an instance fails.
    pub multi_az: MultiAz,
    /// The port it listens on: 1150 or above. Source: RDS API, `Port`.
    pub port: Port,
    /// The database that exists from the start.
    pub db_name: DatabaseName,
    /// The master user.
    pub username: DatabaseUser,

    /// GiB of gp3 storage at creation.
    pub allocated_storage: Storage,
    /// GiB up to which RDS grows the storage by itself. Source: RDS API; a Multi-AZ DB cluster has none.
    pub max_allocated_storage: Option<Storage>,

    /// Most connections; the class's memory decides unless it is written. `None`: a class that is not known here, and AWS decides.
    pub max_connections: Option<MaxConnections>,
    /// Seconds from which a query is logged as slow.
    pub slow_query_seconds: Bounded<1, 3600>,

    /// Days that automated backups are kept. Source: RDS API, 0 to 35.
    pub backup_retention_period: Bounded<0, 35>,
    /// When the daily backup is taken, in UTC.
    pub backup_window: BackupWindow,
    /// When AWS may patch it, in UTC.
    pub maintenance_window: MaintenanceWindow,
    /// Whether it refuses to be deleted.
    pub deletion_protection: bool,
    /// Whether it may go without a last snapshot.
    pub skip_final_snapshot: bool,
    /// Whether AWS installs minor versions in the maintenance window.
    pub auto_minor_version_upgrade: bool,
    /// Whether a change that restarts it happens at once, not in the maintenance window.
    pub apply_immediately: bool,
    /// The certificate authority that clients check it by.
    pub ca_cert_identifier: CertificateAuthority,

    /// Whether queries are sampled; 7 days are free. MySQL on the smallest classes refuses it.
    pub performance_insights_enabled: bool,
    /// Seconds between two samples of the operating system; 0 is off. Source: RDS API, `MonitoringInterval`.
    pub monitoring_interval: Bounded<0, 60>,
    /// Days that its logs are kept.
    pub log_retention_in_days: LogRetention,

    /// Instances that follow the primary and answer reads.
    pub read_replicas: Bounded<0, 15>,
    /// Whether a proxy stands in front of it, and keeps the clients' connections through a failover.
    pub proxy: bool,
}

/// GiB of gp3 storage. Source: RDS user guide, "gp3 storage".
pub type Storage = Bounded<20, 65_536>;

/// Source: RDS user guide, "Quotas and constraints": 1 to 100,000 for MySQL, 6 to 262,143 for PostgreSQL.
pub type MaxConnections = Bounded<6, 100_000>;

impl Database {
    /// Seconds a failover takes at worst; `None` where nothing takes over.
    /// Source: RDS user guide: "typically 60–120 seconds" with a standby, "typically under 35 seconds" in a Multi-AZ DB cluster.
    pub fn failover_seconds(&self) -> Option<u32> {
        match self.multi_az {
            MultiAz::None => None,
            MultiAz::Standby => Some(120),
            MultiAz::Cluster => Some(35),
        }
    }

    /// Seconds for which clients may be without it. Without anything that takes over a restart takes no less than a failover. A proxy has
    /// found the standby after two thirds of the time at best: it asks the instances, and not the DNS.
    /// Source: AWS database blog, "Improving application availability with Amazon RDS Proxy": "by up to 32%" for RDS for MySQL.
    pub fn seconds_away(&self) -> u32 {
        match (self.multi_az, self.proxy) {
            (MultiAz::Standby, true) => 82,
            (MultiAz::None | MultiAz::Standby, _) => 120,
            (MultiAz::Cluster, _) => 35,
        }
    }

    /// Seconds for which a client has to go on trying: until it is back, and the client has looked its address up again. A proxy keeps its
    /// address. Source: RDS user guide, "Best practices for Amazon RDS": clients keep an address for less than 30 seconds.
    pub fn seconds_until_reached(&self) -> u32 {
        self.seconds_away() + if self.proxy { 0 } else { 30 }
    }

    /// The port that services connect to: a proxy listens on its engine's own, whatever the database does.
    pub fn client_port(&self) -> Port {
        if self.proxy { self.engine.port() } else { self.port }
    }

    /// Whether RDS itself keeps and rotates the master password. It refuses read replicas then.
    /// Source: RDS user guide, "Limitations for Secrets Manager integration with Amazon RDS".
    pub fn managed_password(&self) -> bool {
        self.read_replicas.get() == 0
    }
}

/// What runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatabaseEngine {
    /// MySQL.
    MySql,
    /// PostgreSQL.
    Postgres,
}

words!(DatabaseEngine { MySql => "mysql", Postgres => "postgres" });

impl DatabaseEngine {
    /// Its own port.
    pub const fn port(self) -> Port {
        match self {
            Self::MySql => Bounded::literal(3306),
            Self::Postgres => Bounded::literal(5432),
        }
    }

    /// As people write it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::MySql => "MySQL",
            Self::Postgres => "PostgreSQL",
        }
    }

    /// The version a new database gets: the newest that AWS keeps without a surcharge. MySQL 8.0 is in paid extended support.
    pub const fn default_version(self) -> &'static str {
        match self {
            Self::MySql => "8.4",
            Self::Postgres => "17",
        }
    }

    /// The family of its parameter group: a MySQL version has two parts that count, a PostgreSQL version one.
    pub fn family(self, version: &EngineVersion) -> String {
        let parts = if self == Self::MySql { 2 } else { 1 };
        format!("{self}{}", version.as_str().split('.').take(parts).collect::<Vec<_>>().join("."))
    }
}

/// What takes over when a zone or an instance fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MultiAz {
    /// Nothing: AWS restarts the instance.
    None,
    /// A second instance that nobody can read from.
    Standby,
    /// Two more instances that answer reads.
    Cluster,
}

words!(MultiAz { None => "none", Standby => "standby", Cluster => "cluster" });

/// What clients check the server's certificate by. Source: RDS user guide, "Certificate authorities".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum CertificateAuthority {
    Rsa2048,
    Rsa4096,
    Ecc384,
}

words!(CertificateAuthority { Rsa2048 => "rds-ca-rsa2048-g1", Rsa4096 => "rds-ca-rsa4096-g1", Ecc384 => "rds-ca-ecc384-g1" });

checked_text!(
    /// The version of an engine: `8.4`, `17`, `17.2`.
    EngineVersion,
    |text| {
        let number = |part: &str| !part.is_empty() && part.len() <= 3 && part.chars().all(|c| c.is_ascii_digit());
        let parts = text.split('.').count();
        if parts <= 3 && text.split('.').all(number) { Ok(()) } else { Err("must be a version such as `8.4` or `17`".to_owned()) }
    }
);

checked_text!(
    /// The name of a database inside the engine. Source: RDS API, `DBName`.
    DatabaseName,
    |text| {
        identifier(text)?;
        at_most(text, 63)
    }
);

checked_text!(
    /// A user of a database. Source: RDS API, `MasterUsername`: at most 16 characters for MySQL; the engines reserve some words.
    DatabaseUser,
    |text| {
        identifier(text)?;
        if matches!(text, "admin" | "postgres" | "root" | "rdsadmin" | "mysql" | "rdsproxyadmin" | "rds_superuser") {
            return Err("is reserved by RDS or an engine, or the first name that is guessed".to_owned());
        }
        at_most(text, 16)
    }
);

fn identifier(text: &str) -> Result<(), String> {
    let shape = text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if shape { Ok(()) } else { Err("must be lower-case letters, digits and underscores, starting with a letter".to_owned()) }
}

/// An element of a service's `connects_to`: what it keeps connections to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Connection {
    /// `database.NAME`.
    Database(Name),
}

impl fmt::Display for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database(name) => write!(f, "database.{name}"),
        }
    }
}

impl FromStr for Connection {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let name = text.strip_prefix("database.").ok_or("must be `database.NAME`")?;
        Name::from_str(name).map(Self::Database).map_err(|problem| format!("names a database whose name {problem}"))
    }
}

impl Serialize for Connection {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
