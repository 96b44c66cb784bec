//! RDS instance classes: what their names say of them.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::size;

/// An RDS instance class: `db.t4g.small`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct DatabaseClass(String);

impl DatabaseClass {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `t4g` of `db.t4g.small`.
    fn family(&self) -> &str {
        self.0.split('.').nth(1).unwrap_or_default()
    }

    fn size(&self) -> &str {
        self.0.split('.').nth(2).unwrap_or_default()
    }

    /// Memory in GiB; `None` for a family that is not known here.
    pub fn memory_gib(&self) -> Option<u32> {
        let memory = size::memory_mib(self.family(), self.size())?;
        u32::try_from(memory / 1024).ok().filter(|gib| *gib > 0)
    }

    /// Whether it is fast only as long as its CPU credits last. Source: RDS user guide, "DB instance class types".
    pub fn burstable(&self) -> bool {
        self.family().starts_with('t')
    }

    /// Its vCPUs; `None` for a family or size that is not known here. The small burstable sizes have two. Source: RDS user guide, "Hardware
    /// specifications for DB instance classes", read 2026-08.
    pub fn vcpus(&self) -> Option<u32> {
        match (self.family().chars().next()?, self.size()) {
            ('t', "micro" | "small" | "medium") => Some(2),
            ('t' | 'm' | 'r', size) => size::vcpus(size),
            _ => None,
        }
    }

    /// Whether MySQL on it refuses Performance Insights: the micro and small sizes of `t2`, `t3` and `t4g`. PostgreSQL has it everywhere.
    /// Source: RDS user guide, "Amazon RDS DB engine, Region, and instance class support for Performance Insights".
    pub fn too_small_for_performance_insights(&self) -> bool {
        matches!(self.family(), "t2" | "t3" | "t4g") && matches!(self.size(), "micro" | "small")
    }

    /// Whether it has a local SSD, which a Multi-AZ DB cluster needs: a `d` among the letters after the generation, as in `m6gd`.
    /// Source: RDS user guide, "Instance class availability for Multi-AZ DB clusters".
    pub fn local_ssd(&self) -> bool {
        let options = self.family().trim_start_matches(|c: char| c.is_ascii_lowercase()).trim_start_matches(|c: char| c.is_ascii_digit());
        options.contains('d')
    }

    /// Connections a database of this engine can hold on this class: AWS's formula on the memory that is left after the operating system
    /// and RDS itself have taken theirs, which AWS does not publish. The share was measured: 30 % of 1 GiB, 20 % of 2, 12 % of 4, 8 % above.
    ///
    /// Source: RDS user guide, "Quotas and constraints", `max_connections`: memory in bytes / 12,582,880 for MySQL, / 9,531,392 and at
    /// most 5,000 for PostgreSQL.
    pub fn connections(&self, bytes_per_connection: u64, most: u32) -> Option<u32> {
        let memory = self.memory_gib()?;
        let left = match memory {
            0..=1 => 70,
            2..=3 => 80,
            4..=7 => 88,
            _ => 92,
        };
        let bytes = u64::from(memory) * (1 << 30) / 100 * left;
        u32::try_from(bytes / bytes_per_connection).ok().map(|connections| connections.min(most))
    }
}

impl FromStr for DatabaseClass {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let word = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        match text.split('.').collect::<Vec<_>>()[..] {
            ["db", family, size]
                if word(family)
                    && word(size)
                    && family.starts_with(|c: char| c.is_ascii_lowercase())
                    && family.chars().any(|c| c.is_ascii_digit()) =>
            {
                Ok(Self(text.to_owned()))
            }
            _ => Err("must be an RDS instance class such as `db.t4g.small`".to_owned()),
        }
    }
}

impl fmt::Display for DatabaseClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(text: &str) -> DatabaseClass {
        DatabaseClass::from_str(text).expect("a class")
    }

    #[test]
    fn memory_is_what_aws_lists() {
        for (name, memory) in [
            ("db.t3.micro", 1),
            ("db.t4g.small", 2),
            ("db.t4g.medium", 4),
            ("db.t3.large", 8),
            ("db.m5.large", 8),
            ("db.m6g.xlarge", 16),
            ("db.m7g.2xlarge", 32),
            ("db.r6g.large", 16),
            ("db.r7g.xlarge", 32),
            ("db.m6gd.large", 8),
        ] {
            assert_eq!(class(name).memory_gib(), Some(memory), "{name}");
        }
        assert_eq!(class("db.x2iedn.xlarge").memory_gib(), None);
        assert_eq!(class("db.m5.0xlarge").memory_gib(), None);
    }

    #[test]
    fn connections_are_near_what_aws_measured() {
        assert_eq!(class("db.t3.micro").connections(12_582_880, 100_000), Some(59), "about 60");
        assert_eq!(class("db.m7g.large").connections(12_582_880, 100_000), Some(628), "about 630");
        assert_eq!(class("db.r6g.16xlarge").connections(9_531_392, 5000), Some(5000));
    }

    #[test]
    fn letters_after_the_generation_count() {
        assert!(class("db.m6gd.large").local_ssd() && class("db.r6id.xlarge").local_ssd());
        assert!(!class("db.m6g.large").local_ssd() && !class("db.t4g.small").local_ssd());
        assert!(class("db.t4g.small").too_small_for_performance_insights());
        assert!(!class("db.t4g.medium").too_small_for_performance_insights());
        assert!(DatabaseClass::from_str("t4g.small").is_err() && DatabaseClass::from_str("db.large").is_err());
    }
}
