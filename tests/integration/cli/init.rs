//! `tfgen init`

use crate::support::Workspace;

#[test]
fn the_starter_renders_as_it_is() {
    let workspace = Workspace::empty();
    workspace.run("init").exits(0).says("wrote architecture.hcl").says("`tfgen render --env dev`").is_content();
    // Not even a warning.
    workspace.run("render --all").exits(0).is_content();
    for root in ["bootstrap", "dev", "prod", "staging"] {
        assert!(workspace.exists(&format!("modules-out/{root}/main.tf")), "{root}");
    }
    workspace.run("check --all").exits(0).prints("modules-out is up to date (3 environments)\n").is_content();
}

#[test]
fn folders_are_made() {
    let workspace = Workspace::empty();
    workspace.run("init infra/shop").exits(0).says("wrote infra/shop/architecture.hcl").says("cd infra/shop && tfgen render");
    workspace.run("render --env dev --file infra/shop").exits(0);
}

#[test]
fn nothing_is_overwritten() {
    let workspace = Workspace::new("mine\n").file("infra/architecture.hcl", "").file("file", "");
    let before = workspace.tree();
    workspace.run("init").exits(4).prints("").complains("`architecture.hcl` exists already").complains("never overwrites");
    workspace.run("init infra").exits(4).complains("`infra/architecture.hcl` exists already");
    workspace.run("init file").exits(4).complains("cannot create the folder `file`");
    assert_eq!(workspace.tree(), before);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let workspace = Workspace::empty();
    std::os::unix::fs::symlink("elsewhere.hcl", workspace.path("architecture.hcl")).unwrap();
    workspace.run("init").exits(4).complains("exists already");
    assert!(!workspace.exists("elsewhere.hcl"));
}
