//! `tfgen ci github`

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::Result;

use super::super::check::{Place, Report};
use super::super::generate::{Generated, Intent, claim};
use super::super::render::say;
use super::super::stopped::Stopped;
use super::super::{load, root};
use crate::cli::{CheckFormat, GithubArgs, Target};
use crate::diagnostic::Diagnostic;
use crate::model::Architecture;
use crate::outcome::Outcome;
use crate::plan::github::{FILES, FOLDER, Workflows};
use crate::project::Unmanaged;
use crate::render::Renderer;
use crate::screen::Screen;
use crate::write::{self, Digest, Overwrite, Tree};

/// Writes the workflows, or compares them.
pub(super) fn run(args: &GithubArgs, screen: &mut Screen) -> Result<Outcome> {
    let intent = Intent {
        overwrite: Overwrite::new(&args.overwrite),
        edits_stop: !args.check,
        lock: (!args.check).then_some(Duration::from_secs(10)),
        verify: false,
    };
    let mut workflows = match generate(args, &intent, screen)? {
        Ok(workflows) => workflows,
        Err(outcome) => return Ok(outcome),
    };
    let mut lock = None;
    claim(&mut workflows, &intent, &mut lock)?;
    let mut stopped = Stopped::new(&intent);
    stopped.look(&workflows);
    if let Some(outcome) = stopped.report(screen)? {
        return Ok(outcome);
    }
    if args.check {
        let place = Place { shown: workflows.comparison.folder.display().to_string(), mend: command(args) };
        let mut report = Report::new(CheckFormat::Human);
        report.add(&workflows, &place, screen)?;
        return report.finish(&place.shown, "", screen);
    }
    write::apply(&workflows.comparison, &workflows.tree, false)?;
    say(&workflows, false, screen)?;
    Ok(Outcome::Clean)
}

/// What `tfgen check --all` adds to the environments: the workflows, where they have been written beside the architecture.
pub(in super::super) fn written_workflows(target: &Target, screen: &mut Screen) -> Result<Result<Option<(Generated, Place)>, Outcome>> {
    let folder = root::of(&target.input.file).join(FOLDER);
    if !FILES.iter().any(|file| fs::read(folder.join(file)).is_ok_and(|text| write::is_generated(&text))) {
        return Ok(Ok(None));
    }
    let (input, out, day) = (target.input.clone(), target.out.clone(), target.day.clone());
    let args = GithubArgs { input, out, root: None, check: true, overwrite: Vec::new(), day };
    let intent = Intent::default();
    let workflows = match generate(&args, &intent, screen)? {
        Ok(workflows) => workflows,
        Err(outcome) => return Ok(Err(outcome)),
    };
    let mut stopped = Stopped::new(&intent);
    stopped.look(&workflows);
    if let Some(outcome) = stopped.report(screen)? {
        return Ok(Err(outcome));
    }
    let place = Place { shown: workflows.comparison.folder.display().to_string(), mend: command(&args) };
    Ok(Ok(Some((workflows, place))))
}

/// The command that mends it, with the same flags.
fn command(args: &GithubArgs) -> String {
    let places = [
        ("--file", Some(&args.input.file), "architecture.hcl"),
        ("--out", Some(&args.out), "modules-out"),
        ("--root", args.root.as_ref(), ""),
    ];
    let mut command = "tfgen ci github".to_owned();
    for (flag, path, default) in places {
        if let Some(path) = path.filter(|path| path.as_os_str() != default) {
            command.push_str(&format!(" {flag} {}", path.display()));
        }
    }
    command
}

/// The workflows, compared with the disk.
fn generate(args: &GithubArgs, intent: &Intent, screen: &mut Screen) -> Result<Result<Generated, Outcome>> {
    let GithubArgs { input, out, root, day, .. } = args;
    let project = match load::open(&input.file, screen) {
        Ok(project) => project,
        Err(outcome) => return Ok(Err(outcome)),
    };
    let environments = match load::select(&project, &[], true, &input.file, screen) {
        Ok(environments) => environments,
        Err(outcome) => return Ok(Err(outcome)),
    };
    let findings = project.examine(&environments, day.get(), |progress| screen.progress(progress)).diagnostics;
    if load::has_errors(&findings) {
        load::report(&findings, project.sources(), &input.file, screen);
        return Ok(Err(Outcome::Wrong));
    }
    let architectures: Vec<Architecture> = environments.iter().filter_map(|name| Some(project.resolve(name).ok()?.architecture)).collect();
    let Some(github) = architectures.first().and_then(|architecture| architecture.github.as_ref()) else {
        screen.tell(no_repository(&input.file));
        return Ok(Err(Outcome::Wrong));
    };
    let (folder, layout) = match root::layout(&input.file, out, root.as_deref())? {
        Ok(found) => found,
        Err(diagnostic) => {
            screen.tell(diagnostic);
            return Ok(Err(Outcome::Usage));
        }
    };
    let files = Renderer::new().workflows(&Workflows::new(github, &architectures, &layout, project.source()))?;
    let folder = if folder == Path::new(".") { Path::new(FOLDER).to_owned() } else { folder.join(FOLDER) };
    let (base, bootstrap) = match project.bootstrap() {
        Ok(found) => found,
        Err(problems) => {
            load::report(&problems, project.sources(), &input.file, screen);
            return Ok(Err(Outcome::Wrong));
        }
    };
    let prefix = format!("{FOLDER}/");
    let (unmanaged, _) = Unmanaged::default().of(&base, &bootstrap.unmanaged, &prefix, &files);
    let tree = Tree::new(folder, files, Digest::of_value(&(github, &environments))?, unmanaged);
    let comparison = write::compare(&tree, &intent.overwrite)?;
    Ok(Ok(Generated { name: "workflows".to_owned(), prefix, tree, comparison }))
}

/// Says what the architecture lacks.
pub(super) fn no_repository(file: &Path) -> Diagnostic {
    Diagnostic::error(format!("`{}` does not say which repository plans and applies", file.display()))
        .help("write `github { repository = \"acme/shop\" }` and `account_id = \"123456789012\"` in the base")
}
