//! `tfgen render`

use std::time::Duration;

use anyhow::Result;

use super::generate::{self, Generated, Intent};
use crate::cli::RenderArgs;
use crate::outcome::Outcome;
use crate::screen::Screen;
use crate::write::{self, Change, Overwrite, Tally};

/// Renders, and writes what differs.
pub(super) fn run(args: &RenderArgs, screen: &mut Screen) -> Result<Outcome> {
    let intent = Intent {
        overwrite: Overwrite::new(&args.overwrite),
        edits_stop: true,
        lock: (!args.dry_run).then(|| Duration::from_secs(args.lock_timeout.into())),
        verify: args.verify,
    };
    let outcome = generate::each(&args.target, &intent, screen, |generated, screen| {
        if !args.dry_run {
            write::apply(&generated.comparison, &generated.tree, args.fsync)?;
        }
        say(generated, args.dry_run, screen)
    })?;
    if args.dry_run && outcome == Outcome::Clean {
        screen.line("dry run: nothing was written")?;
    }
    Ok(outcome)
}

/// "dev: 31 files: 2 written, 28 unchanged, 1 removed", then the paths that are not unchanged.
pub(super) fn say(Generated { name, tree, comparison, .. }: &Generated, dry_run: bool, screen: &mut Screen) -> Result<()> {
    let line = |text: &str, screen: &mut Screen| if dry_run { screen.line(text) } else { screen.note(text) };
    let tally = comparison.tally();
    // The manifest is one of them.
    let files = tree.files.len() + 1;
    line(&format!("{name}: {}: {}", counted(files), summary(&tally, dry_run)), screen)?;
    // A root that is all new needs no list: it is the folder.
    if tally.new == files && tally.removed == 0 {
        return Ok(());
    }
    for (path, change) in &comparison.changes {
        let sign = match change {
            Change::New => '+',
            Change::Changed { .. } => '~',
            Change::Removed => '-',
            Change::Unchanged | Change::Held { .. } | Change::Foreign(_) => continue,
        };
        line(&format!("  {sign} {}", comparison.shown(path)), screen)?;
    }
    Ok(())
}

fn summary(tally: &Tally, dry_run: bool) -> String {
    let (written, changed, removed) =
        if dry_run { ("to be written", "to be changed", "to be removed") } else { ("written", "changed", "removed") };
    let parts = [(tally.new, written), (tally.changed, changed), (tally.unchanged, "unchanged"), (tally.removed, removed)];
    let parts: Vec<String> = parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    parts.join(", ")
}

fn counted(files: usize) -> String {
    if files == 1 { "1 file".to_owned() } else { format!("{files} files") }
}
