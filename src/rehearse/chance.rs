//! Chance that comes out the same every time.

/// SplitMix64: the same seed, the same numbers, on every machine. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number
/// generators", 2014.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// Numbers of a rehearsal's own: what another rehearsal draws changes nothing here.
    pub fn new(seed: u64, of: &str) -> Self {
        // FNV-1a, 64 bits.
        Self(of.bytes().fold(0xcbf2_9ce4_8422_2325 ^ seed, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        let span = u64::from(high.max(low) - low) + 1;
        low + u32::try_from(self.next() % span).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Chance;

    #[test]
    fn the_same_seed_draws_the_same_numbers() {
        let draw = |seed, of| {
            let mut chance = Chance::new(seed, of);
            (0..20).map(|_| chance.between(3, 9)).collect::<Vec<_>>()
        };
        assert_eq!(draw(1, "a"), draw(1, "a"));
        assert_ne!(draw(1, "a"), draw(2, "a"));
        assert_ne!(draw(1, "a"), draw(1, "b"));
        assert!(draw(1, "a").iter().all(|number| (3..=9).contains(number)));
    }
}
