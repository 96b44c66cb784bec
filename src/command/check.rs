//! `tfgen check`

use std::time::Duration;

use anyhow::Result;
use similar::TextDiff;

use super::ci;
use super::generate::{self, Generated};
use crate::cli::{CheckArgs, Target};
use crate::diagnostic::Diagnostic;
use crate::outcome::Outcome;
use crate::plan::bootstrap;
use crate::screen::Screen;
use crate::write::{Change, Tally};

/// Lines of one file's diff: more is not read but scrolled past, and `render` shows it as a diff in git anyway.
const LINES_A_FILE: usize = 120;

/// Lines of all diffs together; after them, files are only named.
pub(super) const LINES: usize = 1200;

/// Renders, and prints what the disk has otherwise.
pub(super) fn run(args: &CheckArgs, screen: &mut Screen) -> Result<Outcome> {
    let mut total = Tally::default();
    let (mut environments, mut lines_left) = (0, LINES);
    let outcome = generate::each(&args.target, screen, |generated, screen| {
        environments += usize::from(!bootstrap::is_root(&generated.name));
        let tally = generated.comparison.tally();
        total.new += tally.new;
        total.changed += tally.changed;
        total.removed += tally.removed;
        print(generated, &mut lines_left, screen)
    })?;
    if outcome != Outcome::Clean {
        return Ok(outcome);
    }
    let workflows = if args.target.all { ci::check_workflows(&args.target, screen)? } else { Outcome::Clean };
    let out = args.target.out.display();
    let stale = summary(&total);
    if stale.is_empty() {
        let plural = if environments == 1 { "" } else { "s" };
        screen.line(&format!("{out} is up to date ({environments} environment{plural})"))?;
        return Ok(workflows);
    }
    screen.tell(Diagnostic::error(format!("`{out}` is stale: {stale}")).help(format!("run `{}`", render_command(&args.target))));
    Ok(Outcome::Stale)
}

/// What is stale in one root: diffs, and the names of what is missing or superfluous.
pub(super) fn print(Generated { files, comparison, .. }: &Generated, lines_left: &mut usize, screen: &mut Screen) -> Result<()> {
    // A root that is not there at all needs no list.
    if comparison.tally().new == comparison.changes.len() {
        return screen.line(&format!("missing: {} ({} files)", comparison.folder.display(), files.len()));
    }
    for (path, change) in &comparison.changes {
        let shown = comparison.shown(path);
        match change {
            Change::New => screen.line(&format!("missing: {shown}"))?,
            Change::Removed => screen.line(&format!("superfluous: {shown}"))?,
            Change::Changed { before } => {
                let after = files.get(path).map(String::as_str).unwrap_or_default();
                print_diff(&shown, before, after, lines_left, screen)?;
            }
            Change::Unchanged | Change::Foreign(_) => {}
        }
    }
    Ok(())
}

fn print_diff(shown: &str, before: &str, after: &str, lines_left: &mut usize, screen: &mut Screen) -> Result<()> {
    if *lines_left == 0 {
        return screen.line(&format!("differs: {shown}"));
    }
    // A diff may be worse than the best one, but never takes long.
    let diff = TextDiff::configure().timeout(Duration::from_millis(500)).diff_lines(before, after);
    let text = diff.unified_diff().context_radius(3).header(shown, shown).to_string();
    let lines: Vec<&str> = text.lines().collect();
    let kept = lines.len().min(LINES_A_FILE).min(*lines_left);
    for line in lines.iter().take(kept) {
        screen.diff_line(line)?;
    }
    *lines_left -= kept;
    if kept < lines.len() {
        screen.line(&format!("… {} more lines of this diff are not shown", lines.len() - kept))?;
    }
    Ok(())
}

/// "1 file differs, 2 are missing"; empty when nothing is stale.
pub(super) fn summary(tally: &Tally) -> String {
    let kinds = [
        (tally.changed, "differs", "differ"),
        (tally.new, "is missing", "are missing"),
        (tally.removed, "is superfluous", "are superfluous"),
    ];
    let mut parts: Vec<String> = Vec::new();
    for (count, one, many) in kinds.into_iter().filter(|(count, ..)| *count > 0) {
        let files = match (parts.is_empty(), count) {
            (false, _) => "",
            (true, 1) => " file",
            (true, _) => " files",
        };
        parts.push(format!("{count}{files} {}", if count == 1 { one } else { many }));
    }
    parts.join(", ")
}

/// The command that mends it, with the same flags.
fn render_command(target: &Target) -> String {
    let mut command = "tfgen render".to_owned();
    if target.all {
        command.push_str(" --all");
    }
    for environment in &target.environments {
        command.push_str(&format!(" --env {environment}"));
    }
    for (flag, path, default) in [("--file", &target.input.file, "architecture.hcl"), ("--out", &target.out, "modules-out")] {
        if path.as_os_str() != default {
            command.push_str(&format!(" {flag} {}", path.display()));
        }
    }
    command
}
