//! The laws of overlays.

use proptest::prelude::*;

use super::architecture::{network, order, shop};
use super::cases;
use crate::rendering::{decode, render, sources};

/// Everything that `dev` means, as one text.
fn meaning(text: &str) -> String {
    let architecture = decode(&sources(text), "dev").unwrap_or_else(|problems| panic!("{problems:?}\n{text}"));
    serde_json::to_string_pretty(&architecture).unwrap()
}

fn overlaid(base: &[String], overlay: &[String]) -> String {
    format!("{}environment \"dev\" {{\n{}}}\n", base.concat(), overlay.concat())
}

proptest! {
    #![proptest_config(cases(96))]

    /// Nothing over the base, and the base over itself, are the base.
    #[test]
    fn identity((shop, chosen) in shop().prop_flat_map(|shop| { let blocks = shop.blocks().len(); (Just(shop), order(blocks), 0..blocks).prop_map(|(shop, mut order, kept)| { order.truncate(kept); (shop, order) }) })) {
        let base = shop.blocks();
        // The project and its state are the same in all environments.
        let again: Vec<String> = chosen.iter().filter(|index| **index > 1).map(|index| base[*index].clone()).collect();
        prop_assert_eq!(meaning(&overlaid(&base, &again)), meaning(&shop.text()));
    }

    /// A value of the environment is as if the base had said it, and what it does not name stays.
    #[test]
    fn later_wins(shop in shop(), network in network()) {
        let mut other = shop.clone();
        other.network = network;
        prop_assert_eq!(meaning(&overlaid(&shop.blocks(), &[other.network.block()])), meaning(&other.text()));
    }

    /// A block is the same in the base, in the environment, and where both say a part of it.
    #[test]
    fn a_block_may_stand_in_the_environment(shop in shop(), split in any::<prop::sample::Index>()) {
        let blocks = shop.blocks();
        let at = 2 + split.index(blocks.len());
        let (base, overlay) = blocks.split_at(at.min(blocks.len()));
        prop_assert_eq!(meaning(&overlaid(base, overlay)), meaning(&shop.text()));
    }

    /// Two environments know nothing of each other.
    #[test]
    fn another_environment_changes_nothing(shop in shop(), network in network()) {
        let text = format!("{}environment \"test\" {{\n{}}}\n", shop.text(), network.block());
        prop_assert_eq!(meaning(&text), meaning(&shop.text()));
    }
}

proptest! {
    // These render.
    #![proptest_config(cases(12))]

    #[test]
    fn the_order_of_blocks_does_not_matter((shop, order) in shop().prop_flat_map(|shop| { let blocks = shop.blocks().len(); (Just(shop), order(blocks)) })) {
        let blocks = shop.blocks();
        let shuffled: Vec<String> = order.iter().map(|index| blocks[*index].clone()).collect();
        let text = overlaid(&shuffled, &[]);
        prop_assert_eq!(meaning(&text), meaning(&shop.text()));
        prop_assert_eq!(render(&text, "dev").files, render(&shop.text(), "dev").files);
    }
}
