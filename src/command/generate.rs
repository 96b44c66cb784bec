//! What `render` and `check` have in common: everything up to the comparison with the disk. They cannot disagree about what is stale.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::mem;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow};

use super::stopped::Stopped;
use super::{changed, load};
use crate::cli::Target;
use crate::config::Body;
use crate::diagnostic::Diagnostic;
use crate::guardrails::{self, Ledger};
use crate::model::Bootstrap;
use crate::outcome::Outcome;
use crate::plan;
use crate::project::{Examination, Progress, Project, Resolved, Unmanaged};
use crate::render::Renderer;
use crate::screen::Screen;
use crate::write::{self, Comparison, Digest, Lock, Overwrite, Tree, is_generated};

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

/// Renders the environments and bootstrap, one after the other, and hands each to `visit`.
///
/// Nothing is visited where the architecture is wrong. A root that is wrong in what it is rendered to, or that has something in its way on
/// disk, is left out; all of it is reported. Only one root is in memory at a time, however many there are.
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
    let Examination { diagnostics: mut findings, mut waivers, bootstrap, only } =
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
    let mut generator = Generator {
        project: &project,
        bootstraps: &bootstraps,
        renderer: Renderer::new(),
        out: &target.out,
        intent,
        unmanaged: Unmanaged::default(),
        only,
    };
    // What the base declares may lie in any root: all of them have to be seen before anything is written.
    if all && !bootstraps.bootstrap.unmanaged.is_empty() {
        for name in &names {
            generator.tree(name, &mut waivers)?;
        }
        findings.extend(generator.unmanaged.unknown());
    }
    load::report(&findings, project.sources(), file, screen);
    if load::has_errors(&findings) {
        return Ok(Outcome::Wrong);
    }
    if intent.lock.is_some() {
        Lock::tidy(&target.out)?;
    }
    let (mut found, mut stopped, mut lock) = (Vec::new(), Stopped::new(intent), None);
    for (done, name) in names.iter().enumerate() {
        screen.progress(Progress { what: "rendering", done, of: names.len() });
        let (mut generated, wrong) = generator.generate(name, &mut waivers)?;
        claim(&mut generated, intent, &mut lock)?;
        let in_the_way = stopped.look(&generated);
        if !in_the_way && !load::has_errors(&wrong) {
            visit(&generated, screen)?;
        }
        found.extend(wrong);
    }
    found.extend(waivers.unused(&environments, all, true));
    load::report(&found, project.sources(), file, screen);
    if target.all {
        warn_of_leftovers(&target.out, known.into_iter().chain(bootstraps.names()), screen);
    }
    let stopped = stopped.report(screen)?;
    // The process is about to end: taking the loaded templates apart would cost as much as planning an environment does.
    mem::forget(generator);
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

/// The roots that are applied before any environment, and what they are made of.
struct Bootstraps {
    base: Body,
    bootstrap: Bootstrap,
    roots: BTreeMap<String, plan::Root>,
}

impl Bootstraps {
    fn names(&self) -> impl Iterator<Item = &str> {
        self.roots.keys().map(String::as_str)
    }
}

/// Makes the files of one root after the other.
struct Generator<'a> {
    project: &'a Project,
    bootstraps: &'a Bootstraps,
    renderer: Renderer,
    out: &'a Path,
    intent: &'a Intent,
    unmanaged: Unmanaged,
    /// What is to be rendered is resolved already, where it is one environment.
    only: Option<Resolved>,
}

impl Generator<'_> {
    /// Renders a root and compares it with the disk. With it comes what is seen only in rendered files.
    fn generate(&mut self, name: &str, waivers: &mut Ledger) -> Result<(Generated, Vec<Diagnostic>)> {
        let (prefix, tree, mut findings) = self.tree(name, waivers)?;
        if self.intent.verify {
            verify(&tree)?;
        }
        let comparison = write::compare(&tree, &self.intent.overwrite)?;
        findings.extend(unmanaged_and_missing(&tree));
        Ok((Generated { name: name.to_owned(), prefix, tree, comparison }, findings))
    }

    /// A root, with what its paths begin with where the architecture names them.
    fn tree(&mut self, name: &str, waivers: &mut Ledger) -> Result<(String, Tree, Vec<Diagnostic>)> {
        let Some(root) = self.bootstraps.roots.get(name) else {
            let (tree, findings) = self.environment(name, waivers)?;
            return Ok((String::new(), tree, findings));
        };
        let prefix = format!("{name}/");
        let (tree, findings) = self.bootstrap(root, &prefix)?;
        Ok((prefix, tree, findings))
    }

    fn bootstrap(&mut self, root: &plan::Root, prefix: &str) -> Result<(Tree, Vec<Diagnostic>)> {
        let Bootstraps { base, bootstrap, .. } = self.bootstraps;
        let files = self.renderer.render(root)?;
        let (unmanaged, unknown) = self.unmanaged.of(base, &bootstrap.unmanaged, prefix, &files);
        Ok((Tree::new(self.out.join(&root.module.name), files, Digest::of_value(bootstrap)?, unmanaged), unknown))
    }

    fn environment(&mut self, name: &str, waivers: &mut Ledger) -> Result<(Tree, Vec<Diagnostic>)> {
        let resolved = match self.only.take() {
            Some(resolved) => resolved,
            None => self.project.resolve(name).map_err(changed_its_mind)?,
        };
        let architecture = &resolved.architecture;
        let files = self.renderer.render(&plan::root::environment(architecture, self.project.source()))?;
        let findings = guardrails::check_rendered(architecture, &files).into_iter().filter(|finding| !waivers.waives(finding));
        let mut findings: Vec<Diagnostic> = findings.map(|finding| finding.located(&resolved.body)).collect();
        let (unmanaged, unknown) = self.unmanaged.of(&resolved.body, &architecture.unmanaged, "", &files);
        findings.extend(unknown);
        Ok((Tree::new(self.out.join(name), files, Digest::of_value(architecture)?, unmanaged), findings))
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

/// What was found right a moment ago is decoded again, since keeping every environment would take memory without limit.
fn changed_its_mind(problems: Vec<Diagnostic>) -> anyhow::Error {
    let first = problems.first().map_or("no reason given", |problem| problem.message.as_str());
    anyhow!("the same architecture was right a moment ago and is wrong now: {first}; this is a bug in tfgen")
}

/// Roots of environments that the architecture no longer has. What they made is still there, and needs them to be destroyed, so
/// deleting them is left to people.
fn warn_of_leftovers<'a>(out: &Path, known: impl Iterator<Item = &'a str>, screen: &mut Screen) {
    // Where there is nothing yet, there is nothing left over.
    let Ok(entries) = fs::read_dir(out) else { return };
    let mut names: Vec<String> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    let known: HashSet<&str> = known.collect();
    names.retain(|name| !known.contains(name.as_str()));
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
