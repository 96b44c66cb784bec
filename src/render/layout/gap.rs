//! What is between two tokens.

/// As many spaces as are written at once.
const SPACES: &str = "                                                                ";

/// What lies between two tokens of the source, and what is to lie there.
pub(super) struct Gap {
    pub(super) start: usize,
    pub(super) end: usize,
    /// None within a line, two with a blank line.
    pub(super) breaks: &'static str,
    /// How many spaces are to follow the line breaks.
    pub(super) spaces: usize,
    /// How many spaces there are; [`OTHERWISE`] unless there is nothing else but the right line breaks.
    pub(super) found: usize,
}

/// No number of spaces.
pub(super) const OTHERWISE: usize = usize::MAX;

impl Gap {
    /// Writes it as it is to be.
    pub(super) fn write(&self, out: &mut String) {
        out.push_str(self.breaks);
        let mut left = self.spaces;
        while left > 0 {
            let now = left.min(SPACES.len());
            out.push_str(&SPACES[..now]);
            left -= now;
        }
    }
}
