//! What a text was, in 64 characters.

use std::fmt;
use std::io::{self, BufWriter, Write};
use std::str::FromStr;

use anyhow::{Context as _, Result};
use serde::{Serialize, Serializer};
use sha2::{Digest as _, Sha256};

/// A SHA-256 digest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// Before every other in order.
    pub(super) const LEAST: Self = Self([0; 32]);

    /// Of bytes.
    pub fn of(bytes: impl AsRef<[u8]>) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Of a value, as the JSON it serializes to.
    ///
    /// # Errors
    /// A value that JSON cannot express: a bug in tfgen.
    pub fn of_value(value: &impl Serialize) -> Result<Self> {
        let mut hashing = Hashing(Sha256::new());
        // JSON comes in pieces of a few bytes.
        let mut pieces = BufWriter::with_capacity(1024, &mut hashing);
        serde_json::to_writer(&mut pieces, value).map_err(io::Error::from).and_then(|()| pieces.flush()).context(BUG)?;
        drop(pieces);
        Ok(Self(hashing.0.finalize().into()))
    }
}

const BUG: &str = "cannot make a digest; this is a bug in tfgen";

struct Hashing(Sha256);

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = [0; 64];
        for (pair, byte) in text.as_chunks_mut().0.iter_mut().zip(self.0) {
            *pair = [byte >> 4, byte & 0xf].map(|digit| DIGITS[usize::from(digit)]);
        }
        f.write_str(str::from_utf8(&text).unwrap_or_default())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl FromStr for Digest {
    type Err = String;

    /// Exactly as it is displayed.
    fn from_str(text: &str) -> Result<Self, String> {
        let mut bytes = [0; 32];
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        if pairs.len() != bytes.len() || !rest.is_empty() {
            return Err("is not 64 characters long".to_owned());
        }
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = nibble(*high)? << 4 | nibble(*low)?;
        }
        Ok(Self(bytes))
    }
}

fn nibble(digit: u8) -> Result<u8, String> {
    match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        _ => Err("is not hexadecimal".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::Digest;

    #[test]
    fn a_digest_reads_back() {
        // FIPS 180-2, appendix B.1.
        let text = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Digest::of("abc").to_string(), text);
        assert_eq!(text.parse(), Ok(Digest::of("abc")));
        assert_eq!(Digest::of_value(&"abc").unwrap(), Digest::of("\"abc\""));
        for wrong in ["", "ba", &text[1..], &text.to_uppercase(), &format!("{text}0")] {
            assert!(wrong.parse::<Digest>().is_err(), "{wrong}");
        }
    }
}
