//! What `render` and `check` have in common: everything up to the comparison with the disk. They cannot disagree about what is stale.

use std::collections::HashSet;
use std::fs;
use std::mem;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result};

use super::rendered::{Bootstraps, Root, Roots};
use super::stopped::Stopped;
use super::{ahead, changed, load};
use crate::cli::Target;
use crate::diagnostic::Diagnostic;
use crate::guardrails::Ledger;
use crate::outcome::Outcome;
use crate::plan;
use crate::project::{Examination, Progress, Unmanaged};
use crate::render::Renderer;
use crate::screen::Screen;
use crate::write::{self, Comparison, Lock, Overwrite, Tree, is_generated};

/// One root, rendered and compared with the disk.
pub(super) struct Generated {
    /// The name of the environment, or `bootstrap`.
    pub(super) name: String,
    /// What its paths begin with where the architecture names them: nothing for an environment, `bootstrap/` or `bootstrap-ACCOUNT/`.
    pub(super) prefix: String,
    /// All its files.
    pub(super) tree: Tree,
    /// What they are on disk. Nothing is in their way.
    pub(super) comparison: Comparison,
}

/// What is meant to happen to the disk.
#[derive(Default)]
pub(super) struct Intent {
    /// Generated files whose edits were given up.
    pub(super) overwrite: Overwrite,
    /// Files that may have been edited are in the way; otherwise they are a result as others are.
    pub(super) edits_stop: bool,
    /// The trees are going to be written: how long to wait for somebody else who does.
    pub(super) lock: Option<Duration>,
    /// Parse the output again.
    pub(super) verify: bool,
}

/// Renders the environments and bootstrap, and hands one after the other to `visit`.
///
/// Nothing is visited where the architecture is wrong. A root that is wrong in what it is rendered to, or that has something in its way on
/// disk, is left out; all of it is reported. A few roots are in memory at a time, however many there are.
pub(super) fn each(
    target: &Target,
    intent: &Intent,
    screen: &mut Screen,
    mut visit: impl FnMut(&Generated, &mut Screen) -> Result<()>,
) -> Result<Outcome> {
    let file = &target.input.file;
    let project = match load::open(file, screen) {
        Ok(project) => project,
        Err(outcome) => return Ok(outcome),
    };
    let environments = match load::select(&project, &target.environments, target.all, file, screen) {
        Ok(environments) => environments,
        Err(outcome) => return Ok(outcome),
    };
    let known = environments.clone();
    let environments = match &target.changed_since {
        None => environments,
        Some(revision) => match changed::since(&project, environments, revision, target, screen)? {
            Ok(affected) => affected,
            Err(outcome) => return Ok(outcome),
        },
    };
    let Examination { diagnostics: mut findings, waivers, bootstrap, only } =
        project.examine(&environments, target.day.get(), |progress| screen.progress(progress));
    let all = environments.len() == project.environments().len();
    if load::has_errors(&findings) {
        findings.extend(waivers.unused(&environments, all, false));
        load::report(&findings, project.sources(), file, screen);
        return Ok(Outcome::Wrong);
    }

    let (base, bootstrap) = bootstrap.context("there is no bootstrap root, and nothing is wrong with it; this is a bug in tfgen")?;
    let roots = plan::bootstrap::roots(&bootstrap, project.source()).into_iter().map(|root| (root.module.name.clone(), root)).collect();
    let bootstraps = Bootstraps { roots, base, bootstrap };
    let names: Vec<&str> = environments.iter().copied().chain(bootstraps.names()).collect();
    let roots = Roots { project: &project, bootstraps: &bootstraps, only, renderer: Renderer::new() };
    let mut finishing = Finishing { out: &target.out, intent, waivers, unmanaged: Unmanaged::default() };
    // What the base declares may lie in any root: all of them have to be seen before anything is written.
    if all && !bootstraps.bootstrap.unmanaged.is_empty() {
        let look = |root: Result<Root>| finishing.tree(root?).map(drop);
        ahead::in_order(&names, |name| roots.render(name), look)?;
        findings.extend(finishing.unmanaged.unknown());
    }
    load::report(&findings, project.sources(), file, screen);
    if load::has_errors(&findings) {
        return Ok(Outcome::Wrong);
    }
    if intent.lock.is_some() {
        Lock::tidy(&target.out)?;
    }
    let (mut found, mut stopped, mut lock, mut done) = (Vec::new(), Stopped::new(intent), None, 0);
    let take = |root: Result<Root>| {
        screen.progress(Progress { what: "rendering", done, of: names.len() });
        done += 1;
        let (mut generated, wrong) = finishing.compare(root?)?;
        claim(&mut generated, intent, &mut lock)?;
        let in_the_way = stopped.look(&generated);
        if !in_the_way && !load::has_errors(&wrong) {
            visit(&generated, screen)?;
        }
        found.extend(wrong);
        Ok(())
    };
    ahead::in_order(&names, |name| roots.render(name), take)?;
    found.extend(finishing.waivers.unused(&environments, all, true));
    load::report(&found, project.sources(), file, screen);
    if target.all {
        warn_of_leftovers(&target.out, known.into_iter().chain(bootstraps.names()), screen);
    }
    let stopped = stopped.report(screen)?;
    // The process is about to end: taking the loaded templates apart would cost as much as planning an environment does.
    mem::forget(roots);
    Ok(if load::has_errors(&found) { Outcome::Wrong } else { stopped.unwrap_or(Outcome::Clean) })
}

/// Takes the lock that writing a tree needs, unless it is taken already. Most runs change nothing and need none.
pub(super) fn claim(generated: &mut Generated, intent: &Intent, lock: &mut Option<Lock>) -> Result<()> {
    if let (Some(patience), None, false) = (intent.lock, &lock, generated.comparison.is_current()) {
        *lock = Some(Lock::acquire(generated.tree.around(), patience)?);
        // What was seen without the lock may be another run's, half-way.
        generated.comparison = write::compare(&generated.tree, &intent.overwrite)?;
    }
    Ok(())
}

/// What becomes of rendered roots.
struct Finishing<'a> {
    out: &'a Path,
    intent: &'a Intent,
    waivers: Ledger,
    unmanaged: Unmanaged,
}

impl Finishing<'_> {
    /// Compares a root with the disk. With it comes what is seen only in rendered files.
    fn compare(&mut self, root: Root) -> Result<(Generated, Vec<Diagnostic>)> {
        let (name, prefix) = (root.name.clone(), root.prefix.clone());
        let (tree, mut findings) = self.tree(root)?;
        if self.intent.verify {
            verify(&tree)?;
        }
        let comparison = write::compare(&tree, &self.intent.overwrite)?;
        findings.extend(unmanaged_and_missing(&tree));
        Ok((Generated { name, prefix, tree, comparison }, findings))
    }

    /// What a root is to be on disk.
    fn tree(&mut self, root: Root) -> Result<(Tree, Vec<Diagnostic>)> {
        let findings = root.findings.into_iter().filter(|finding| !self.waivers.waives(finding));
        let mut findings: Vec<Diagnostic> = findings.map(|finding| finding.located(&root.body)).collect();
        let (unmanaged, unknown) = self.unmanaged.of(&root.body, &root.unmanaged, &root.prefix, &root.files);
        findings.extend(unknown);
        Ok((Tree::new(self.out.join(&root.name), root.files, root.digest, unmanaged), findings))
    }
}

/// Parses what was rendered as its readers will.
fn verify(Tree { folder, files, .. }: &Tree) -> Result<()> {
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".tf") || path.ends_with(".hcl")) {
        hcl::parse(text).with_context(|| format!("`{}/{path}` would not parse; this is a bug in tfgen", folder.display()))?;
    }
    Ok(())
}

/// What nobody writes any more and nobody has put there.
fn unmanaged_and_missing(tree: &Tree) -> Vec<Diagnostic> {
    let missing = tree.unmanaged.iter().map(|path| tree.folder.join(path)).filter(|path| fs::symlink_metadata(path).is_err());
    let warning = |path: PathBuf| {
        Diagnostic::warning(format!("`{}` is unmanaged, and there is no such file", path.display()))
            .help("write it, or take it out of `unmanaged` to have it rendered")
    };
    missing.map(warning).collect()
}

/// Roots of environments that the architecture no longer has. What they made is still there, and needs them to be destroyed, so
/// deleting them is left to people.
fn warn_of_leftovers<'a>(out: &Path, known: impl Iterator<Item = &'a str>, screen: &mut Screen) {
    // Where there is nothing yet, there is nothing left over.
    let Ok(entries) = fs::read_dir(out) else { return };
    let mut names: Vec<String> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    let known: HashSet<&str> = known.collect();
    // No environment has a hidden name.
    names.retain(|name| !name.starts_with('.') && !known.contains(name.as_str()));
    for name in names {
        let folder = out.join(&name);
        if fs::read(folder.join("main.tf")).is_ok_and(|text| is_generated(&text)) {
            let shown = folder.display();
            let gone = if plan::bootstrap::is_root(&name) {
                "an account that no environment is in any more"
            } else {
                "an environment that no longer exists"
            };
            let diagnostic = Diagnostic::warning(format!("`{shown}` belongs to {gone}"));
            screen.tell(diagnostic.help(format!("destroy what it made, then delete `{shown}`; tfgen leaves it alone")));
        }
    }
}
