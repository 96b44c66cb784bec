//! What the size in the name of an instance type or a database class says.

/// Memory of the burstable sizes, in MiB. Sources: EC2 API, `DescribeInstanceTypes`, read 2026-05; RDS user guide, "Hardware
/// specifications for DB instance classes", read 2026-08.
const BURSTABLE: [(&str, u64); 7] =
    [("nano", 512), ("micro", 1024), ("small", 2048), ("medium", 4096), ("large", 8192), ("xlarge", 16384), ("2xlarge", 32768)];

/// Memory in MiB of a family and a size: `t4g`, `small`. `None` for a family whose memory does not follow from the name.
///
/// Compute-optimised families (`c`) have 2 GiB a vCPU, general-purpose ones (`m`) 4 and memory-optimised ones (`r`) 8. Sources: as above.
pub(super) fn memory_mib(family: &str, size: &str) -> Option<u64> {
    let gib = match family.chars().next()? {
        't' => return BURSTABLE.iter().find(|(name, _)| *name == size).map(|(_, memory)| *memory),
        'c' => 2,
        'm' => 4,
        'r' => 8,
        _ => return None,
    };
    Some(u64::from(vcpus(size)?) * gib * 1024)
}

/// vCPUs of a size: 1 of `medium`, 2 of `large`, 4 of `xlarge`, 4 × 16 of `16xlarge`.
pub(super) fn vcpus(size: &str) -> Option<u32> {
    match size {
        "medium" => Some(1),
        "large" => Some(2),
        "xlarge" => Some(4),
        _ => size.strip_suffix("xlarge")?.parse::<u32>().ok().filter(|times| (2..=96).contains(times)).map(|times| times * 4),
    }
}
