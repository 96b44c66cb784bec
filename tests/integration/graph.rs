//! Pictures, for people to review: `tests/snapshots/graph/` holds what the browser and the pull request get.

use tfgen::graph;

use crate::rendering::{case, cases, decode, sources, tests};

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(tests().join("snapshots/graph"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

fn reviewed(name: &str, text: &str, environment: &str) {
    let architecture = decode(&sources(text), environment).unwrap_or_else(|problems| panic!("{name}: {problems:#?}"));
    snapshot(&format!("{name}.svg"), &graph::svg(&architecture, name));
    snapshot(&format!("{name}.mermaid"), &graph::mermaid(&architecture));
}

#[test]
fn one_service_is_as_reviewed() {
    reviewed("minimal", &case("minimal"), "dev");
}

#[test]
fn the_example_is_as_reviewed() {
    reviewed("prod", include_str!("../../architecture.hcl"), "prod");
}

#[test]
fn twelve_services_are_as_reviewed() {
    let twelve = cases("graph").into_iter().find(|case| case.name == "twelve").unwrap();
    reviewed("twelve", &twelve.text, "prod");
}
