//! `tfgen rehearse`

use crate::support::Workspace;

const WEB: &str = concat!(include_str!("../../cases/guardrails/base.hcl"), "\nenvironment \"dev\" {}\n");

/// One web service, with one more argument of its service.
fn with(argument: &str) -> Workspace {
    let workspace = Workspace::new(WEB);
    let text = workspace.read("architecture.hcl");
    let (before, after) = text.split_once("startup_seconds").expect("a service");
    let text = format!("{before}{argument}\n  startup_seconds{after}");
    workspace.file("architecture.hcl", text)
}

#[test]
fn what_heals_is_clean_and_what_does_not_apply_says_why() {
    let workspace = Workspace::new(WEB);
    workspace.run("rehearse --all").exits(0).says("one zone lost").says("does not apply: there is no database").is_content();
    workspace.run("rehearse --env dev scale-in").exits(0).says("scale-in with requests in flight").is_content();
    let run = workspace.run("rehearse --env dev scale-in");
    assert!(!run.stdout().contains("zone lost"), "{run}");
}

#[test]
fn what_guardrails_reject_is_shown_never_to_heal() {
    let workspace = with("launching_hook_timeout = 30");
    workspace.run("lint --all").exits(1);
    workspace
        .run("rehearse --env dev slow-start")
        .exits(1)
        .says("NEVER HEALS: every new instance is given up by its launching hook after 30 s")
        .says("findings of tfgen lint that it shows: launching-hook-shorter-than-slow-start\n")
        .is_content();
}

#[test]
fn a_missed_objective_is_wrong() {
    let workspace = with("recovery_time_objective_seconds = 10");
    workspace.run("rehearse --env dev instance-hung").exits(1).says("MISSED: 0:10 (10 s)");
    workspace.run("rehearse --env dev slow-start").exits(0);
    with("recovery_time_objective_seconds = 3000").run("rehearse --env dev instance-hung").exits(0).says("kept: 50:00 (3000 s)");
}

#[test]
fn programs_get_json_and_a_page_gets_a_picture() {
    let workspace = Workspace::new(WEB);
    let run = workspace.run("rehearse --env dev instance-hung --format json");
    let json: serde_json::Value = serde_json::from_str(&run.stdout()).unwrap();
    assert_eq!(json["timelines"][0]["scenario"], "instance-hung");
    assert_eq!(json["timelines"][0]["verdict"]["kind"], "heals");
    assert!(json["behaviours"].as_array().unwrap().iter().all(|behaviour| behaviour["source"].is_string()));
    workspace.run("rehearse --env dev --format svg --out zone.svg").exits(0).prints("");
    assert!(workspace.read("zone.svg").starts_with("<svg "));
    workspace.run("rehearse --env dev --out no/such/folder.txt").exits(4).complains("cannot write `no/such/folder.txt`");
}

#[test]
fn the_same_seed_prints_the_same() {
    let workspace = Workspace::new(WEB);
    let printed = |arguments: &str| workspace.run(arguments).stdout();
    assert_eq!(printed("rehearse --all"), printed("rehearse --all --seed 1"));
    assert_ne!(printed("rehearse --all"), printed("rehearse --all --seed 2"));
}

#[test]
fn what_is_asked_for_has_to_exist() {
    let workspace = Workspace::new(WEB);
    workspace.run("rehearse --env dev zone-los").exits(2).complains("zone-lost");
    workspace.run("rehearse --env nowhere").exits(2).complains("there is no environment `nowhere`");
    workspace.run("rehearse").exits(2);
    workspace.run("rehearse --sources").exits(0).says("target-unhealthy").says("Elastic Load Balancing user guide");
    Workspace::new("project = 1\nenvironment \"dev\" {}\n").run("rehearse --env dev").exits(1);
}

#[test]
fn the_incidents_are_played_then_and_now() {
    Workspace::new(WEB)
        .run("rehearse --env dev --journey")
        .exits(0)
        .says("# the group kept terminating healthy instances")
        .says("caught by  grace-period-shorter-than-startup")
        .says("as this file has it:");
}
