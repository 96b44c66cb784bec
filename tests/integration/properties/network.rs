//! Ranges and rules.

use std::str::FromStr as _;

use ipnet::Ipv4Net;
use proptest::prelude::*;
use tfgen::model::{VpcCidr, Zone};
use tfgen::plan::cidr::zone_ranges;

use super::architecture::shop;
use super::cases;
use crate::matrix::assert_is_what_is_rendered;
use crate::rendering::{decode, render, sources};

proptest! {
    #![proptest_config(cases(512))]

    /// Whatever range a VPC has, what its zones have are parts of it, and none meets another.
    #[test]
    fn ranges_are_inside_and_disjoint(address in any::<u32>(), prefix in 0_u8..=32) {
        let net = Ipv4Net::new(address.into(), prefix).unwrap().trunc();
        let Ok(vpc) = VpcCidr::from_str(&net.to_string()) else { return Ok(()) };
        let mut taken: Vec<Ipv4Net> = Vec::new();
        for letter in 'a'..='h' {
            let ranges = zone_ranges(vpc, &Zone::from_str(&format!("us-east-1{letter}")).unwrap());
            for range in [ranges.private, ranges.public, ranges.database] {
                prop_assert!(net.contains(&range), "{range} is not in {net}");
                prop_assert!((16..=28).contains(&range.prefix_len()), "{range} is no subnet on AWS");
                prop_assert!(taken.iter().all(|other| !other.contains(&range) && !range.contains(other)), "{range} twice");
                taken.push(range);
            }
        }
    }
}

proptest! {
    // These render.
    #![proptest_config(cases(24))]

    #[test]
    fn the_matrix_is_what_the_rendered_rules_let_through(shop in shop()) {
        let text = shop.text();
        let architecture = decode(&sources(&text), "dev").unwrap_or_else(|problems| panic!("{problems:?}\n{text}"));
        let compared = assert_is_what_is_rendered(&architecture, &render(&text, "dev").files, &text);
        prop_assert!(compared >= shop.flows.len());
    }

    /// A zone more, and every other zone keeps its ranges.
    #[test]
    fn ranges_are_stable_under_growth(shop in shop()) {
        let ranges = |text: &str| -> Vec<String> {
            let text = render(text, "dev").files["modules/network/main.tf"].clone();
            let lines = text.lines().skip_while(|line| !line.contains("zones = {")).take_while(|line| *line != "}");
            lines.map(|line| line.trim().to_owned()).filter(|line| line != "}").collect()
        };
        let mut larger = shop.clone();
        larger.network.zones.push('h');
        let (before, after) = (ranges(&shop.text()), ranges(&larger.text()));
        prop_assert!(before.len() == 1 + 4 * shop.network.zones.len() && after.starts_with(&before), "{before:?} {after:?}");
    }
}
