//! One environment.

use std::fs;
use std::path::Path;

use divan::{Bencher, black_box};
use tfgen::config::{Document, Sources, decode};
use tfgen::guardrails;
use tfgen::model::Architecture;
use tfgen::plan;
use tfgen::project::Project;
use tfgen::render::{Files, Renderer, layout};

const ENVIRONMENT: &str = "prod";

fn path() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("architecture.hcl")
}

fn sources() -> Sources {
    super::sources(fs::read_to_string(path()).expect("the example"))
}

fn architecture() -> Architecture {
    super::architecture(&sources(), ENVIRONMENT)
}

fn root(architecture: &Architecture) -> plan::Root {
    plan::root::environment(architecture, "architecture.hcl")
}

/// With the templates loaded that a root needs.
fn renderer(architecture: &Architecture) -> Renderer {
    let renderer = Renderer::new();
    black_box(files(&renderer, &root(architecture)));
    renderer
}

fn files(renderer: &Renderer, root: &plan::Root) -> Files {
    renderer.render(root).expect("the example renders")
}

/// Text into syntax trees, of all environments.
#[divan::bench]
fn a_parse(bencher: Bencher) {
    let sources = sources();
    bencher.bench(|| Document::parse(&sources));
}

/// Syntax trees into one plain tree: evaluated, with the overlay on the base.
#[divan::bench]
fn b_overlay(bencher: Bencher) {
    let document = Document::parse(&sources()).expect("the example parses");
    bencher.bench(|| document.resolve(ENVIRONMENT));
}

/// The plain tree into the model.
#[divan::bench]
fn c_decode(bencher: Bencher) {
    let body = Document::parse(&sources()).expect("the example parses").resolve(ENVIRONMENT).expect("it resolves");
    bencher.bench(|| decode::architecture(&body, ENVIRONMENT));
}

/// Every rule that looks at one environment.
#[divan::bench]
fn d_guard(bencher: Bencher) {
    let architecture = architecture();
    bencher.bench(|| guardrails::check(&architecture));
}

/// The model into views.
#[divan::bench]
fn e_plan(bencher: Bencher) {
    let architecture = architecture();
    bencher.bench(|| root(&architecture));
}

/// Views into the text of every file, laid out.
#[divan::bench]
fn f_render(bencher: Bencher) {
    let architecture = architecture();
    let (root, renderer) = (root(&architecture), renderer(&architecture));
    bencher.bench(|| files(&renderer, &root));
}

/// What laying out has of that.
#[divan::bench]
fn g_layout(bencher: Bencher) {
    let architecture = architecture();
    let files = files(&renderer(&architecture), &root(&architecture));
    let texts: Vec<&String> =
        files.iter().filter(|(path, _)| path.ends_with(".tf") || path.ends_with(".hcl")).map(|(_, text)| text).collect();
    let mut out = String::new();
    bencher.bench_local(|| {
        for text in &texts {
            out.clear();
            layout::lay_out_into(text, &mut out).expect("what is laid out is balanced");
            black_box(&out);
        }
    });
}

/// From the parsed file to the text of every file, everything judged: the bound is 1 ms.
#[divan::bench]
fn h_parsed_file_to_bytes(bencher: Bencher) {
    let project = Project::open(&path()).ok().expect("the example is sound");
    let renderer = renderer(&architecture());
    bencher.bench(|| {
        let architecture = project.resolve(ENVIRONMENT).expect("the example is sound").architecture;
        black_box(guardrails::check(&architecture));
        let files = files(&renderer, &root(&architecture));
        black_box(guardrails::check_rendered(&architecture, &files));
        files
    });
}

/// The same with the templates to load: what the first environment of a run costs.
#[divan::bench]
fn i_parsed_file_to_bytes_for_the_first(bencher: Bencher) {
    let project = Project::open(&path()).ok().expect("the example is sound");
    bencher.bench(|| {
        let architecture = project.resolve(ENVIRONMENT).expect("the example is sound").architecture;
        black_box(guardrails::check(&architecture));
        let files = files(&Renderer::new(), &root(&architecture));
        black_box(guardrails::check_rendered(&architecture, &files));
        files
    });
}
