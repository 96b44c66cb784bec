//! Sets of bytes, and runs of them: most of a text is such runs.

/// A set of bytes.
pub(super) struct Set([bool; 256]);

impl Set {
    pub(super) const fn new(set: [bool; 256]) -> Self {
        Self(set)
    }

    /// The length of the run of these at the start of `text`.
    #[inline]
    pub(super) fn length(&self, text: &[u8]) -> usize {
        let outside = |byte: &u8| !self.0[usize::from(*byte)];
        // Of eight bytes at a time, each costs half.
        let (eights, rest) = text.as_chunks::<8>();
        for (index, eight) in eights.iter().enumerate() {
            if let Some(end) = eight.iter().position(outside) {
                return 8 * index + end;
            }
        }
        8 * eights.len() + rest.iter().position(outside).unwrap_or(rest.len())
    }

    /// Whether there is nothing else in a text.
    #[inline]
    pub(super) fn holds(&self, text: &str) -> bool {
        self.length(text.as_bytes()) == text.len()
    }
}

/// A set by a rule that each byte follows or not.
macro_rules! set {
    ($byte:ident => $rule:expr) => {{
        let mut set = [false; 256];
        let mut $byte = 0_u8;
        loop {
            set[$byte as usize] = $rule;
            if $byte == u8::MAX {
                break $crate::render::bytes::Set::new(set);
            }
            $byte += 1;
        }
    }};
}
pub(super) use set;

/// What of ASCII may be inside a name.
pub(super) static NAME: Set = set!(byte => byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));

/// What a whole number is made of.
pub(super) static DIGIT: Set = set!(byte => byte.is_ascii_digit());

/// What means nothing but itself in a quoted string, and is a column.
pub(super) static PLAIN: Set = set!(byte => matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\' | b'$' | b'%'));

/// Whether every byte of a text is a column or a line break, so that between tokens there are only spaces and line breaks.
pub(super) fn are_plain(text: &[u8]) -> bool {
    // Without a way out in the middle this is done for many bytes at once.
    text.iter().fold(true, |plain, byte| plain & matches!(byte, b'\n' | b' '..=b'~'))
}
