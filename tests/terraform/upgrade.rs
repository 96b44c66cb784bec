//! A newer tfgen over what an older one has applied: nothing is destroyed.
//!
//! `tests/upgrade/VERSION` is what that version rendered, with the architecture it rendered it from. A new release adds its own tree.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use serde_json::Value;
use tempfile::TempDir;

use crate::cloud::Cloud;
use crate::discover::{Tools, tools};
use crate::plan::Plan;
use crate::terraform::{Backend, Workspace, copy};

/// The trees of earlier versions.
fn trees() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/upgrade");
    let mut trees: Vec<PathBuf> = fs::read_dir(folder).expect("earlier trees are kept").map(|entry| entry.unwrap().path()).collect();
    trees.sort();
    assert!(!trees.is_empty(), "no earlier tree is kept");
    trees
}

/// What would be gone, or made anew.
fn destroyed(plan: &Plan) -> Vec<String> {
    let changes = plan.changes();
    let gone = changes.iter().filter(|change| change.actions.as_array().is_some_and(|actions| actions.contains(&Value::from("delete"))));
    gone.map(|change| change.address.to_owned()).collect()
}

#[test]
fn an_upgrade_destroys_nothing_that_an_earlier_version_made() {
    let Some(tools) = tools() else { return };
    thread::scope(|scope| {
        for tree in trees() {
            scope.spawn(move || upgrade(tools, &tree));
        }
    });
}

fn upgrade(tools: &'static Tools, tree: &Path) {
    let version = tree.file_name().unwrap_or_default().to_string_lossy();
    let cloud = Cloud::start(tools);
    cloud.create_state_backend("shop-upgrade-state", "us-east-1", None);

    let folder = TempDir::new().expect("a folder");
    copy(tree, folder.path());
    let root = folder.path().join("modules-out/dev");
    let workspace = Workspace::new(tools, &root).on(&cloud);
    workspace.init(Backend::AsWritten);
    let first = workspace.plan();
    workspace.apply();

    // 0.1.0 kept no manifest: that nothing was edited, the user has to say.
    let render = Command::new(env!("CARGO_BIN_EXE_tfgen"))
        .args(["render", "--all", "--overwrite", "modules-out"])
        .current_dir(folder.path())
        .output()
        .expect("tfgen runs");
    assert!(render.status.success(), "over a tree of {version}: {render:?}");
    workspace.becomes(&root);
    workspace.init(Backend::AsWritten);
    let plan = workspace.plan();
    assert_eq!(destroyed(&plan), [""; 0], "an upgrade from {version}:\n{plan}");
    let moved: Vec<&str> =
        plan.json()["resource_changes"].as_array().into_iter().flatten().filter_map(|change| change["previous_address"].as_str()).collect();
    if version == "0.1.0" {
        assert_eq!(moved, ["module.observability.aws_budgets_budget.monthly"]);
    }
    assert_eq!(plan.all().len(), first.all().len(), "as many resources as before");

    // Without them the same upgrade destroys: it is these blocks that keep what there is.
    let blocks = take_out(&workspace.dir(), "moved.tf");
    let without = workspace.plan();
    assert_eq!(destroyed(&without), moved, "without `moved`:\n{without}");
    for (path, text) in blocks {
        fs::write(path, text).expect("the copy is ours to write");
    }

    workspace.plan();
    workspace.apply();
    assert!(workspace.plan_unless_empty().is_none(), "an upgrade from {version} is not finished by one apply");
}

/// Takes the files of a name out of a tree, and returns them.
fn take_out(folder: &Path, name: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    crate::terraform::each_file(folder, &mut |file| {
        if file.file_name().is_some_and(|own| own == name) {
            found.push((file.to_owned(), fs::read_to_string(file).expect("a rendered file is text")));
        }
    });
    for (file, _) in &found {
        fs::remove_file(file).expect("the copy is ours to change");
    }
    found
}
