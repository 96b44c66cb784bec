//! The CIDR planner.
//!
//! A VPC is cut into eight equal zone blocks, one for each letter a zone can have, and each zone block in the same way:
//!
//! ```text
//! zone block  |------ private 1/2 ------|-- public 1/4 --|- database 1/8 -|- spare 1/8 -|
//! 10.0.0.0/16   10.0.0.0/20 (zone a)      10.0.16.0/21     10.0.24.0/22     10.0.28.0/22
//! ```
//!
//! A zone's ranges depend on the VPC's range and the zone's letter alone. So the same zone has the same ranges for ever, whichever zones
//! come or go beside it, and there is always room for one more.

use ipnet::Ipv4Net;

use crate::model::{VpcCidr, Zone};

/// The subnets of one zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ZoneRanges {
    /// Half of the zone: everything that can grow lives here.
    pub private: Ipv4Net,
    /// Load balancer and NAT.
    pub public: Ipv4Net,
    /// Databases: no route leads out.
    pub database: Ipv4Net,
}

/// Zone blocks in a VPC.
const ZONES: u32 = Zone::LETTERS;

/// The ranges of a zone.
pub fn zone_ranges(vpc: VpcCidr, zone: &Zone) -> ZoneRanges {
    let block = slice(vpc.net(), ZONES, zone.index());
    let upper_half = slice(block, 2, 1);
    let last_quarter = slice(upper_half, 2, 1);
    ZoneRanges { private: slice(block, 2, 0), public: slice(upper_half, 2, 0), database: slice(last_quarter, 2, 0) }
}

/// One of `parts` equal parts of a range; `parts` is a power of two. Clamped rather than panicking: `VpcCidr` and `Zone` keep both in range.
fn slice(net: Ipv4Net, parts: u32, index: u32) -> Ipv4Net {
    let prefix_len = (u32::from(net.prefix_len()) + parts.ilog2()).min(32);
    let size = 1_u32.checked_shl(32 - prefix_len).unwrap_or(0);
    let start = u32::from(net.network()).wrapping_add(size.wrapping_mul(index));
    Ipv4Net::new_assert(start.into(), prefix_len as u8)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::str::FromStr;

    use super::*;

    fn ranges(vpc: &str, zone: &str) -> ZoneRanges {
        zone_ranges(VpcCidr::from_str(vpc).expect("a range"), &Zone::from_str(zone).expect("a zone"))
    }

    #[test]
    fn the_picture_in_the_documentation_is_true() {
        let a = ranges("10.0.0.0/16", "us-east-1a");
        assert_eq!([a.private, a.public, a.database].map(|net| net.to_string()), ["10.0.0.0/20", "10.0.16.0/21", "10.0.24.0/22"]);
    }

    #[test]
    fn every_zone_of_every_size_is_inside_and_disjoint() {
        for prefix_len in 16..=22 {
            let vpc = format!("10.64.0.0/{prefix_len}");
            let net = Ipv4Net::from_str(&vpc).expect("a range");
            let mut taken: Vec<Ipv4Net> = Vec::new();
            for letter in 'a'..='h' {
                let zone = ranges(&vpc, &format!("eu-west-1{letter}"));
                for range in [zone.private, zone.public, zone.database] {
                    assert!(net.contains(&range), "{range} in {vpc}");
                    assert!(!taken.iter().any(|other| other.contains(&range) || range.contains(other)), "{range} twice");
                    assert!(range.prefix_len() <= 28, "{range} is smaller than AWS allows");
                    taken.push(range);
                }
                assert!(zone.public.prefix_len() <= 27, "{} is too small for a load balancer", zone.public);
            }
            assert_eq!(taken.iter().collect::<BTreeSet<_>>().len(), 24);
        }
    }
}
