//! How far a long run has come: one line on a terminal, and nothing of it once the run has ended.

use std::env;
use std::io::{self, IsTerminal as _, Write};
use std::time::{Duration, Instant};

use crate::project::Progress;

/// Whoever waits for less does not want to know.
const PATIENCE: Duration = Duration::from_secs(1);

/// Faster than this nobody reads.
const PACE: Duration = Duration::from_millis(100);

/// Cells of the bar.
const WIDTH: usize = 24;

/// To the beginning of the line, and away with what is on it. Source: ECMA-48, 8.3.41 "EL".
const CLEAR: &str = "\r\x1b[K";
/// What does not fit is cut, since a second line would stay. Source: DEC VT510 manual, "DECAWM".
const NO_WRAP: &str = "\x1b[?7l";
const WRAP: &str = "\x1b[?7h";

/// The line, where there is somebody to see it.
pub(super) struct Bar {
    begin: Instant,
    /// When it was last drawn; none, where it is not on the screen.
    drawn: Option<Instant>,
    allowed: bool,
}

impl Bar {
    /// For a terminal alone that understands what is meant to move its cursor, and not for a log.
    pub(super) fn new() -> Self {
        let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
        let terminal = io::stderr().is_terminal() && env::var_os("TERM").is_none_or(|term| term != "dumb");
        Self { begin: Instant::now(), drawn: None, allowed: terminal && !set("CI") }
    }

    /// Never draws it.
    pub(super) fn forbid(&mut self) {
        self.allowed = false;
    }

    /// Draws it, if it is time to.
    pub(super) fn draw(&mut self, progress: Progress) {
        let now = Instant::now();
        let due = self.drawn.is_none_or(|drawn| now - drawn >= PACE);
        if self.allowed && due && now - self.begin >= PATIENCE {
            self.drawn = Some(now);
            put(&format!("{CLEAR}{NO_WRAP}{}{WRAP}", line(progress)));
        }
    }

    /// Takes it from the screen: something else is going to be written, or the run is over.
    pub(super) fn clear(&mut self) {
        if self.drawn.take().is_some() {
            put(CLEAR);
        }
    }
}

/// To the terminal itself: where no colours are wanted, they alone must not reach it.
fn put(text: &str) {
    // A bar that cannot be seen is missed by nobody.
    let _ = io::stderr().write_all(text.as_bytes());
}

/// "rendering [#######-----------------] 312 of 1000"
fn line(Progress { what, done, of }: Progress) -> String {
    let cells = (done * WIDTH).checked_div(of).unwrap_or(WIDTH).min(WIDTH);
    format!("{what} [{}{}] {done} of {of}", "#".repeat(cells), "-".repeat(WIDTH - cells))
}

#[cfg(test)]
mod tests {
    use super::{Progress, line};

    #[test]
    fn a_line_shows_how_far_it_is() {
        let at = |done| line(Progress { what: "rendering", done, of: 1000 });
        assert_eq!(at(0), "rendering [------------------------] 0 of 1000");
        assert_eq!(at(500), "rendering [############------------] 500 of 1000");
        assert_eq!(at(1000), "rendering [########################] 1000 of 1000");
        assert_eq!(line(Progress { what: "checking", done: 0, of: 0 }), "checking [########################] 0 of 0");
    }
}
