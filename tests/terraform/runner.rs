//! Runs the jobs of a workflow: the `run:` steps as GitHub would, the actions by stand-ins that do what a step after them relies on.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::cloud::Cloud;
use crate::discover::Tools;
use crate::expressions::{fill, holds, shown};

/// What only the credentials' action may set.
const CREDENTIALS: [&str; 2] = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];

/// A machine of GitHub's with a repository to check out.
pub struct Runner<'a> {
    cloud: &'a Cloud,
    scratch: TempDir,
}

/// What became of a job.
#[derive(Debug)]
pub struct Job {
    /// Whether every step succeeded.
    pub succeeded: bool,
    /// The names of the steps that ran.
    pub steps: Vec<String>,
    /// Its outputs.
    pub outputs: Value,
    /// What it wrote to its summary.
    pub summary: String,
    /// Everything its steps printed.
    pub log: String,
    /// The role it took.
    pub role: Option<String>,
    /// The files it kept, by artifact.
    pub artifacts: BTreeMap<String, String>,
}

impl<'a> Runner<'a> {
    /// With the programs that the workflows expect: `cargo` installs the tfgen under test, and `gh` talks to a file.
    pub fn new(tools: &Tools, cloud: &'a Cloud) -> Self {
        let scratch = tempfile::tempdir().expect("a folder for the runner");
        let runner = Self { cloud, scratch };
        for folder in ["repository", "bin", "terraform", "home", "github"] {
            fs::create_dir(runner.path(folder)).expect("a folder");
        }
        let mirror = format!("provider_installation {{\n  filesystem_mirror {{\n    path = {:?}\n  }}\n}}\n", tools.mirror);
        fs::write(runner.path("cli.tfrc"), mirror + "disable_checkpoint = true\n").expect("a CLI configuration");
        symlink(&tools.terraform, runner.path("terraform/terraform")).expect("a link");
        let python = tools.python.display();
        runner.program("gh", &format!("#!{python}\n{}", include_str!("fake_gh.py")));
        runner.program("aws", &format!("#!{python}\n{}", include_str!("fake_aws.py")));
        runner.program("cargo", &format!("#!/usr/bin/env bash\nset -eu\n[ \"$1 $2 $3\" = 'install --quiet --locked' ]\nwhile [ \"$1\" != --root ]; do shift; done\nmkdir -p \"$2/bin\"\nln -sf {} \"$2/bin/tfgen\"\n", env!("CARGO_BIN_EXE_tfgen")));
        runner
    }

    fn program(&self, name: &str, text: &str) {
        let file = self.path("bin").join(name);
        fs::write(&file, text).expect("a program");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).expect("a program");
    }

    /// A path beside the repository.
    pub fn path(&self, name: &str) -> PathBuf {
        self.scratch.path().join(name)
    }

    /// The repository that is checked out.
    pub fn repository(&self) -> PathBuf {
        self.path("repository")
    }

    /// What GitHub knows from now on; see `fake_gh.py`.
    pub fn knows(&self, store: &Value) {
        fs::write(self.path("github/store.json"), store.to_string()).expect("a file");
    }

    /// What GitHub knows by now.
    pub fn known(&self) -> Value {
        serde_json::from_str(&fs::read_to_string(self.path("github/store.json")).expect("a file")).expect("JSON")
    }

    /// Commits everything in the repository.
    pub fn commit(&self, message: &str) {
        self.prepare("git", &["add", "--all"], "");
        let who = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
        self.prepare("git", &[&who[..], &["commit", "--quiet", "--message", message]].concat(), "");
    }

    /// Runs a program in the repository, which must succeed, and returns what it prints.
    pub fn prepare(&self, program: &str, arguments: &[&str], folder: &str) -> String {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(self.repository().join(folder)).env("TF_CLI_CONFIG_FILE", self.path("cli.tfrc"));
        let output = command.stdin(Stdio::null()).output().unwrap_or_else(|error| panic!("{program}: {error}"));
        assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// A workflow of the repository. Every environment has a Python that reads YAML: moto needs it.
    pub fn workflow(&self, name: &str) -> Value {
        let file = self.repository().join(".github/workflows").join(name);
        self.cloud.python(
            "import yaml\nanswer({str(key): value for key, value in yaml.safe_load(open(sys.argv[1])).items()})",
            &[file.to_str().expect("text")],
        )
    }

    /// Runs a job, if its condition holds.
    pub fn run(&self, job: &Value, mut contexts: Value) -> Option<Job> {
        let condition = job["if"].as_str().unwrap_or("'x' == 'x'");
        if !holds(condition, &contexts) {
            return None;
        }
        let work = tempfile::tempdir_in(self.scratch.path()).expect("a folder for the job");
        for folder in ["workspace", "temp"] {
            fs::create_dir(work.path().join(folder)).expect("a folder");
        }
        contexts["runner"] = json!({ "temp": work.path().join("temp") });
        contexts["steps"] = json!({});
        let environment = self.environment(work.path(), &contexts);
        let mut state = Run { runner: self, work: work.path(), environment, contexts, path: Vec::new(), job: Job::default() };
        state.put(&job["env"]);
        for step in job["steps"].as_array().expect("steps") {
            state.step(step);
        }
        let Run { contexts, job: mut finished, .. } = state;
        let outputs = job["outputs"].as_object().into_iter().flatten();
        let outputs = outputs.map(|(name, value)| (name.clone(), fill(value.as_str().expect("text"), &contexts)));
        finished.outputs = outputs.collect::<serde_json::Map<_, _>>().into();
        Some(finished)
    }

    /// What GitHub sets, and where the cloud is; no credentials.
    fn environment(&self, work: &Path, contexts: &Value) -> BTreeMap<String, String> {
        let mut environment = BTreeMap::new();
        let mut set = |name: &str, value: String| environment.insert(name.to_owned(), value);
        for (name, value) in self.cloud.environment() {
            if let Some(value) = value.filter(|_| !CREDENTIALS.contains(&name.as_str())) {
                set(&name, value);
            }
        }
        set("HOME", self.path("home").display().to_string());
        set("RUNNER_TEMP", work.join("temp").display().to_string());
        set("GITHUB_REPOSITORY", shown(&contexts["github"]["repository"]));
        set("GITHUB_SHA", shown(&contexts["github"]["sha"]));
        set("FAKE_GITHUB", self.path("github").display().to_string());
        set("TF_CLI_CONFIG_FILE", self.path("cli.tfrc").display().to_string());
        environment
    }
}

impl Default for Job {
    fn default() -> Self {
        Self {
            succeeded: true,
            steps: Vec::new(),
            outputs: Value::Null,
            summary: String::new(),
            log: String::new(),
            role: None,
            artifacts: BTreeMap::new(),
        }
    }
}

/// A job that is running.
struct Run<'a> {
    runner: &'a Runner<'a>,
    work: &'a Path,
    environment: BTreeMap<String, String>,
    contexts: Value,
    path: Vec<String>,
    job: Job,
}

impl Run<'_> {
    fn step(&mut self, step: &Value) {
        let condition = step["if"].as_str();
        let always = condition.is_some_and(|condition| condition.contains("cancelled()"));
        if !(self.job.succeeded || always) || !condition.is_none_or(|condition| holds(condition, &self.contexts)) {
            return;
        }
        let name = step["name"].as_str().expect("every step has a name");
        self.job.steps.push(name.to_owned());
        match (step["uses"].as_str(), step["run"].as_str()) {
            (Some(action), None) => self.action(action.split('@').next().unwrap_or_default(), &self.filled(&step["with"])),
            (None, Some(script)) => self.script(step, script),
            _ => panic!("`{name}` neither uses nor runs"),
        }
    }

    fn put(&mut self, variables: &Value) {
        self.environment.extend(self.filled(variables));
    }

    fn filled(&self, values: &Value) -> BTreeMap<String, String> {
        let values = values.as_object().into_iter().flatten();
        let fill = |value: &Value| value.as_str().map_or_else(|| value.clone(), |text| fill(text, &self.contexts));
        values.map(|(name, value)| (name.clone(), shown(&fill(value)))).collect()
    }

    /// What a step after an action relies on.
    fn action(&mut self, action: &str, with: &BTreeMap<String, String>) {
        match action {
            "actions/checkout" => {
                assert_eq!(with["persist-credentials"], "false");
                // To the action 0 is everything; git's word for it is its largest number.
                let depth = with.get("fetch-depth").map_or("1", |depth| if depth == "0" { "2147483647" } else { depth });
                let source = format!("file://{}", self.runner.repository().display());
                self.runner.prepare(
                    "git",
                    &["clone", "--quiet", "--depth", depth, &source, self.work.join("workspace").to_str().expect("text")],
                    "",
                );
            }
            "hashicorp/setup-terraform" => {
                assert_eq!(with["terraform_wrapper"], "false", "the wrapper hides exit codes");
                assert_eq!(with["terraform_version"], "1.11.4");
                self.path.push(self.runner.path("terraform").display().to_string());
            }
            "aws-actions/configure-aws-credentials" => {
                self.job.role = Some(with["role-to-assume"].clone());
                self.environment.extend(CREDENTIALS.map(|name| (name.to_owned(), "test".to_owned())));
                self.environment.insert("AWS_REGION".to_owned(), with["aws-region"].clone());
            }
            "actions/upload-artifact" => {
                let text = fs::read_to_string(&with["path"]).expect("a file to keep");
                self.job.artifacts.insert(with["name"].clone(), text);
            }
            other => panic!("there is no stand-in for `{other}`"),
        }
    }

    /// As GitHub runs `shell: bash`. Source: GitHub documentation, "Workflow syntax", `jobs.<job_id>.steps[*].shell`.
    fn script(&mut self, step: &Value, script: &str) {
        assert!(!script.contains("${{"), "an expression in a script: {script}");
        let file = |name: &str| self.work.join(name);
        fs::write(file("script.sh"), script).expect("a script");
        for name in ["output", "path", "summary"] {
            fs::write(file(name), "").expect("a file");
        }
        let folder = step["working-directory"].as_str().map_or_else(String::new, |folder| shown(&fill(folder, &self.contexts)));
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-eo", "pipefail"]).arg(file("script.sh")).current_dir(file("workspace").join(folder));
        command.env_clear().envs(&self.environment).envs(self.filled(&step["env"]));
        let own = self.path.iter().cloned().chain([self.runner.path("bin").display().to_string()]);
        let path = own.chain(std::env::var("PATH")).collect::<Vec<_>>().join(":");
        command.env("PATH", path).env("GITHUB_OUTPUT", file("output")).env("GITHUB_PATH", file("path"));
        let output = command.env("GITHUB_STEP_SUMMARY", file("summary")).stdin(Stdio::null()).output().expect("bash starts");
        let read = |name: &str| fs::read_to_string(file(name)).expect("text");
        for part in [&output.stdout, &output.stderr] {
            self.job.log.push_str(&String::from_utf8_lossy(part));
        }
        self.job.succeeded &= output.status.success();
        self.job.summary.push_str(&read("summary"));
        self.path.splice(0..0, read("path").lines().map(str::to_owned));
        if let Some(id) = step["id"].as_str() {
            let lines = read("output");
            let outputs = lines.lines().filter_map(|line| line.split_once('=')).map(|(name, value)| (name.to_owned(), json!(value)));
            self.contexts["steps"][id] = json!({ "outputs": outputs.collect::<serde_json::Map<_, _>>() });
        }
    }
}
