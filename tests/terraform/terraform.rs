//! Runs the real `terraform` on a copy of a rendered root.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::cloud::{Cloud, clean_environment};
use crate::discover::Tools;
use crate::plan::Plan;

/// A command that runs longer than this hangs: the longest apply takes a third of it.
const PATIENCE: Duration = Duration::from_secs(20 * 60);

/// Where a root keeps its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// What its `backend` block says; the S3 of the cloud, then.
    AsWritten,
    /// Nowhere: for `validate`, which needs no state.
    None,
}

/// What `terraform validate` found.
#[derive(Debug)]
pub struct Finding {
    /// `error` or `warning`.
    pub severity: String,
    /// What is wrong, with the detail and the file.
    pub message: String,
}

/// What a finished command left behind.
struct Output {
    status: ExitStatus,
    stdout: String,
    stderr: String,
}

/// A private copy of a root and its modules, with Terraform's own files beside it.
#[derive(Debug)]
pub struct Workspace<'a> {
    tools: &'a Tools,
    cloud: Option<&'a Cloud>,
    scratch: TempDir,
}

impl<'a> Workspace<'a> {
    /// Copies a root. Without a cloud it can be formatted, initialised without backend, and validated.
    pub fn new(tools: &'a Tools, source: &Path) -> Self {
        let scratch = tempfile::tempdir().expect("a folder for Terraform");
        let config = format!(
            "provider_installation {{\n  filesystem_mirror {{\n    path = {:?}\n  }}\n}}\ndisable_checkpoint = true\n",
            tools.mirror
        );
        fs::write(scratch.path().join("cli.tfrc"), config).expect("a CLI configuration");
        copy(source, &scratch.path().join("root"));
        Self { tools, cloud: None, scratch }
    }

    /// Lets Terraform talk to this cloud.
    pub fn on(mut self, cloud: &'a Cloud) -> Self {
        self.cloud = Some(cloud);
        self
    }

    /// The copy: a test may add files to it.
    pub fn dir(&self) -> PathBuf {
        self.scratch.path().join("root")
    }

    /// Replaces the copy by one of another root; Terraform's own files stay.
    pub fn becomes(&self, source: &Path) {
        each_file(&self.dir(), &mut |file| {
            if file.file_name().is_some_and(|name| name != ".terraform.lock.hcl") {
                fs::remove_file(file).expect("the copy is ours to change");
            }
        });
        copy(source, &self.dir());
    }

    /// `terraform fmt -check -recursive`.
    #[track_caller]
    pub fn fmt_check(&self) {
        self.succeed(&["fmt", "-check", "-recursive", "-diff"]);
    }

    /// `terraform init`.
    #[track_caller]
    pub fn init(&self, backend: Backend) {
        match backend {
            Backend::AsWritten => self.succeed(&["init", "-no-color"]),
            Backend::None => self.succeed(&["init", "-no-color", "-backend=false"]),
        };
    }

    /// `terraform validate`: errors and warnings. A rendered root has neither.
    #[track_caller]
    pub fn validate(&self) -> Vec<Finding> {
        let output = self.run(&["validate", "-json"]);
        let report: Value = serde_json::from_str(&output.stdout).unwrap_or_else(|_| self.fail(&["validate"], &output));
        let findings = report["diagnostics"].as_array().into_iter().flatten();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        findings
            .map(|found| Finding {
                severity: text(&found["severity"]),
                message: format!(
                    "{}:{}: {}: {}",
                    text(&found["range"]["filename"]),
                    found["range"]["start"]["line"],
                    text(&found["summary"]),
                    text(&found["detail"])
                ),
            })
            .collect()
    }

    /// `terraform test`, of some files or of all: file and line of every assertion that fails.
    ///
    /// # Panics
    ///
    /// Where a test does not get as far as its assertions.
    #[track_caller]
    pub fn test(&self, files: &[&str]) -> BTreeSet<(String, usize)> {
        let filters: Vec<String> = files.iter().map(|file| format!("-filter={file}")).collect();
        let args: Vec<&str> = ["test", "-json"].into_iter().chain(filters.iter().map(String::as_str)).collect();
        let output = self.run(&args);
        let mut failing = BTreeSet::new();
        let mut passed = false;
        for line in output.stdout.lines() {
            let event: Value = serde_json::from_str(line).unwrap_or_else(|_| self.fail(&args, &output));
            passed |= event["type"] == "test_summary" && event["test_summary"]["passed"].as_u64() > Some(0);
            let found = &event["diagnostic"];
            if found["severity"] != "error" {
                continue;
            }
            assert_eq!(found["summary"], "Test assertion failed", "{event:#}");
            let place = &found["range"];
            let line = place["start"]["line"].as_u64().and_then(|line| usize::try_from(line).ok());
            failing.insert((place["filename"].as_str().unwrap_or_default().to_owned(), line.unwrap_or_default()));
        }
        if output.status.success() != failing.is_empty() || (failing.is_empty() && !passed) {
            self.fail(&args, &output);
        }
        failing
    }

    /// `terraform plan`, read back as JSON.
    #[track_caller]
    pub fn plan(&self) -> Plan {
        self.plan_unless_empty().unwrap_or_else(|| self.read_plan())
    }

    /// `terraform plan -detailed-exitcode`: what differs from what is applied, `None` where nothing does.
    #[track_caller]
    pub fn plan_unless_empty(&self) -> Option<Plan> {
        let args = ["plan", "-no-color", "-out=../plan", "-detailed-exitcode"];
        let output = self.run(&args);
        match output.status.code() {
            // Not read: that starts the provider once more, which is seconds.
            Some(0) => None,
            Some(2) => Some(self.read_plan()),
            _ => self.fail(&args, &output),
        }
    }

    #[track_caller]
    fn read_plan(&self) -> Plan {
        let json = self.succeed(&["show", "-json", "../plan"]);
        Plan::new(serde_json::from_str(&json).expect("terraform shows a plan as JSON"))
    }

    /// `terraform apply` of the last plan.
    #[track_caller]
    pub fn apply(&self) {
        self.succeed(&["apply", "-no-color", "../plan"]);
    }

    /// `terraform destroy`.
    #[track_caller]
    pub fn destroy(&self) {
        self.succeed(&["destroy", "-no-color", "-auto-approve"]);
    }

    /// `terraform state list`: the addresses of everything that exists.
    #[track_caller]
    pub fn state_list(&self) -> Vec<String> {
        self.succeed(&["state", "list"]).lines().map(Into::into).collect()
    }

    /// `terraform state pull`: everything that exists, with every attribute. Unlike `show`, it starts no provider.
    #[track_caller]
    pub fn state(&self) -> Value {
        serde_json::from_str(&self.succeed(&["state", "pull"])).expect("terraform keeps its state as JSON")
    }

    /// Turns `prevent_destroy = true` off in the copy, as someone who means it would.
    pub fn allow_destroy(&self) {
        each_file(&self.dir(), &mut |file| {
            if file.extension().is_some_and(|extension| extension == "tf") {
                let text = fs::read_to_string(file).expect("a rendered file is text");
                let lines = text
                    .split_inclusive('\n')
                    .map(|line| if line.trim_start().starts_with("prevent_destroy") { line.replace("true", "false") } else { line.into() });
                fs::write(file, lines.collect::<String>()).expect("the copy is ours to write");
            }
        });
    }

    /// Runs a command that must succeed, and returns its standard output.
    #[track_caller]
    pub fn succeed(&self, args: &[&str]) -> String {
        let output = self.run(args);
        if !output.status.success() {
            self.fail(args, &output);
        }
        output.stdout
    }

    /// Runs a command, killing it where it hangs. A provider that crashed is a failure whatever the exit code.
    #[track_caller]
    fn run(&self, args: &[&str]) -> Output {
        let (stdout, stderr) = (self.scratch.path().join("stdout"), self.scratch.path().join("stderr"));
        let file = |path: &Path| File::create(path).expect("a file for the output");
        let mut command = self.command(&self.tools.terraform);
        command.args(args).env("TF_INPUT", "0").stdout(file(&stdout)).stderr(file(&stderr));

        let mut child = command.spawn().expect("terraform starts");
        let status = wait(&mut child);
        let read = |path: &Path| String::from_utf8_lossy(&fs::read(path).unwrap_or_default()).into_owned();
        let output = Output { status: status.unwrap_or_default(), stdout: read(&stdout), stderr: read(&stderr) };
        if status.is_none() || output.stderr.contains("plugin crashed") || output.stdout.contains("plugin crashed") {
            self.fail(args, &output);
        }
        output
    }

    /// A program in the copy's folder, with what Terraform needs to talk to the cloud: Terraform itself, or a script that calls it.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.dir()).stdin(Stdio::null());
        for (name, value) in self.cloud.map_or_else(clean_environment, Cloud::environment) {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command.env("TF_CLI_CONFIG_FILE", self.scratch.path().join("cli.tfrc"));
        command.env("TF_IN_AUTOMATION", "1").env("CHECKPOINT_DISABLE", "1");
        command
    }

    /// `terraform`, started by whoever wants more than its output.
    pub fn terraform(&self, args: &[&str]) -> Command {
        let mut command = self.command(&self.tools.terraform);
        command.args(args).env("TF_INPUT", "0");
        command
    }

    /// A folder for `PATH` in which `terraform` is the one of these tests; `first` runs before it, and may end in its place.
    pub fn path(&self, first: &str) -> String {
        let folder = self.scratch.path().join("bin");
        fs::create_dir_all(&folder).expect("a folder for programs");
        let program = folder.join("terraform");
        fs::write(&program, format!("#!/bin/sh\n{first}\nexec '{}' \"$@\"\n", self.tools.terraform.display())).expect("a program");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("a program that runs");
        format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default())
    }

    #[track_caller]
    fn fail(&self, args: &[&str], output: &Output) -> ! {
        let cloud = self.cloud.map(Cloud::log).unwrap_or_default();
        panic!(
            "`terraform {}` failed ({})\n--- stdout\n{}\n--- stderr\n{}\n--- the local AWS\n{}",
            args.join(" "),
            output.status,
            tail(&output.stdout, 60),
            output.stderr,
            tail(&cloud, 40)
        )
    }
}

/// Waits, or interrupts and then kills a process that hangs: `None`.
fn wait(child: &mut Child) -> Option<ExitStatus> {
    let started = Instant::now();
    let mut pause = Duration::from_millis(5);
    while started.elapsed() < PATIENCE {
        if let Some(status) = child.try_wait().expect("terraform can be waited for") {
            return Some(status);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(200));
    }
    // Interrupted, Terraform ends its providers too; killed, it leaves them behind.
    let _ = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    thread::sleep(Duration::from_secs(20));
    let _ = child.kill();
    let _ = child.wait();
    None
}

fn tail(text: &str, lines: usize) -> String {
    let all: Vec<_> = text.lines().collect();
    all[all.len().saturating_sub(lines)..].join("\n")
}

/// Copies a folder, without what Terraform leaves in one.
pub fn copy(from: &Path, to: &Path) {
    each_file(from, &mut |file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        // A lock file names the registry's archives; an unpacked mirror has other checksums.
        if name == ".terraform.lock.hcl" || name.contains(".tfstate") {
            return;
        }
        let target = to.join(file.strip_prefix(from).expect("the file lies in the folder"));
        fs::create_dir_all(target.parent().expect("the target has a folder")).expect("a folder in the copy");
        fs::copy(file, target).expect("the file can be copied");
    });
}

/// Shows every file below a folder but Terraform's own.
pub fn each_file(folder: &Path, visit: &mut dyn FnMut(&Path)) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let path = entry.expect("the folder can be listed").path();
        if !path.is_dir() {
            visit(&path);
        } else if path.file_name().is_some_and(|name| name != ".terraform") {
            each_file(&path, visit);
        }
    }
}
