//! `tfgen ci github`

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::super::generate::{Generated, in_the_way};
use super::super::render::say;
use super::super::{check, load, root};
use crate::cli::{Day, GithubArgs, Input, Target};
use crate::diagnostic::Diagnostic;
use crate::model::Architecture;
use crate::outcome::Outcome;
use crate::plan::github::{FILES, Workflows};
use crate::render::Renderer;
use crate::screen::Screen;
use crate::write;

/// Where GitHub looks for workflows.
const FOLDER: &str = ".github/workflows";

/// Writes the workflows, or compares them.
pub(super) fn run(args: &GithubArgs, screen: &mut Screen) -> Result<Outcome> {
    let workflows = match generate(&args.input, &args.out, args.root.as_deref(), &args.day, screen)? {
        Ok(workflows) => workflows,
        Err(outcome) => return Ok(outcome),
    };
    let obstacles = in_the_way(&workflows.comparison);
    if !obstacles.is_empty() {
        obstacles.into_iter().for_each(|obstacle| screen.tell(obstacle));
        return Ok(Outcome::Failed);
    }
    if args.check {
        let mut lines = check::LINES;
        check::print(&workflows, &mut lines, screen)?;
        let (folder, stale) = (workflows.comparison.folder.display(), check::summary(&workflows.comparison.tally()));
        if stale.is_empty() {
            screen.line(&format!("{folder} is up to date"))?;
            return Ok(Outcome::Clean);
        }
        screen.tell(Diagnostic::error(format!("`{folder}` is stale: {stale}")).help(format!("run `{}`", command(args))));
        return Ok(Outcome::Stale);
    }
    write::apply(&workflows.comparison, &workflows.files)?;
    say(&workflows, false, screen)?;
    Ok(Outcome::Clean)
}

/// What `tfgen check --all` adds to the environments: the workflows, where they have been written beside the architecture.
pub(in super::super) fn check_workflows(target: &Target, screen: &mut Screen) -> Result<Outcome> {
    let folder = root::of(&target.input.file).join(FOLDER);
    if !FILES.iter().any(|file| fs::read(folder.join(file)).is_ok_and(|text| write::is_generated(&text))) {
        return Ok(Outcome::Clean);
    }
    let args = GithubArgs { input: target.input.clone(), out: target.out.clone(), root: None, check: true, day: target.day.clone() };
    run(&args, screen)
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
fn generate(input: &Input, out: &Path, root: Option<&Path>, day: &Day, screen: &mut Screen) -> Result<Result<Generated, Outcome>> {
    let project = match load::open(&input.file, screen) {
        Ok(project) => project,
        Err(outcome) => return Ok(Err(outcome)),
    };
    let environments = match load::select(&project, &[], true, &input.file, screen) {
        Ok(environments) => environments,
        Err(outcome) => return Ok(Err(outcome)),
    };
    let findings = project.examine(&environments, day.get()).diagnostics;
    if load::has_errors(&findings) {
        load::report(&findings, project.sources(), &input.file, screen);
        return Ok(Err(Outcome::Wrong));
    }
    let architectures: Vec<Architecture> = environments.iter().filter_map(|name| Some(project.resolve(name).ok()?.architecture)).collect();
    let Some(github) = architectures.first().and_then(|architecture| architecture.github.as_ref()) else {
        screen.tell(no_repository(&input.file));
        return Ok(Err(Outcome::Wrong));
    };
    let (folder, layout) = match root::layout(&input.file, out, root)? {
        Ok(found) => found,
        Err(diagnostic) => {
            screen.tell(diagnostic);
            return Ok(Err(Outcome::Usage));
        }
    };
    let files = Renderer::new().workflows(&Workflows::new(github, &architectures, &layout, project.source()))?;
    let folder = if folder == Path::new(".") { Path::new(FOLDER).to_owned() } else { folder.join(FOLDER) };
    let comparison = write::compare(&folder, &files)?;
    Ok(Ok(Generated { name: "workflows".to_owned(), files, comparison }))
}

/// Says what the architecture lacks.
pub(super) fn no_repository(file: &Path) -> Diagnostic {
    Diagnostic::error(format!("`{}` does not say which repository plans and applies", file.display()))
        .help("write `github { repository = \"acme/shop\" }` and `account_id = \"123456789012\"` in the base")
}
