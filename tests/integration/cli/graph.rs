//! `tfgen graph`

use crate::support::Workspace;

const WEB: &str = concat!(include_str!("../../cases/guardrails/base.hcl"), "\nenvironment \"dev\" {}\n\nenvironment \"prod\" {}\n");

#[test]
fn a_picture_is_a_document_of_its_own() {
    let workspace = Workspace::new(WEB);
    let run = workspace.run("graph --env dev");
    run.exits(0).is_content().says("role=\"img\"").says("prefers-color-scheme:dark").says(">shop-dev, us-east-1</text>");
    assert!(run.stdout().starts_with("<svg ") && run.stdout().ends_with("</svg>\n"), "{run}");
    workspace.run("graph --env dev --format svg --out dev.svg").exits(0).prints("").is_content();
    assert_eq!(workspace.read("dev.svg"), run.stdout());
}

#[test]
fn every_environment_is_in_one_picture() {
    let run = Workspace::new(WEB).run("graph --all");
    run.exits(0).says(">shop-dev, us-east-1</text>").says(">shop-prod, us-east-1</text>");
    assert_eq!(run.stdout().matches("<svg ").count(), 1, "{run}");
}

#[test]
fn mermaid_is_a_block_for_each_environment() {
    let run = Workspace::new(WEB).run("graph --all --format mermaid");
    run.exits(0).is_content().says("  load_balancer -->|\"8080\"| service_web\n");
    assert_eq!(run.stdout().matches("```mermaid\nflowchart TB\n").count(), 2, "{run}");
    assert_eq!(run.stdout().matches("```").count(), 4, "{run}");
}

#[test]
fn what_guardrails_reject_is_drawn() {
    let workspace = Workspace::new(WEB).replace("architecture.hcl", "internet_egress = true", "internet_egress = false");
    workspace.run("lint --all").exits(1);
    workspace.run("graph --env dev").exits(0).is_content();
}

#[test]
fn what_is_asked_for_has_to_exist() {
    let workspace = Workspace::new(WEB);
    workspace.run("graph").exits(2);
    workspace.run("graph --env dev --format png").exits(2).complains("[possible values: svg, mermaid]");
    workspace.run("graph --env de").exits(2).complains("there is no environment `de`").complains("did you mean `dev`?");
    workspace.run("graph --env dev --out no/such/folder.svg").exits(4).complains("cannot write `no/such/folder.svg`");
    workspace.run("graph --env dev --file nothing.hcl").exits(4);
    Workspace::new("project = 1\nenvironment \"dev\" {}\n").run("graph --env dev").exits(1).complains("mistakes in `architecture.hcl`");
}
