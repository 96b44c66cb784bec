//! What the guardrails cost, beside the whole of a rendering: `cargo bench --bench guardrails`.
//!
//! Every figure is for all environments of the committed example, in one process, without the disk. `guard` is what linting adds to a
//! rendering; `render` contains it. Compare the fastest of each: what else the machine does only ever adds.

use std::path::Path;

use divan::{Bencher, black_box};
use tfgen::guardrails::{self, Date};
use tfgen::model::Architecture;
use tfgen::plan;
use tfgen::project::{Project, Resolved};
use tfgen::render::{Files, Renderer};

fn main() {
    divan::main();
}

fn project() -> Project {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("architecture.hcl");
    Project::open(&example).ok().expect("the example is sound")
}

fn resolve(project: &Project) -> Vec<Resolved> {
    project.environments().into_iter().map(|environment| project.resolve(environment).expect("the example is sound")).collect()
}

fn architectures(project: &Project) -> Vec<Architecture> {
    resolve(project).into_iter().map(|resolved| resolved.architecture).collect()
}

fn files(architecture: &Architecture, renderer: &Renderer) -> Files {
    renderer.render(&plan::root::environment(architecture, "architecture.hcl")).expect("the example renders")
}

fn today() -> Date {
    "2026-11-22".parse().expect("a date")
}

/// Reading, parsing.
#[divan::bench]
fn parse(bencher: Bencher) {
    bencher.bench(project);
}

/// From the syntax trees to the model: evaluate, overlay, decode.
#[divan::bench]
fn decode(bencher: Bencher) {
    let project = project();
    bencher.bench(|| resolve(&project));
}

/// Every rule.
#[divan::bench]
fn guard(bencher: Bencher) {
    let (project, renderer) = (project(), Renderer::new());
    let architectures = architectures(&project);
    let files: Vec<Files> = architectures.iter().map(|architecture| files(architecture, &renderer)).collect();
    bencher.bench(|| {
        for (architecture, files) in architectures.iter().zip(&files) {
            black_box(guardrails::check(architecture));
            black_box(guardrails::check_rendered(architecture, files));
        }
        black_box(guardrails::check_together(&architectures))
    });
}

/// Decoding and guarding, waivers and comparisons with bootstrap included: what `lint` does with a parsed file before it renders.
#[divan::bench]
fn decode_and_guard(bencher: Bencher) {
    let project = project();
    bencher.bench(|| project.examine(&project.environments(), today()));
}

/// From the file to the text of every file: the templates are loaded, everything is examined, planned, rendered and laid out.
#[divan::bench]
fn render(bencher: Bencher) {
    bencher.bench(|| {
        let project = project();
        let examination = project.examine(&project.environments(), today());
        let renderer = Renderer::new();
        for resolved in resolve(&project) {
            let files = files(&resolved.architecture, &renderer);
            black_box(guardrails::check_rendered(&resolved.architecture, &files));
            black_box(files);
        }
        black_box(examination.diagnostics)
    });
}
