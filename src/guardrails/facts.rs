//! What AWS sells, as far as the rules need it.

use crate::model::InstanceType;

/// When [`INSTANCE_TYPES`] was taken from AWS's price list.
pub(super) const INSTANCE_TYPES_AS_OF: &str = "2026-10-15";

/// Type and memory in MiB. Source: AWS price list, offer AmazonEC2.
#[rustfmt::skip]
const INSTANCE_TYPES: &[(&str, u64)] = &[
    ("c6g.2xlarge", 16384),
    ("c6g.large", 4096),
    ("c6g.xlarge", 8192),
    ("c6i.2xlarge", 16384),
    ("c6i.large", 4096),
    ("c6i.xlarge", 8192),
    ("c7g.2xlarge", 16384),
    ("c7g.large", 4096),
    ("c7g.xlarge", 8192),
    ("m5.2xlarge", 32768),
    ("m5.4xlarge", 65536),
    ("m5.large", 8192),
    ("m5.xlarge", 16384),
    ("m6g.2xlarge", 32768),
    ("m6g.4xlarge", 65536),
    ("m6g.large", 8192),
    ("m6g.xlarge", 16384),
    ("m6i.2xlarge", 32768),
    ("m6i.4xlarge", 65536),
    ("m6i.large", 8192),
    ("m6i.xlarge", 16384),
    ("m7g.2xlarge", 32768),
    ("m7g.4xlarge", 65536),
    ("m7g.large", 8192),
    ("m7g.xlarge", 16384),
    ("m7i.2xlarge", 32768),
    ("m7i.4xlarge", 65536),
    ("m7i.large", 8192),
    ("m7i.xlarge", 16384),
    ("r6g.2xlarge", 65536),
    ("r6g.large", 16384),
    ("r6g.xlarge", 32768),
    ("r7g.2xlarge", 65536),
    ("r7g.large", 16384),
    ("r7g.xlarge", 32768),
    ("t3.2xlarge", 32768),
    ("t3.large", 8192),
    ("t3.medium", 4096),
    ("t3.micro", 1024),
    ("t3.nano", 512),
    ("t3.small", 2048),
    ("t3.xlarge", 16384),
    ("t3a.2xlarge", 32768),
    ("t3a.large", 8192),
    ("t3a.medium", 4096),
    ("t3a.micro", 1024),
    ("t3a.nano", 512),
    ("t3a.small", 2048),
    ("t3a.xlarge", 16384),
    ("t4g.2xlarge", 32768),
    ("t4g.large", 8192),
    ("t4g.medium", 4096),
    ("t4g.micro", 1024),
    ("t4g.nano", 512),
    ("t4g.small", 2048),
    ("t4g.xlarge", 16384),
];

/// A type's memory in MiB; `None` for a type that is not in the table.
pub(super) fn memory_mib(instance_type: &InstanceType) -> Option<u64> {
    INSTANCE_TYPES.iter().find(|(name, _)| *name == instance_type.as_str()).map(|(_, memory)| *memory)
}

/// The names in the table.
pub(super) fn instance_types() -> impl Iterator<Item = &'static str> {
    INSTANCE_TYPES.iter().map(|(name, _)| *name)
}
