//! EC2 instance types: which there are, and what their names say of them.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::size;

/// When [`TYPES`] was read.
pub const INSTANCE_TYPES_AS_OF: &str = "2026-05";

/// Families that come in the same sizes, and those sizes: every general-purpose, compute- and memory-optimised family from the fifth
/// generation on, and the burstable ones, but for `c5n`, whose memory follows no rule.
/// Source: EC2 API, `DescribeInstanceTypes`, read 2026-05.
#[rustfmt::skip]
const TYPES: &[(&[&str], &[&str])] = &[
    (&["t3", "t3a", "t4g"], &["nano", "micro", "small", "medium", "large", "xlarge", "2xlarge"]),
    (&["c5", "c5d"], &["large", "xlarge", "2xlarge", "4xlarge", "9xlarge", "12xlarge", "18xlarge", "24xlarge", "metal"]),
    (&["c5a", "c5ad", "m5a", "m5ad", "r5a", "r5ad"], &["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge"]),
    (&["m5", "m5d", "m5dn", "m5n", "r5", "r5b", "r5d", "r5dn", "r5n"], &["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge", "metal"]),
    (&["m5zn"], &["large", "xlarge", "2xlarge", "3xlarge", "6xlarge", "12xlarge", "metal"]),
    (&["c6a", "m6a", "r6a"], &["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge", "32xlarge", "48xlarge", "metal"]),
    (&["c6g", "c6gd", "m6g", "m6gd", "r6g", "r6gd", "c7g", "c7gd", "c7gn", "m7g", "m7gd", "r7g", "r7gd"], &["medium", "large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "metal"]),
    (&["c6gn"], &["medium", "large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"]),
    (&["c6i", "c6id", "c6in", "m6i", "m6id", "m6idn", "m6in", "r6i", "r6id", "r6idn", "r6in"], &["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge", "32xlarge", "metal"]),
    (&["c7a", "m7a", "r7a"], &["medium", "large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge", "32xlarge", "48xlarge", "metal-48xl"]),
    (&["c7i", "m7i", "r7i"], &["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge", "48xlarge", "metal-24xl", "metal-48xl"]),
    (&["c7i-flex", "m7i-flex", "c8i-flex", "m8i-flex", "r8i-flex"], &["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"]),
    (&["r7iz"], &["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "32xlarge", "metal-16xl", "metal-32xl"]),
    (&["c8a", "c8g", "c8gb", "c8gd", "c8gn", "m8a", "m8g", "m8gb", "m8gd", "m8gn", "r8a", "r8g", "r8gb", "r8gd", "r8gn"], &["medium", "large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge", "48xlarge", "metal-24xl", "metal-48xl"]),
    (&["c8i", "c8ib", "c8id", "c8in", "m8i", "m8id", "r8i", "r8id"], &["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge", "32xlarge", "48xlarge", "96xlarge", "metal-48xl", "metal-96xl"]),
    (&["c8ine", "m8ine"], &["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge"]),
    (&["m8azn"], &["medium", "large", "xlarge", "3xlarge", "6xlarge", "12xlarge", "24xlarge", "metal-12xl", "metal-24xl"]),
    (&["m8ib", "m8in", "r8ib", "r8in"], &["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge", "32xlarge", "48xlarge", "96xlarge"]),
];

/// An EC2 instance type: `t4g.small`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct InstanceType(String);

impl InstanceType {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn family(&self) -> &str {
        self.0.split('.').next().unwrap_or_default()
    }

    fn size(&self) -> &str {
        self.0.split('.').nth(1).unwrap_or_default()
    }

    /// Whether it has an Arm processor: Graviton types carry a `g` after the generation, and the first of them was `a1`.
    /// Source: EC2 user guide, "Instance type naming conventions".
    pub fn arm(&self) -> bool {
        let family = self.family();
        let options = family.trim_start_matches(|c: char| c.is_ascii_lowercase()).trim_start_matches(|c: char| c.is_ascii_digit());
        family == "a1" || options.contains('g')
    }

    /// Every type of the families in [`TYPES`].
    pub fn known() -> impl Iterator<Item = String> {
        TYPES
            .iter()
            .flat_map(|(families, sizes)| families.iter().flat_map(|family| sizes.iter().map(move |size| format!("{family}.{size}"))))
    }

    /// Memory in MiB; `None` for a type that is not in [`TYPES`].
    pub fn memory_mib(&self) -> Option<u64> {
        let (family, size) = (self.family(), self.size());
        let (_, sizes) = TYPES.iter().find(|(families, sizes)| families.contains(&family) && sizes.contains(&size))?;
        // `metal` is the whole machine, as the largest size is; `metal-24xl` is as large as `24xlarge`.
        let size = match size.strip_prefix("metal") {
            Some("") => (*sizes.get(sizes.len().checked_sub(2)?)?).to_owned(),
            Some(part) => format!("{}arge", part.strip_prefix('-')?),
            None => size.to_owned(),
        };
        size::memory_mib(family, &size)
    }
}

impl FromStr for InstanceType {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let word = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        match text.split_once('.') {
            Some((family, size))
                if word(family)
                    && word(size)
                    && family.starts_with(|c: char| c.is_ascii_lowercase())
                    && family.chars().any(|c| c.is_ascii_digit()) =>
            {
                Ok(Self(text.to_owned()))
            }
            _ => Err("must be an EC2 instance type such as `t4g.small`".to_owned()),
        }
    }
}

impl fmt::Display for InstanceType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_what_aws_lists() {
        for (name, memory) in [
            ("t3.nano", 512),
            ("t3a.micro", 1024),
            ("t4g.small", 2048),
            ("t4g.xlarge", 16384),
            ("m7g.medium", 4096),
            ("m6a.4xlarge", 65536),
            ("m5zn.3xlarge", 49152),
            ("m5zn.metal", 196_608),
            ("c5.metal", 196_608),
            ("c7i-flex.large", 4096),
            ("c7g.metal", 131_072),
            ("m8g.metal-24xl", 393_216),
            ("r8i.metal-96xl", 3_145_728),
            ("r6g.large", 16384),
        ] {
            assert_eq!(InstanceType::from_str(name).unwrap().memory_mib(), Some(memory), "{name}");
        }
        for name in ["t4g.smal", "m7i.medium", "m6g.24xlarge", "m7g.metal-16xl", "x2gd.medium"] {
            assert_eq!(InstanceType::from_str(name).unwrap().memory_mib(), None, "{name}");
        }
    }

    #[test]
    fn every_known_type_has_its_memory_and_is_there_once() {
        let known: Vec<String> = InstanceType::known().collect();
        assert!(known.iter().all(|name| InstanceType::from_str(name).unwrap().memory_mib().is_some()));
        let unique: std::collections::BTreeSet<_> = known.iter().collect();
        assert_eq!(unique.len(), known.len());
    }
}
