//! What holds for every architecture, asked of many that nobody wrote. The seed is fixed: each run asks of the same ones.

mod architecture;
mod machine;
mod names;
mod network;
mod overlay;

use proptest::test_runner::{Config, RngSeed};

/// So many cases, the same every time.
fn cases(cases: u32) -> Config {
    Config { cases, rng_seed: RngSeed::Fixed(7), failure_persistence: None, ..Config::default() }
}
