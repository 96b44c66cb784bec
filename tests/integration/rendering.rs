//! From an architecture's text to everything that is rendered from it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use tfgen::config::{Document, Sources, decode};
use tfgen::diagnostic::{Diagnostic, print};
use tfgen::guardrails;
use tfgen::model::{Architecture, Deployed};
use tfgen::plan::github::{Layout, Workflows};
use tfgen::plan::{self, Root, SHARED_FILES};
use tfgen::render::{Files, MOVED_FILE, Renderer, TEST_TEMPLATE, catalog::TEMPLATES};

/// The architecture's name in headers: one for all cases, so that files of two cases can be compared.
pub const SOURCE: &str = "architecture.hcl";

static RENDERER: LazyLock<Renderer> = LazyLock::new(Renderer::new);

/// A file of `tests/cases/FOLDER`.
pub struct Case {
    pub name: String,
    pub text: String,
}

/// The cases in a folder, sorted by name.
pub fn cases(folder: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = files_below(&tests().join("cases").join(folder))
        .into_iter()
        .map(|path| Case { name: path.file_stem().unwrap().to_str().unwrap().to_owned(), text: fs::read_to_string(&path).unwrap() })
        .collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

/// One case of `tests/cases/render`.
pub fn case(name: &str) -> String {
    fs::read_to_string(tests().join("cases/render").join(format!("{name}.hcl"))).unwrap()
}

/// `tests/`.
pub fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// Every file below a folder, sorted.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return files };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

/// One environment of one text, checked.
///
/// # Errors
/// What the user would be told.
pub fn decode(sources: &Sources, environment: &str) -> Result<Architecture, Vec<Diagnostic>> {
    let body = Document::parse(sources)?.resolve(environment)?;
    let architecture = decode::architecture(&body, environment)?;
    let findings: Vec<Diagnostic> = guardrails::errors(&architecture).into_iter().map(|finding| finding.located(&body)).collect();
    if findings.is_empty() { Ok(architecture) } else { Err(findings) }
}

/// One file as sources.
pub fn sources(text: &str) -> Sources {
    Sources::from_texts([(SOURCE.to_owned(), text.to_owned())])
}

/// A rendered environment, with the bootstrap root in `bootstrap/`, and the template of every file.
pub struct Rendered {
    pub files: Files,
    pub templates: BTreeMap<String, String>,
}

/// Renders an environment and its bootstrap. Whatever is wrong with the text fails the test.
pub fn render(text: &str, environment: &str) -> Rendered {
    let sources = sources(text);
    let architecture = decode(&sources, environment).unwrap_or_else(|problems| panic!("{}", print(&problems, &sources, false)));
    let body = Document::parse(&sources).unwrap().base(plan::bootstrap::NAME).unwrap();
    let mut bootstrap = decode::bootstrap(&body).unwrap_or_else(|problems| panic!("{}", print(&problems, &sources, false)));

    let root = plan::root::environment(&architecture, SOURCE);
    let mut rendered = Rendered { files: RENDERER.render(&root).unwrap(), templates: templates(&root, "") };
    bootstrap.environments = vec![Deployed::of(&architecture)];
    for root in plan::bootstrap::roots(&bootstrap, SOURCE) {
        let folder = format!("{}/", root.module.name);
        for (path, text) in RENDERER.render(&root).unwrap() {
            rendered.files.insert(format!("{folder}{path}"), text);
        }
        rendered.templates.extend(templates(&root, &folder));
    }
    if let Some(github) = &architecture.github {
        let layout = Layout { file: SOURCE.to_owned(), out: "modules-out".to_owned() };
        let workflows = Workflows::new(github, std::slice::from_ref(&architecture), &layout, SOURCE);
        for (file, text) in RENDERER.workflows(&workflows).unwrap() {
            rendered.templates.insert(format!(".github/workflows/{file}"), format!("github/{file}"));
            rendered.files.insert(format!(".github/workflows/{file}"), text);
        }
    }
    rendered
}

/// Which template rendered which file.
fn templates(root: &Root, prefix: &str) -> BTreeMap<String, String> {
    let mut templates = BTreeMap::new();
    let modules = root.modules.iter().map(|module| (format!("{prefix}modules/{}/", module.name), module));
    for (folder, module) in modules.chain([(prefix.to_owned(), &root.module)]) {
        for file in module.view.files().into_iter().chain(SHARED_FILES) {
            let own = format!("{}/{file}", module.view.templates());
            let known = TEMPLATES.iter().any(|(name, _)| *name == own);
            templates.insert(format!("{folder}{file}"), if known { own } else { format!("shared/{file}") });
        }
        templates.insert(format!("{folder}{MOVED_FILE}"), format!("shared/{MOVED_FILE}"));
    }
    for test in &root.tests {
        templates.insert(format!("{prefix}tests/{}.tftest.hcl", test.name), TEST_TEMPLATE.to_owned());
    }
    templates
}

/// Every case of `tests/cases/render`, rendered once for all tests.
pub fn rendered() -> &'static BTreeMap<String, Rendered> {
    static RENDERED: LazyLock<BTreeMap<String, Rendered>> =
        LazyLock::new(|| cases("render").into_iter().map(|case| (case.name, render(&case.text, "dev"))).collect());
    &RENDERED
}

/// Shows every file that any case renders; the path begins with the case's name.
pub fn every_file(mut look: impl FnMut(&str, &str)) {
    for (name, case) in rendered() {
        for (path, text) in &case.files {
            look(&format!("{name}/{path}"), text);
        }
    }
}
