use insta::assert_snapshot;

use super::{complete, mistakes, mistakes_in, sources};

#[test]
fn unknown_names_come_with_the_nearest_known_one() {
    assert_snapshot!(mistakes(&complete("regions = 1\nservice \"web\" {\n  port = 80\n  prot = 81\n  helth_check {}\n}\n")), @r#"
    error: unknown argument `regions` in the architecture
     --> architecture.hcl:4:1
      |
    4 | regions = 1
      | ^^^^^^^ did you mean `region`?

    error: unknown argument `prot` in `service "web"`
     --> architecture.hcl:7:3
      |
    7 |   prot = 81
      |   ^^^^ did you mean `port`?

    error: unknown block `helth_check` in `service "web"`
     --> architecture.hcl:8:3
      |
    8 |   helth_check {}
      |   ^^^^^^^^^^^ did you mean `health_check`?
    "#);
}

#[test]
fn unknown_names_that_resemble_nothing_come_with_all_known_ones() {
    assert_snapshot!(mistakes(&complete("network {\n  nat = \"single\"\n  colour = 1\n  lambda {}\n}\n")), @"
    error: unknown argument `colour` in `network`
     --> architecture.hcl:6:3
      |
    6 |   colour = 1
      |   ^^^^^^
      |
      = help: known here: `nat`

    error: unknown block `lambda` in `network`
     --> architecture.hcl:7:3
      |
    7 |   lambda {}
      |   ^^^^^^
      |
      = help: there are no blocks here
    ");
}

#[test]
fn arguments_and_blocks_are_not_each_other() {
    assert_snapshot!(mistakes(&complete("network = {}\nservice = 2\ntags {\n}\n")), @r#"
    error: `network` is a block, not an argument
     --> architecture.hcl:4:1
      |
    4 | network = {}
      | ^^^^^^^
      |
      = help: write `network { … }`, without `=`

    error: `service` is a block, not an argument
     --> architecture.hcl:5:1
      |
    5 | service = 2
      | ^^^^^^^
      |
      = help: write `service "name" { … }`, without `=`

    error: `tags` is an argument, not a block
     --> architecture.hcl:6:1
      |
    6 | tags {
      | ^^^^
      |
      = help: write `tags = …`
    "#);
}

#[test]
fn required_arguments_are_missed_at_their_block() {
    assert_snapshot!(mistakes(&complete("service \"web\" {\n  health_check {}\n}\nnetwork {\n  nat = null\n}\n")), @r#"
    error: `service "web"` needs the argument `port`
     --> architecture.hcl:4:1
      |
    4 | service "web" {
      | ^^^^^^^

    error: `health_check` needs the argument `path`
     --> architecture.hcl:5:3
      |
    5 |   health_check {}
      |   ^^^^^^^^^^^^

    error: `network` needs the argument `nat`
     --> architecture.hcl:8:9
      |
    8 |   nat = null
      |         ^^^^ `null` means that it is left out
    "#);
    assert_snapshot!(mistakes("environment \"dev\" {\n  service \"web\" {}\n}\n"), @r#"
    error: the architecture needs the argument `project`
     --> architecture.hcl:1:1
      |
    1 | environment "dev" {
      | ^

    error: the architecture needs the argument `region`
     --> architecture.hcl:1:1
      |
    1 | environment "dev" {
      | ^

    error: `service "web"` needs the argument `port`
     --> architecture.hcl:2:3
      |
    2 |   service "web" {}
      |   ^^^^^^^
    "#);
}

#[test]
fn labels_are_counted() {
    let text = "service {}\nservice \"a\" \"b\" {}\nservice \" \" {}\nnetwork \"x\" {\n}\n";
    assert_snapshot!(mistakes(&complete(text)), @r#"
    error: `service` needs a name
     --> architecture.hcl:4:1
      |
    4 | service {}
      | ^^^^^^^
      |
      = help: write `service "name" { … }`

    error: `service` takes one name only
     --> architecture.hcl:5:13
      |
    5 | service "a" "b" {}
      |             ^^^ one too many
      |
      = help: write `service "name" { … }`

    error: the name of `service` is empty
     --> architecture.hcl:6:9
      |
    6 | service " " {}
      |         ^^^
      |
      = help: write `service "name" { … }`

    error: `network` takes no name
     --> architecture.hcl:7:9
      |
    7 | network "x" {
      |         ^^^
      |
      = help: write `network { … }`
    "#);
}

#[test]
fn whatever_is_written_twice_is_shown_twice() {
    let text = "tags = { a = \"1\", b = \"2\", a = \"3\", \"b\" = \"4\" }\ntags = {}\nservice \"web\" {\n  port = 1\n  port = 2\n}\nservice \"web\" {}\nzones = 1\nzones {}\n";
    assert_snapshot!(mistakes(&complete(text)), @r#"
    error: the key `a` is written twice
     --> architecture.hcl:4:28
      |
    4 | tags = { a = "1", b = "2", a = "3", "b" = "4" }
      |          -                 ^ again here
      |          |
      |          first written here

    error: the key `b` is written twice
     --> architecture.hcl:4:37
      |
    4 | tags = { a = "1", b = "2", a = "3", "b" = "4" }
      |                   -                 ^^^ again here
      |                   |
      |                   first written here

    error: `tags` is set twice
     --> architecture.hcl:5:1
      |
    4 | tags = { a = "1", b = "2", a = "3", "b" = "4" }
      | ---- first written here
    5 | tags = {}
      | ^^^^ again here

    error: `port` is set twice
     --> architecture.hcl:8:3
      |
    7 |   port = 1
      |   ---- first written here
    8 |   port = 2
      |   ^^^^ again here

    error: the block `service "web"` is written twice
      --> architecture.hcl:10:1
       |
     6 | service "web" {
       | ------- first written here
    ...
    10 | service "web" {}
       | ^^^^^^^ again here

    error: `zones` is written both as an argument and as a block
      --> architecture.hcl:12:1
       |
    11 | zones = 1
       | ----- first written here
    12 | zones {}
       | ^^^^^ again here
    "#);
}

#[test]
fn files_are_one_document() {
    let sources = sources([
        ("shop/a.hcl", "project = \"shop\"\nnetwork {\n  nat = \"single\"\n}\nenvironment \"dev\" {}\n"),
        ("shop/b.hcl", "region = \"eu\"\n\nproject = \"shop\"\nnetwork {}\n\nenvironment \"dev\" {}\n"),
    ]);
    assert_snapshot!(mistakes_in(&sources), @r#"
    error: the environment `dev` is written twice
     --> shop/b.hcl:6:13
      |
    6 | environment "dev" {}
      |             ^^^^^ again here
      |
     ::: shop/a.hcl:5:13
      |
    5 | environment "dev" {}
      |             ----- first written here
    "#);
}

#[test]
fn repetitions_across_files_name_both_files() {
    let sources = sources([
        ("shop/a.hcl", "project = \"shop\"\nnetwork {\n  nat = \"single\"\n}\nenvironment \"dev\" {}\n"),
        ("shop/b.hcl", "region = \"eu\"\n\nproject = \"shop\"\nnetwork {}\n"),
    ]);
    assert_snapshot!(mistakes_in(&sources), @r#"
    error: `project` is set twice
     --> shop/b.hcl:3:1
      |
    3 | project = "shop"
      | ^^^^^^^ again here
      |
     ::: shop/a.hcl:1:1
      |
    1 | project = "shop"
      | ------- first written here

    error: the block `network` is written twice
     --> shop/b.hcl:4:1
      |
    4 | network {}
      | ^^^^^^^ again here
      |
     ::: shop/a.hcl:2:1
      |
    2 | network {
      | ------- first written here
    "#);
}
