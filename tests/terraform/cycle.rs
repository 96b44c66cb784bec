//! The life of a root: initialised, checked, planned, applied, found unchanged, its documents read, destroyed.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use hcl::{Block, Body};

use crate::cloud::Cloud;
use crate::discover::{Tools, say, tools};
use crate::documents;
use crate::plan::Plan;
use crate::terraform::{Backend, Workspace};

/// What a test does to the cloud before Terraform runs.
type Seed<'a> = Box<dyn Fn(&Cloud) + 'a>;

/// What a test asks while everything exists.
type Inspect<'a> = Box<dyn Fn(&Cloud, &Plan) + 'a>;

/// One root to put through its whole life, on a cloud of its own.
pub struct Cycle<'a> {
    root: &'a Path,
    bootstrap: Option<&'a Path>,
    seed: Seed<'a>,
    inspect: Inspect<'a>,
}

impl<'a> Cycle<'a> {
    /// The life of the root in this folder.
    pub fn new(root: &'a Path) -> Self {
        Self { root, bootstrap: None, seed: Box::new(|_| ()), inspect: Box::new(|_, _| ()) }
    }

    /// Applies this root first: it creates the bucket that the other's state lives in. Without it the bucket is made
    /// by hand.
    pub fn bootstrap(mut self, root: &'a Path) -> Self {
        self.bootstrap = Some(root);
        self
    }

    /// What must exist before Terraform runs: certificates, zones, what only the deployer has.
    pub fn seed(mut self, seed: impl Fn(&Cloud) + 'a) -> Self {
        self.seed = Box::new(seed);
        self
    }

    /// What to look at while everything exists, with the plan that made it.
    pub fn inspect(mut self, inspect: impl Fn(&Cloud, &Plan) + 'a) -> Self {
        self.inspect = Box::new(inspect);
        self
    }

    /// Runs the whole life and returns the first plan; `None` where the tools are missing and may be.
    ///
    /// # Panics
    ///
    /// At the first step that fails.
    #[track_caller]
    pub fn run(self) -> Option<Plan> {
        let tools = tools()?;
        let cloud = Cloud::start(tools);
        let mut clock = Clock::new(self.root);
        (self.seed)(&cloud);
        match self.bootstrap {
            Some(bootstrap) => clock.time("bootstrap", || apply_bootstrap(tools, &cloud, bootstrap)),
            None => create_backend(&cloud, self.root),
        }

        let workspace = Workspace::new(tools, self.root).on(&cloud);
        clock.time("init", || workspace.init(Backend::AsWritten));
        clock.time("fmt", || workspace.fmt_check());
        clock.time("validate", || {
            let findings = workspace.validate();
            assert!(findings.is_empty(), "validate finds {findings:#?}");
        });
        let plan = clock.time("plan", || workspace.plan());
        clock.time("apply", || workspace.apply());
        clock.time("second plan", || {
            if let Some(again) = workspace.plan_unless_empty() {
                panic!("applied, and yet the plan is not empty:\n{again}");
            }
        });
        clock.time("documents", || documents::check(&workspace.state(), &plan));
        (self.inspect)(&cloud, &plan);
        clock.time("destroy", || {
            for region in regions(&plan) {
                cloud.lift_protection(&region);
            }
            workspace.allow_destroy();
            workspace.destroy();
        });
        assert_eq!(workspace.state_list(), [""; 0], "destroyed, and yet in the state");
        assert_eq!(cloud.lacks(), [""; 0], "the local AWS lacks operations: add them to tests/aws");
        clock.report(plan.all().len());
        Some(plan)
    }
}

/// Applies the root that creates the state bucket, whose own state is local.
fn apply_bootstrap(tools: &Tools, cloud: &Cloud, root: &Path) {
    let workspace = Workspace::new(tools, root).on(cloud);
    workspace.init(Backend::AsWritten);
    workspace.fmt_check();
    let findings = workspace.validate();
    assert!(findings.is_empty(), "validate finds {findings:#?}");
    let plan = workspace.plan();
    workspace.apply();
    documents::check(&workspace.state(), &plan);
    if let Some(again) = workspace.plan_unless_empty() {
        panic!("bootstrap applied, and yet its plan is not empty:\n{again}");
    }
}

/// Creates what the root's `backend "s3"` block names, if it has one.
fn create_backend(cloud: &Cloud, root: &Path) {
    let Some(backend) = s3_backend(root) else { return };
    let text = |name: &str| {
        let found = backend.body.attributes().find(|attribute| attribute.key.as_str() == name);
        found.and_then(|attribute| match &attribute.expr {
            hcl::Expression::String(text) => Some(text.clone()),
            _ => None,
        })
    };
    let bucket = text("bucket").expect("the backend names its bucket");
    let region = text("region").expect("the backend names its region");
    cloud.create_state_backend(&bucket, &region, text("dynamodb_table").as_deref());
}

fn s3_backend(root: &Path) -> Option<Block> {
    let files = fs::read_dir(root).unwrap_or_else(|error| panic!("{}: {error}", root.display()));
    let files = files.map(|entry| entry.expect("the root can be listed").path());
    files.filter(|file| file.extension().is_some_and(|extension| extension == "tf")).find_map(|file| {
        let text = fs::read_to_string(&file).expect("a rendered file is text");
        let body: Body = hcl::parse(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let terraform = body.into_blocks().filter(|block| block.identifier.as_str() == "terraform");
        let mut inner = terraform.flat_map(|block| block.body.into_blocks());
        inner.find(|block| block.identifier.as_str() == "backend" && block.labels[0].as_str() == "s3")
    })
}

/// The regions of the plan's provider configurations.
fn regions(plan: &Plan) -> Vec<String> {
    let providers = plan.json()["configuration"]["provider_config"].as_object().into_iter().flatten();
    let regions = providers.filter_map(|(_, config)| config["expressions"]["region"]["constant_value"].as_str());
    let mut regions: Vec<_> = regions.map(Into::into).collect();
    if regions.is_empty() {
        regions.push("us-east-1".into());
    }
    regions
}

/// What each step took.
struct Clock<'a> {
    root: &'a Path,
    steps: Vec<(&'static str, Duration)>,
}

impl<'a> Clock<'a> {
    fn new(root: &'a Path) -> Self {
        Self { root, steps: Vec::new() }
    }

    fn time<T>(&mut self, step: &'static str, run: impl FnOnce() -> T) -> T {
        let started = Instant::now();
        let result = run();
        self.steps.push((step, started.elapsed()));
        result
    }

    fn report(&self, resources: usize) {
        let name = self.root.file_name().unwrap_or_default().to_string_lossy();
        let steps: Vec<_> = self.steps.iter().map(|(step, took)| format!("{step} {:.1} s", took.as_secs_f32())).collect();
        say(&format!("{name}: {resources} resources: {}", steps.join(", ")));
    }
}
