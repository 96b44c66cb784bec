//! A folder to run the real program in, and what came out of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::SystemTime;

/// The smallest architecture that renders, with two environments.
pub const SMALL: &str = r#"project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.0.0.0/16"
}

environment "dev" {}

environment "prod" {
  production = true

  network {
    cidr_block = "10.1.0.0/16"
    nat        = "per_az"
  }

  allow "class-without-alarm" {
    reason = "it serves nobody"
  }
}
"#;

/// A temporary folder with an architecture in it.
pub struct Workspace {
    folder: tempfile::TempDir,
    environment: Vec<(String, String)>,
}

impl Workspace {
    /// Nothing in it.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), environment: Vec::new() }
    }

    /// With an `architecture.hcl`.
    pub fn new(architecture: &str) -> Self {
        Self::empty().file("architecture.hcl", architecture)
    }

    /// With [`SMALL`], rendered.
    pub fn rendered() -> Self {
        let workspace = Self::new(SMALL);
        workspace.run("render --all").exits(0);
        workspace
    }

    /// Writes a file, and the folders it is in.
    pub fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// Replaces text in a file; it must occur.
    pub fn replace(self, path: &str, from: &str, to: &str) -> Self {
        let text = self.read(path);
        assert!(text.contains(from), "`{from}` is not in {path}:\n{text}");
        self.file(path, text.replace(from, to))
    }

    /// Sets a variable for the runs to come.
    pub fn variable(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    pub fn exists(&self, path: &str) -> bool {
        self.path(path).symlink_metadata().is_ok()
    }

    /// Every file with its text and time of change: two trees are equal when nothing has been written in between.
    pub fn tree(&self) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
        let mut files = BTreeMap::new();
        collect(self.folder.path(), &mut files);
        files
    }

    /// The program with these arguments, split at blanks, run in the folder.
    pub fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tfgen"));
        command.args(arguments.split_whitespace()).current_dir(self.folder.path());
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command.envs(self.environment.iter().cloned()).stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &str) -> Run {
        let output = self.command(arguments).output().unwrap();
        Run { arguments: arguments.to_owned(), output }
    }
}

fn collect(folder: &Path, files: &mut BTreeMap<PathBuf, (Vec<u8>, SystemTime)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            let changed = path.symlink_metadata().unwrap().modified().unwrap();
            files.insert(path.clone(), (fs::read(&path).unwrap_or_default(), changed));
        }
    }
}

/// What a run printed and how it ended.
pub struct Run {
    arguments: String,
    output: Output,
}

impl Run {
    /// What came of a run that was started in another way.
    pub fn of(arguments: &str, output: Output) -> Self {
        Self { arguments: arguments.to_owned(), output }
    }

    #[track_caller]
    pub fn exits(&self, code: i32) -> &Self {
        assert_eq!(self.output.status.code(), Some(code), "{self}");
        self
    }

    pub fn stdout(&self) -> String {
        String::from_utf8(self.output.stdout.clone()).unwrap()
    }

    pub fn stderr(&self) -> String {
        String::from_utf8(self.output.stderr.clone()).unwrap()
    }

    /// Exactly this on standard output.
    #[track_caller]
    pub fn prints(&self, expected: &str) -> &Self {
        assert_eq!(self.stdout(), expected, "{self}");
        self
    }

    /// Somewhere on standard output.
    #[track_caller]
    pub fn says(&self, part: &str) -> &Self {
        assert!(self.stdout().contains(part), "`{part}` is not said by {self}");
        self
    }

    /// Somewhere on standard error.
    #[track_caller]
    pub fn complains(&self, part: &str) -> &Self {
        assert!(self.stderr().contains(part), "`{part}` is not complained of by {self}");
        self
    }

    /// Nothing on standard error.
    #[track_caller]
    pub fn is_content(&self) -> &Self {
        assert!(self.stderr().is_empty(), "{self}");
        self
    }
}

impl std::fmt::Display for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Output { status, stdout, stderr } = &self.output;
        let (stdout, stderr) = (String::from_utf8_lossy(stdout), String::from_utf8_lossy(stderr));
        write!(f, "`tfgen {}` ({status})\n--- stdout\n{stdout}\n--- stderr\n{stderr}", self.arguments)
    }
}
