//! The architecture as it was at a revision of git.
//!
//! git itself is asked, by its own command: what it takes for a revision is what its users type.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::{Project, Refused};
use crate::config::Sources;
use crate::diagnostic::Diagnostic;
use crate::outcome::Outcome;

impl Project {
    /// As [`Project::open`], at a revision: a branch, a tag, a commit, `HEAD~3`. `path` is a file or folder of the work tree, which need
    /// not be there any more; its files are called `REVISION:path` in diagnostics.
    ///
    /// # Errors
    /// No git, no repository, no such revision, no such file then (the run [failed](Outcome::Failed), or for a revision that does not
    /// exist, the [command line](Outcome::Usage) is wrong); an architecture that cannot be parsed (it is [wrong](Outcome::Wrong)).
    pub fn open_at(path: &Path, revision: &str) -> Result<Self, Refused> {
        let refused = |outcome, diagnostics| Refused { outcome, sources: Sources::default(), diagnostics };
        let place = Place::new(path, revision).map_err(|(outcome, diagnostics)| refused(outcome, diagnostics))?;
        let files = place.files().map_err(|diagnostic| refused(Outcome::Failed, vec![diagnostic]))?;
        let sources = Sources::from_bytes(files).map_err(|diagnostics| refused(Outcome::Failed, diagnostics))?;
        Self::parse(sources, path)
    }
}

/// A file or folder in a commit.
struct Place<'a> {
    /// As the user named them.
    path: &'a Path,
    revision: &'a str,
    /// Where git is run.
    folder: PathBuf,
    /// The path, for git in that folder.
    inside: String,
    commit: String,
}

impl<'a> Place<'a> {
    fn new(path: &'a Path, revision: &'a str) -> Result<Self, (Outcome, Vec<Diagnostic>)> {
        // git is run in the nearest folder that is there, so that the path is looked up in its repository.
        let folder = match path.ancestors().skip(usize::from(!path.is_dir())).find(|folder| folder.is_dir()) {
            Some(folder) => folder.to_owned(),
            None => PathBuf::from("."),
        };
        let inside = path.strip_prefix(&folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
        let mut place = Self { path, revision, folder, inside, commit: String::new() };
        let failed = |diagnostic| (Outcome::Failed, vec![diagnostic]);
        let repository = place.git(&["rev-parse", "--git-dir"]).map_err(failed)?;
        if !repository.status.success() {
            let message = format!("`{}` is not in a git repository, so there is no `{revision}`", path.display());
            return Err(failed(Diagnostic::error(message).help(said(&repository))));
        }
        let named = format!("{revision}^{{commit}}");
        let commit = place.git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &named]).map_err(failed)?;
        place.commit = String::from_utf8_lossy(&commit.stdout).trim().to_owned();
        if !commit.status.success() || !place.commit.chars().all(|c| c.is_ascii_hexdigit()) {
            let diagnostic = Diagnostic::error(format!("git knows no revision `{revision}`"));
            let diagnostic = diagnostic.help("a shallow clone has only its last commit: `git fetch --unshallow`, or `fetch-depth: 0`");
            return Err((Outcome::Usage, vec![diagnostic]));
        }
        Ok(place)
    }

    /// The file, or every `*.hcl` of the folder (not of its sub-folders), by name.
    fn files(&self) -> Result<Vec<(String, Vec<u8>)>, Diagnostic> {
        let object = format!("{}:./{}", self.commit, self.inside);
        let kind = self.git(&["cat-file", "-t", &object])?;
        let name = |file: Option<&str>| {
            let path = self.path.to_string_lossy().replace('\\', "/");
            let path = file
                .map_or(path.clone(), |file| if path == "." { file.to_owned() } else { format!("{}/{file}", path.trim_end_matches('/')) });
            format!("{}:{path}", self.revision)
        };
        match String::from_utf8_lossy(&kind.stdout).trim() {
            "blob" => Ok(vec![(name(None), self.text(&object)?)]),
            "tree" => {
                let listing = self.successful(&["ls-tree", "--full-tree", "-z", &object])?;
                let listing = String::from_utf8_lossy(&listing).into_owned();
                let mut files = Vec::new();
                for (id, file) in listing.split('\0').filter_map(hcl_file) {
                    files.push((name(Some(file)), self.text(id)?));
                }
                if files.is_empty() {
                    return Err(Diagnostic::error(format!(
                        "the folder `{}` contained no `*.hcl` file at `{}`",
                        self.path.display(),
                        self.revision
                    )));
                }
                Ok(files)
            }
            _ => Err(Diagnostic::error(format!("there was no `{}` at `{}`", self.path.display(), self.revision))),
        }
    }

    fn text(&self, object: &str) -> Result<Vec<u8>, Diagnostic> {
        self.successful(&["cat-file", "blob", object])
    }

    fn successful(&self, arguments: &[&str]) -> Result<Vec<u8>, Diagnostic> {
        let output = self.git(arguments)?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let message = format!("git cannot read `{}` at `{}`", self.path.display(), self.revision);
        Err(Diagnostic::error(message).help(said(&output)))
    }

    fn git(&self, arguments: &[&str]) -> Result<Output, Diagnostic> {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.folder).args(arguments).env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0").stdin(Stdio::null());
        command.output().map_err(|error| {
            let diagnostic = Diagnostic::error(format!("cannot run `git`, which knows what `{}` is", self.revision));
            diagnostic.help(error.to_string().to_lowercase())
        })
    }
}

/// "100644 blob 5f1e…\tmain.hcl", as far as it is one of the architecture's files: see `Sources::read`.
fn hcl_file(entry: &str) -> Option<(&str, &str)> {
    let (about, name) = entry.split_once('\t')?;
    let mut about = about.split(' ');
    let (mode, kind, id) = (about.next()?, about.next()?, about.next()?);
    let file = kind == "blob" && mode != "120000";
    (file && name.ends_with(".hcl") && !name.starts_with('.')).then_some((id, name))
}

/// git's own first words.
fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    format!("git says: {}", text.lines().next().unwrap_or("nothing"))
}
