//! Diffs on the screen.

use std::time::Duration;

use anyhow::Result;
use similar::TextDiff;

use crate::screen::Screen;

/// Lines of one file's diff: more is not read but scrolled past, and `render` shows it as a diff in git anyway.
const LINES_A_FILE: usize = 120;

/// Lines of all diffs together; after them, files are only named.
const LINES: usize = 1200;

/// Prints diffs until there have been enough of them.
pub(super) struct Patches {
    lines_left: usize,
}

impl Patches {
    pub(super) fn new() -> Self {
        Self { lines_left: LINES }
    }

    /// One file, from what is on disk to what would be.
    pub(super) fn print(&mut self, shown: &str, before: &str, after: &str, screen: &mut Screen) -> Result<()> {
        if self.lines_left == 0 {
            return Ok(());
        }
        // A diff may be worse than the best one, but never takes long.
        let diff = TextDiff::configure().timeout(Duration::from_millis(500)).diff_lines(before, after);
        let text = diff.unified_diff().context_radius(3).header(shown, shown).to_string();
        let lines: Vec<&str> = text.lines().collect();
        let kept = lines.len().min(LINES_A_FILE).min(self.lines_left);
        for line in lines.iter().take(kept) {
            screen.diff_line(line)?;
        }
        self.lines_left -= kept;
        if kept < lines.len() {
            screen.line(&format!("… {} more lines of this diff are not shown", lines.len() - kept))?;
        }
        Ok(())
    }
}
