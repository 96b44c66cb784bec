//! Architectures rendered into a folder of their own, for the real Terraform to read.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use tfgen::config::{Document, Sources, decode};
use tfgen::diagnostic::Severity;
use tfgen::model::{Architecture, Deployed};
use tfgen::render::{Files, Renderer};
use tfgen::{guardrails, plan};

/// One environment and the bootstrap beside it.
pub struct Rendered {
    folder: TempDir,
    files: Files,
    environment: String,
}

impl Rendered {
    /// An environment of the committed example.
    pub fn example(environment: &str) -> Self {
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("architecture.hcl");
        Self::from(&Sources::read(&example).expect("the example can be read"), environment)
    }

    /// The environment `test` of an architecture.
    pub fn text(architecture: &str) -> Self {
        Self::from(&sources(architecture), "test")
    }

    /// The environment `dev` of one of `tests/cases/render`.
    pub fn of_case(architecture: &str) -> Self {
        Self::from(&sources(architecture), "dev")
    }

    fn from(sources: &Sources, environment: &str) -> Self {
        let (document, architecture) = read(sources, environment);
        let findings = guardrails::errors(&architecture);
        assert!(findings.is_empty(), "{findings:#?}");
        Self::of(&document, &architecture)
    }

    /// An environment of an architecture that the guardrails may refuse: what Terraform would do with it all the same.
    pub fn unguarded(architecture: &str, environment: &str) -> Self {
        let (document, architecture) = read(&sources(architecture), environment);
        Self::of(&document, &architecture)
    }

    fn of(document: &Document, architecture: &Architecture) -> Self {
        let base = document.base("bootstrap").unwrap_or_else(|problems| panic!("{problems:#?}"));
        let mut bootstrap = decode::bootstrap(&base).unwrap_or_else(|problems| panic!("{problems:#?}"));

        bootstrap.environments = vec![Deployed::of(architecture)];

        let renderer = Renderer::new();
        let files = renderer.render(&plan::root::environment(architecture, "architecture.hcl")).expect("the environment renders");
        let rendered = Self { folder: TempDir::new().expect("a folder"), files, environment: architecture.environment.to_string() };
        write(&rendered.root(), &rendered.files);
        for root in plan::bootstrap::roots(&bootstrap, "architecture.hcl") {
            write(&rendered.folder.path().join(&root.module.name), &renderer.render(&root).expect("the bootstrap renders"));
        }
        rendered
    }

    /// The environment's folder.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join(&self.environment)
    }

    /// The environment's files, by their path in its folder.
    pub fn files(&self) -> Files {
        self.files.clone()
    }

    /// The bootstrap's folder.
    pub fn bootstrap(&self) -> PathBuf {
        self.folder.path().join("bootstrap")
    }
}

/// The mistakes of language and type in the environment `test` of an architecture.
pub fn mistakes(architecture: &str) -> Vec<String> {
    let sources = sources(architecture);
    let decoded =
        Document::parse(&sources).and_then(|document| document.resolve("test").and_then(|body| decode::architecture(&body, "test")));
    decoded.err().into_iter().flatten().map(|problem| problem.message).collect()
}

/// The guardrails that the environment `test` of an architecture runs into, and how bad each finds it.
pub fn findings(architecture: &str) -> BTreeMap<&'static str, Severity> {
    let (_, architecture) = read(&sources(architecture), "test");
    guardrails::check(&architecture).into_iter().map(|finding| (finding.rule, finding.severity)).collect()
}

fn read(sources: &Sources, environment: &str) -> (Document, Architecture) {
    let document = Document::parse(sources).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let body = document.resolve(environment).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let architecture = decode::architecture(&body, environment).unwrap_or_else(|problems| panic!("{problems:#?}"));
    (document, architecture)
}

fn sources(architecture: &str) -> Sources {
    Sources::from_texts([("architecture.hcl".to_owned(), architecture.to_owned())])
}

fn write(root: &Path, files: &Files) {
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a rendered file lies in a folder")).expect("folders can be made");
        fs::write(path, text).expect("files can be written");
    }
}
