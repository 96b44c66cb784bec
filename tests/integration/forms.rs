//! What Tera printed for one view does for every other of its shape.

use tfgen::plan;
use tfgen::render::{Files, Renderer};

use crate::rendering::{SOURCE, cases, decode, sources};

fn files(text: &str, renderer: &Renderer) -> Files {
    let architecture = decode(&sources(text), "dev").unwrap();
    renderer.render(&plan::root::environment(&architecture, SOURCE)).unwrap()
}

/// Each case is rendered after all before it and after itself with another name in nearly every text and other numbers, by one renderer;
/// and by one of its own.
#[test]
fn what_was_rendered_before_changes_nothing() {
    let used = Renderer::new();
    let mut others = 0;
    for case in cases("render") {
        let other = case.text.replace("project = \"shop\"", "project = \"bazaar\"").replace("= 8080", "= 9090");
        if other != case.text && decode(&sources(&other), "dev").is_ok() {
            assert_ne!(files(&other, &used), files(&case.text, &used), "{}", case.name);
            others += 1;
        }
        assert_eq!(files(&case.text, &used), files(&case.text, &Renderer::new()), "{}", case.name);
    }
    assert!(others > 20, "{others} cases are rendered with other texts");
}
