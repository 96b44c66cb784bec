//! Whole numbers with limits.

use std::fmt;
use std::ops::Deref;

use serde::{Serialize, Serializer};

/// A whole number from `MIN` to `MAX`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bounded<const MIN: u32, const MAX: u32>(u32);

impl<const MIN: u32, const MAX: u32> Bounded<MIN, MAX> {
    /// The smallest one.
    pub const MIN: u32 = MIN;
    /// The largest one.
    pub const MAX: u32 = MAX;

    /// `None` when the number is outside the limits.
    pub const fn new(number: u32) -> Option<Self> {
        if MIN <= number && number <= MAX { Some(Self(number)) } else { None }
    }

    /// The nearest number within the limits.
    pub const fn clamped(number: u32) -> Self {
        Self(if number < MIN {
            MIN
        } else if number > MAX {
            MAX
        } else {
            number
        })
    }

    /// A number written in this program, for defaults. In a constant, one outside the limits does not compile.
    ///
    /// # Panics
    /// Outside the limits.
    pub const fn literal(number: u32) -> Self {
        assert!(MIN <= number && number <= MAX, "a default outside its limits");
        Self(number)
    }

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl<const MIN: u32, const MAX: u32> Deref for Bounded<MIN, MAX> {
    type Target = u32;

    fn deref(&self) -> &u32 {
        &self.0
    }
}

impl<const MIN: u32, const MAX: u32> fmt::Display for Bounded<MIN, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<const MIN: u32, const MAX: u32> Serialize for Bounded<MIN, MAX> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Percent = Bounded<1, 100>;

    #[test]
    fn keeps_its_limits() {
        assert_eq!(Percent::new(0), None);
        assert_eq!(Percent::new(101), None);
        assert_eq!(Percent::new(100).map(Percent::get), Some(100));
        assert_eq!([Percent::clamped(0), Percent::clamped(7), Percent::clamped(500)].map(|percent| *percent), [1, 7, 100]);
        assert_eq!(serde_json::to_string(&Percent::clamped(50)).unwrap(), "50");
        assert_eq!(Percent::clamped(50).to_string(), "50");
    }
}
