//! scratch
use crate::cloud::Cloud;
use crate::discover::tools;
use crate::plan::Plan;
use crate::rendered::Rendered;
use crate::terraform::{Backend, Workspace};

#[test]
fn journey_dump() {
    for (name, text) in [("before", include_str!("fixtures/journey_before.hcl")), ("after", include_str!("fixtures/journey_after.hcl"))] {
        let rendered = Rendered::unguarded(text, "test");
        let tools = tools().unwrap();
        let cloud = Cloud::start(tools);
        cloud.create_state_backend("journey-terraform-state", "us-east-1", Some("terraform-locks"));
        let workspace = Workspace::new(tools, &rendered.root()).on(&cloud);
        workspace.init(Backend::AsWritten);
        let started = std::time::Instant::now();
        let plan: Plan = workspace.plan();
        eprintln!("{name} {:?}", started.elapsed());
        std::fs::write(format!("/tmp/journey-{name}.json"), plan.json().to_string()).unwrap();
        std::process::Command::new("cp").arg("-r").arg(rendered.root()).arg(format!("/tmp/journey-{name}")).status().unwrap();
    }
}
