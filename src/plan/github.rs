//! The workflows of a repository on GitHub: what they plan and apply, with which program and which role.

use serde::Serialize;
use serde_json::json;

use super::names;
use crate::model::{Architecture, Engine, GitHub, VersionConstraint};

/// Where GitHub looks for workflows.
pub const FOLDER: &str = ".github/workflows";

/// The workflows, by file name in [`FOLDER`].
pub const FILES: [&str; 4] = ["terraform-apply.yml", "terraform-drift.yml", "terraform-plan.yml", "terraform-unlock.yml"];

/// Where things lie in the repository, as paths with `/` from its root.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The architecture.
    pub file: String,
    /// The folder that the environments' folders are in.
    pub out: String,
}

/// What the templates of the workflows print.
#[derive(Debug, Serialize)]
pub struct Workflows {
    /// File name of the architecture.
    #[serde(skip)]
    pub source: String,
    /// How the workflows are rendered again.
    #[serde(skip)]
    pub render_command: String,
    branch: String,
    /// `--file`, where the architecture is not where tfgen looks by itself.
    file_arguments: Vec<String>,
    /// That and `--out`.
    check_arguments: Vec<String>,
    /// Those and `--root`.
    root_arguments: Vec<String>,
    tfgen: Option<TfgenView>,
    terraform: bool,
    opentofu: bool,
    targets: Vec<Target>,
    /// What the unlock workflow needs to know of each environment, as a JSON list.
    locks: String,
}

/// The commit that tfgen is built from.
#[derive(Debug, Serialize)]
struct TfgenView {
    repository: String,
    commit: String,
}

/// One environment, as the workflows see it; also an element of the matrix that `tfgen ci matrix` prints.
#[derive(Clone, Debug, Serialize)]
pub struct Target {
    /// Its name, and that of the GitHub environment whose approval applying needs.
    pub environment: String,
    /// Its root.
    pub folder: String,
    /// `terraform` or `tofu`.
    pub engine: &'static str,
    /// The engine's version, or the range it is taken from.
    pub version: String,
    /// Where it runs.
    pub region: String,
    /// The role that pull requests take, and that may read.
    pub plan_role: String,
    /// The role that the branch takes, and that may read.
    pub drift_role: String,
    /// The role that what was approved takes, and that may write.
    pub apply_role: String,
}

impl Target {
    /// Of one environment. `None` where the architecture does not say in which account it runs.
    pub fn new(architecture: &Architecture, layout: &Layout) -> Option<Self> {
        let account_id = architecture.account_id.as_ref()?;
        let role = |name: fn(&_, &_) -> String| {
            format!("arn:aws:iam::{account_id}:role/{}", name(&architecture.project, &architecture.environment))
        };
        Some(Self {
            environment: architecture.environment.to_string(),
            folder: join(&layout.out, architecture.environment.as_str()),
            engine: architecture.terraform.engine.command(),
            version: version(architecture.terraform.engine, &architecture.terraform.required_version),
            region: architecture.region.as_str().to_owned(),
            plan_role: role(names::plan_role),
            drift_role: role(names::drift_role),
            apply_role: role(names::apply_role),
        })
    }
}

impl Workflows {
    /// Of all environments, in order.
    pub fn new(github: &GitHub, architectures: &[Architecture], layout: &Layout, source: &str) -> Self {
        let targets: Vec<Target> = architectures.iter().filter_map(|architecture| Target::new(architecture, layout)).collect();
        let locks: Vec<Lock<'_>> = architectures.iter().zip(&targets).map(|(architecture, target)| lock(architecture, target)).collect();
        let given = |flag: &str, path: &str, default: &str| {
            if path == default { Vec::new() } else { vec![flag.to_owned(), path.to_owned()] }
        };
        let file = given("--file", &layout.file, "architecture.hcl");
        let out = given("--out", &layout.out, "modules-out");
        let root = if layout.file.contains('/') { vec!["--root".to_owned(), ".".to_owned()] } else { Vec::new() };
        let check_arguments = [file.clone(), out].concat();
        let root_arguments = [check_arguments.clone(), root].concat();
        let uses = |engine: Engine| targets.iter().any(|target| target.engine == engine.command());
        Self {
            source: source.to_owned(),
            render_command: ["tfgen ci github"].into_iter().chain(root_arguments.iter().map(String::as_str)).collect::<Vec<_>>().join(" "),
            branch: github.branch.to_string(),
            file_arguments: file,
            check_arguments,
            root_arguments,
            tfgen: github.tfgen.as_ref().map(|source| {
                let (repository, commit) = source.parts();
                TfgenView { repository: repository.to_owned(), commit: commit.to_owned() }
            }),
            terraform: uses(Engine::Terraform),
            opentofu: uses(Engine::OpenTofu),
            locks: json!(locks).to_string(),
            targets,
        }
    }
}

/// What is needed to look at an environment's lock and to take it away.
#[derive(Serialize)]
struct Lock<'a> {
    #[serde(flatten)]
    target: &'a Target,
    state_region: &'a str,
    /// The lock object; empty where there is none.
    lock_object: String,
    /// The lock table; empty where there is none.
    lock_table: &'a str,
    /// The item in the table.
    lock_item: String,
}

fn lock<'a>(architecture: &'a Architecture, target: &'a Target) -> Lock<'a> {
    let state = &architecture.state;
    let path = format!("{}/{}", state.bucket.as_str(), state.key);
    Lock {
        target,
        state_region: state.region.as_str(),
        lock_object: if state.locking.lockfile() { format!("s3://{path}.tflock") } else { String::new() },
        lock_table: if state.locking.table() { state.dynamodb_table.as_str() } else { "" },
        lock_item: path,
    }
}

fn join(folder: &str, name: &str) -> String {
    if folder == "." { name.to_owned() } else { format!("{folder}/{name}") }
}

/// The version that a workflow installs: the one that is written, where exactly one is; else the one that tfgen is made with, where it
/// is admitted; else the newest patch of the oldest minor version that is.
fn version(engine: Engine, constraint: &VersionConstraint) -> String {
    let text = constraint.as_str().trim().trim_start_matches('=').trim_start();
    if text.split('.').count() == 3 && text.split('.').all(|part| part.parse::<u32>().is_ok()) {
        return text.to_owned();
    }
    let (known, written) = match engine {
        Engine::Terraform => ((1, 11), "1.11.4"),
        Engine::OpenTofu => ((1, 11), "1.11.0"),
    };
    let (lowest, above) = constraint.bounds();
    let patches = constraint.as_str().split(',').any(|part| part.split('.').count() > 2);
    if !patches && lowest <= known && above.is_none_or(|above| known < above) {
        written.to_owned()
    } else {
        format!("~{}.{}.0", lowest.0, lowest.1)
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr as _;

    use super::*;

    #[test]
    fn a_version_is_pinned_where_it_can_be() {
        for (constraint, expected) in [
            (">= 1.10", "1.11.4"),
            ("= 1.10.3", "1.10.3"),
            ("1.12.1", "1.12.1"),
            ("~> 1.10.2", "~1.10.0"),
            (">= 1.12", "~1.12.0"),
            ("~> 1.9", "1.11.4"),
            (">= 1.11.9", "~1.11.0"),
        ] {
            assert_eq!(version(Engine::Terraform, &VersionConstraint::from_str(constraint).unwrap()), expected, "{constraint}");
        }
    }
}
