//! `tfgen check`

use std::collections::BTreeMap;

use anyhow::Result;
use serde_json::{Value, json};

use super::ci;
use super::generate::{self, Generated, Intent};
use super::patch::Patches;
use crate::cli::{CheckArgs, CheckFormat, Target};
use crate::diagnostic::{self, Diagnostic};
use crate::outcome::Outcome;
use crate::screen::Screen;
use crate::write::{Cause, Change, MANIFEST, Stale};

/// Renders, and prints what the disk has otherwise, and why.
pub(super) fn run(args: &CheckArgs, screen: &mut Screen) -> Result<Outcome> {
    let mut report = Report::new(args.format);
    let out = Place { shown: args.target.out.display().to_string(), mend: render_command(&args.target) };
    let outcome = generate::each(&args.target, &Intent::default(), screen, |generated, screen| report.add(generated, &out, screen))?;
    if outcome != Outcome::Clean {
        return Ok(outcome);
    }
    let mut current = if report.environments == 1 { "1 environment".to_owned() } else { format!("{} environments", report.environments) };
    if args.target.all {
        match ci::written_workflows(&args.target, screen)? {
            Ok(None) => {}
            Ok(Some((workflows, place))) => {
                report.add(&workflows, &place, screen)?;
                current.push_str(&format!(", {} workflows", workflows.tree.files.len()));
            }
            Err(outcome) => return Ok(outcome),
        }
    }
    report.finish(&out.shown, &format!(" ({current})"), screen)
}

/// Where trees lie, as a message names it, and the command that writes them.
pub(super) struct Place {
    pub(super) shown: String,
    pub(super) mend: String,
}

/// What is stale in one tree after the other.
pub(super) struct Report {
    format: CheckFormat,
    environments: usize,
    causes: BTreeMap<Cause, usize>,
    /// Places with something stale, and what mends them.
    stale: BTreeMap<String, String>,
    /// For programs.
    files: Vec<Value>,
    patches: Patches,
}

impl Report {
    pub(super) fn new(format: CheckFormat) -> Self {
        Self { format, environments: 0, causes: BTreeMap::new(), stale: BTreeMap::new(), files: Vec::new(), patches: Patches::new() }
    }

    pub(super) fn add(&mut self, generated: &Generated, place: &Place, screen: &mut Screen) -> Result<()> {
        let Generated { name, prefix, comparison, .. } = generated;
        self.environments += usize::from(prefix.is_empty());
        for stale in comparison.stale() {
            self.stale.insert(place.shown.clone(), place.mend.clone());
            *self.causes.entry(stale.cause).or_default() += 1;
            if self.format == CheckFormat::Json {
                let entry = json!({ "root": name, "path": comparison.shown(stale.path), "cause": stale.cause, "text": stale.text });
                self.files.push(entry);
            }
        }
        match self.format {
            CheckFormat::Human => self.print(generated, screen),
            CheckFormat::Json => Ok(()),
            CheckFormat::Github => {
                let annotation = |stale: Stale<'_>| {
                    let path = comparison.shown(stale.path);
                    diagnostic::annotation(&path, stale.cause.as_str(), &format!("`{path}`: {}", stale.text))
                };
                screen.print(&comparison.stale().map(annotation).collect::<String>())
            }
        }
    }

    /// A line a file: where it is, and why it is stale. Then what would change.
    fn print(&mut self, Generated { tree, comparison, .. }: &Generated, screen: &mut Screen) -> Result<()> {
        // A root that is not there at all needs no list.
        if comparison.tally().new == comparison.changes.len() {
            return screen.line(&format!("{}: is missing ({} files)", comparison.folder.display(), comparison.changes.len()));
        }
        for Stale { path, change, text, .. } in comparison.stale() {
            let shown = comparison.shown(path);
            screen.line(&format!("{shown}: {text}"))?;
            // The digests say nothing to people.
            if let (Change::Changed { before } | Change::Held { before, .. }, true) = (change, path != MANIFEST) {
                let after = tree.files.get(path).map(String::as_str).unwrap_or_default();
                self.patches.print(&shown, before, after, screen)?;
            }
        }
        Ok(())
    }

    /// Says what is stale and what mends it; or that `out` is right, of which `current` tells more.
    pub(super) fn finish(self, out: &str, current: &str, screen: &mut Screen) -> Result<Outcome> {
        let stale = !self.causes.is_empty();
        if self.format == CheckFormat::Json {
            let causes: BTreeMap<&str, usize> = self.causes.iter().map(|(cause, count)| (cause.as_str(), *count)).collect();
            screen.line(&serde_json::to_string_pretty(&json!({ "up_to_date": !stale, "causes": causes, "files": self.files }))?)?;
        } else if !stale {
            screen.note(&format!("{out} is up to date{current}"))?;
        }
        if !stale {
            return Ok(Outcome::Clean);
        }
        let places: Vec<String> = self.stale.keys().map(|place| format!("`{place}`")).collect();
        let commands: Vec<String> = self.stale.values().map(|command| format!("`{command}`")).collect();
        let verb = if places.len() == 1 { "is" } else { "are" };
        let mut diagnostic = Diagnostic::error(format!("{} {verb} stale: {}", places.join(" and "), summary(&self.causes)));
        diagnostic = diagnostic.help(format!("run {}", commands.join(" and ")));
        if self.causes.contains_key(&Cause::Edited) || self.causes.contains_key(&Cause::Unlisted) {
            diagnostic = diagnostic.help("it will not touch what may have been edited, and says how to go on");
        }
        screen.tell(diagnostic);
        Ok(Outcome::Stale)
    }
}

/// "1 file edited, 2 missing"
fn summary(causes: &BTreeMap<Cause, usize>) -> String {
    let part = |(index, (cause, count)): (usize, (&Cause, &usize))| {
        let what = match cause {
            Cause::Edited => "edited",
            Cause::Unlisted => "in no manifest",
            Cause::ArchitectureChanged => "of an earlier architecture",
            Cause::TfgenUpgraded => "of another version of tfgen",
            Cause::TfgenRebuilt => "of another build of tfgen",
            Cause::Interrupted => "of an interrupted render",
            Cause::Merged => "of two sides of a merge",
            Cause::ManifestDamaged => "under a damaged manifest",
            Cause::Missing => "missing",
            Cause::ShouldNotExist => "that should no longer exist",
        };
        match (index, count) {
            (0, 1) => format!("1 file {what}"),
            (0, count) => format!("{count} files {what}"),
            (_, count) => format!("{count} {what}"),
        }
    };
    causes.iter().enumerate().map(part).collect::<Vec<_>>().join(", ")
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
