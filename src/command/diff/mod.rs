//! `tfgen diff`

mod environments;
mod markdown;
mod since;

use anyhow::Result;

use crate::cli::DiffArgs;
use crate::outcome::Outcome;
use crate::screen::Screen;

/// Two environments, or one architecture at two times.
pub(super) fn run(args: &DiffArgs, screen: &mut Screen) -> Result<Outcome> {
    match (&args.since, args.environments.as_slice()) {
        (Some(revision), _) => since::run(args, revision, screen),
        (None, [left, right]) => environments::run(args, [left, right], screen),
        // The command line sees to it that there are two.
        (None, _) => Ok(Outcome::Usage),
    }
}

/// "1 resource", "2 resources"
fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
