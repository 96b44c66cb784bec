//! Names are within AWS's limits, each is one thing's, and they do not move.

use std::collections::BTreeMap;
use std::str::FromStr as _;

use proptest::prelude::*;
use tfgen::model::{Architecture, Name};
use tfgen::plan::names::limited;

use super::architecture::{names, shop};
use super::cases;
use crate::rendering::{decode, sources};

fn architecture(text: &str) -> Architecture {
    decode(&sources(text), "dev").unwrap_or_else(|problems| panic!("{problems:?}\n{text}"))
}

/// What each block's own things are called.
fn own(architecture: &Architecture) -> BTreeMap<(String, String), Vec<String>> {
    let mut own: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for name in limited(architecture) {
        let Some((block, label)) = name.block else { continue };
        own.entry((format!("{block}.{label}"), name.what.to_owned())).or_default().push(name.name);
    }
    own
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn are_within_their_limits_and_one_things_each(shop in shop()) {
        let architecture = architecture(&shop.text());
        let mut taken: BTreeMap<(&str, String), String> = BTreeMap::new();
        for name in limited(&architecture) {
            prop_assert!(name.name.len() <= name.limit, "{} `{}` has more than {} characters", name.what, name.name, name.limit);
            let owner = name.block.map(|(block, label)| format!("{block}.{label}")).unwrap_or_default();
            let other = taken.insert((name.what, name.name.clone()), owner.clone());
            prop_assert!(other.is_none(), "{} `{}` is {:?}'s and {owner}'s", name.what, name.name, other);
        }
    }

    /// One service less, and all others keep their names.
    #[test]
    fn are_stable((shop, gone) in (shop(), any::<prop::sample::Index>())) {
        prop_assume!(shop.services.len() > 1);
        let mut smaller = shop.clone();
        let name = smaller.services.keys().nth(gone.index(smaller.services.len())).cloned().unwrap();
        smaller.services.remove(&name);
        let before = own(&architecture(&shop.text()));
        for (what, names) in own(&architecture(&smaller.text())) {
            prop_assert_eq!(before.get(&what), Some(&names), "{:?}", what);
        }
    }

    /// Two names that differ are two identifiers, and a name that AWS's limits leave no room for is refused.
    #[test]
    fn identifiers_never_meet(texts in names()) {
        let mut taken: BTreeMap<String, String> = BTreeMap::new();
        for name in texts.iter().filter_map(|text| Name::from_str(text).ok()) {
            prop_assert!(name.as_str().len() <= 31);
            let other = taken.insert(name.identifier(), name.to_string());
            prop_assert!(other.is_none_or(|other| other == name.as_str()));
        }
    }
}
