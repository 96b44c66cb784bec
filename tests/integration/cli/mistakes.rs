//! Architectures that are wrong.

use crate::support::{SMALL, Workspace};

#[test]
fn all_mistakes_of_all_environments_are_reported_in_one_run() {
    let workspace = Workspace::new(SMALL)
        .replace("architecture.hcl", "10.0.0.0/16", "10.0.0.0/33")
        .replace("architecture.hcl", "environment \"dev\" {}", "environment \"dev\" {\n  productoin = true\n}")
        .replace("architecture.hcl", "\"per_az\"", "\"per_zone\"");
    let before = workspace.tree();
    for command in ["render --all", "check --all", "render --all --dry-run"] {
        let run = workspace.run(command);
        run.exits(1)
            .prints("")
            .complains("`cidr_block`")
            .complains("did you mean `production`?")
            .complains("`nat` must be")
            .complains("--> architecture.hcl:9:16")
            .complains("error: 3 mistakes in `architecture.hcl`");
        // What is wrong in the base is said once, not once an environment.
        assert_eq!(run.stderr().matches("`cidr_block`").count(), 1, "{run}");
    }
    // What only concerns another environment is not in the way of this one.
    workspace.run("render --env dev").exits(1).complains("error: 2 mistakes in `architecture.hcl`");
    assert_eq!(workspace.tree(), before);
}

#[test]
fn a_syntax_error_has_a_place() {
    let workspace = Workspace::new("project = \n");
    workspace.run("render --all").exits(1).prints("").complains("--> architecture.hcl:1:").complains("error: 1 mistake in");
}

#[test]
fn a_guardrail_stops_before_anything_is_written() {
    let workspace =
        Workspace::new(SMALL).replace("architecture.hcl", "environment \"dev\" {}", "load_balancer {}\n\nenvironment \"dev\" {}");
    workspace.run("render --all").exits(1).complains("error[plain-http-in-production]").complains("--> architecture.hcl:");
    assert!(!workspace.exists("modules-out"));
    // `show` is what helps to understand it.
    workspace.run("show --env prod").exits(0);
}

#[test]
fn files_that_cannot_be_read_are_4() {
    let workspace = Workspace::empty()
        .file("latin1.hcl", b"# caf\xe9\n")
        .file("folder/notes.txt", "")
        .file("bad/a.hcl", b"\xff")
        .file("bad/b.hcl", b"\xff");
    for command in ["render --all", "check --all", "show --env dev"] {
        workspace.run(command).exits(4).prints("").complains("there is no file `architecture.hcl`");
        workspace.run(&format!("{command} --file latin1.hcl")).exits(4).complains("`latin1.hcl` is not UTF-8");
        workspace.run(&format!("{command} --file latin1.hcl/x")).exits(4).complains("`latin1.hcl/x`");
        workspace.run(&format!("{command} --file folder")).exits(4).complains("no `*.hcl` file");
        workspace.run(&format!("{command} --file bad")).exits(4).complains("`bad/a.hcl`").complains("`bad/b.hcl`");
    }
}

#[test]
fn bootstrap_is_not_an_environment() {
    let workspace = Workspace::new(SMALL).replace("architecture.hcl", "environment \"dev\"", "environment \"bootstrap\"");
    workspace
        .run("render --env prod")
        .exits(1)
        .complains("no environment can be called `bootstrap`")
        .complains("--> architecture.hcl:12:13");
    assert!(!workspace.exists("modules-out"));
}

#[test]
fn bootstrap_is_made_from_the_base_alone() {
    // Without a base that says where the state lies, there is nothing to make the bucket from.
    let state = "state {\n  bucket = \"shop-state\"\n}\n";
    let workspace = Workspace::new(&SMALL.replace(state, "").replace("\"dev\" {}", &format!("\"dev\" {{\n{state}}}")));
    workspace.run("render --env dev").exits(1).complains("the architecture needs the block `state`");
}

#[test]
fn a_table_that_bootstrap_does_not_make_cannot_be_used() {
    let overlay = "environment \"dev\" {\n  state {\n    locking = \"dynamodb\"\n  }\n}";
    let workspace = Workspace::new(&SMALL.replace("environment \"dev\" {}", overlay));
    workspace
        .run("render --env dev")
        .exits(1)
        .complains("`dev` locks its state with a DynamoDB table that bootstrap does not create")
        .complains("--> architecture.hcl:14:15")
        .complains("write `locking = \"both\"` in the `state` block of the base");
    let workspace = workspace.replace("architecture.hcl", "bucket = \"shop-state\"", "bucket = \"shop-state\"\n  locking = \"both\"");
    workspace.run("render --env dev").exits(0);
}

#[test]
fn states_do_not_share_an_object() {
    let workspace = Workspace::new(SMALL).replace("architecture.hcl", "bucket = \"shop-state\"", "bucket = \"shop-state\"\n  key = \"x\"");
    workspace
        .run("render --env dev")
        .exits(1)
        .complains("`dev` and `bootstrap` would keep their states in the same object, `x`")
        .complains("--> architecture.hcl:6:9");
    let workspace = workspace.replace("architecture.hcl", "key = \"x\"", "key = \"${environment}/x\"");
    workspace.run("render --all").exits(0);
}

#[test]
fn there_is_one_store_for_all() {
    let workspace = Workspace::new(SMALL).replace("architecture.hcl", "\"shop-state\"", "\"shop-${environment}\"");
    workspace
        .run("render --env dev")
        .exits(1)
        .complains("the state of `dev` has `shop-dev` for its `bucket`, but bootstrap has `shop-bootstrap`")
        .complains("--> architecture.hcl:5:12");
}

#[test]
fn a_name_that_aws_would_refuse_is_refused_here() {
    let workspace = Workspace::new(SMALL).replace("architecture.hcl", "environment \"dev\"", "environment \"a--b\"");
    workspace.run("render --all").exits(1).complains("`a--b` must be").complains("--> architecture.hcl:12:13");
}

/// A role that is left out because its environment is wrong would be taken away by the next apply.
#[test]
fn roles_are_made_for_every_environment_or_for_none() {
    let wrong = SMALL.replace("environment \"dev\" {}", "environment \"dev\" {}\n\nenvironment \"wrong\" {\n  production = 1\n}");
    Workspace::new(&wrong).run("render --env dev").exits(0);
    let workspace = Workspace::new(&format!("account_id = \"123456789012\"\n\ngithub {{\n  repository = \"acme/shop\"\n}}\n\n{wrong}"));
    workspace.run("render --env dev").exits(1).complains("`production` must be").complains("error: 1 mistake in `architecture.hcl`");
    assert!(!workspace.exists("modules-out"));
    let right = workspace.replace("architecture.hcl", "production = 1", "production = false");
    right.run("render --env dev").exits(0).says("bootstrap: ");
    for environment in ["dev", "prod", "wrong"] {
        assert!(right.exists(&format!("modules-out/bootstrap/modules/roles_{environment}/main.tf")), "{environment}");
    }
}

/// Where the state's account is another one, its root is another one, too; and it is missed when it is not there.
#[test]
fn every_account_has_a_root_of_its_own() {
    let two = SMALL.replace("environment \"dev\" {}", "environment \"dev\" {\n  account_id = \"210987654321\"\n}");
    let workspace = Workspace::new(&format!("account_id = \"123456789012\"\n\ngithub {{\n  repository = \"acme/shop\"\n}}\n\n{two}"));
    workspace.run("render --all").exits(0).says("bootstrap: ").says("bootstrap-210987654321: ");
    workspace.run("check --all").exits(0).says("up to date (2 environments)");
    let one = workspace.replace("architecture.hcl", "account_id = \"210987654321\"", "account_id = \"123456789012\"");
    one.run("render --all").exits(0).complains("bootstrap-210987654321` belongs to an account that no environment is in any more");
}
