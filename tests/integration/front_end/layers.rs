use insta::{assert_debug_snapshot, assert_snapshot};

use tfgen::config::{Document, Origin, locate};

use super::{mistakes, print, read, sources};

pub(super) const TWO: &str = r#"project = "shop"
region  = "eu-west-1"
zones   = ["a", "b"]
tags    = { name = "${project}-${environment}-${region}" }

network {
  nat = "per_az"
}

service "web" {
  port = 80
  health_check {
    path = "/live"
  }
}

environment "dev" {
  region = "eu-north-1"
  zones  = ["a"]
  network { nat = "single" }
  service "web" {
    cpu = 0.25
  }
  service "debug" { port = 9 }
}

environment "prod" {
  production = true
  service "web" {
    health_check { path = "/health" }
  }
}
"#;

#[test]
fn an_environment_changes_what_it_names_and_nothing_else() {
    let sources = sources([("a.hcl", TWO)]);
    assert_eq!(Document::parse(&sources).unwrap().environments(), ["dev", "prod"]);
    assert_debug_snapshot!(read(&sources, "dev").unwrap(), @r#"
    Shop {
        project: Some(
            "shop",
        ),
        region: Some(
            "eu-north-1",
        ),
        production: false,
        tags: {
            "name": "shop-dev-eu-north-1",
        },
        zones: [
            "a",
        ],
        nat: Some(
            Single,
        ),
        services: {
            "debug": Service {
                port: Some(
                    9,
                ),
                ports: [],
                cpu: 0.5,
                grace: None,
                path: None,
            },
            "web": Service {
                port: Some(
                    80,
                ),
                ports: [],
                cpu: 0.25,
                grace: None,
                path: Some(
                    "/live",
                ),
            },
        },
    }
    "#);
    assert_debug_snapshot!(read(&sources, "prod").unwrap(), @r#"
    Shop {
        project: Some(
            "shop",
        ),
        region: Some(
            "eu-west-1",
        ),
        production: true,
        tags: {
            "name": "shop-prod-eu-west-1",
        },
        zones: [
            "a",
            "b",
        ],
        nat: Some(
            PerAz,
        ),
        services: {
            "web": Service {
                port: Some(
                    80,
                ),
                ports: [],
                cpu: 0.5,
                grace: None,
                path: Some(
                    "/health",
                ),
            },
        },
    }
    "#);
}

#[test]
fn every_value_can_be_found_again() {
    let body = Document::parse(&sources([("a.hcl", TWO)])).unwrap().resolve("dev").unwrap();
    let show = |route: &str| {
        let found = locate(&body, &route.split('.').filter(|part| !part.is_empty()).collect::<Vec<_>>());
        let text = found.span.and_then(|span| TWO.get(span.start..span.end)).unwrap_or("-");
        let origin = found.origin.map_or("-", |origin| if origin == Origin::Base { "base" } else { "environment" });
        format!("{route:<28} {:<5} {origin:<11} {text}\n", found.exact)
    };
    let routes = [
        "region",
        "project",
        "zones",
        "zones.0",
        "zones.7",
        "tags.name",
        "network.nat",
        "network.cidr",
        "network",
        "service.web",
        "service.web.cpu",
        "service.web.port",
        "service.web.health_check.path",
        "service.web.health_check.interval",
        "service.debug.port",
        "service.other.port",
        "service",
        "cdn.price",
        "",
    ];
    assert_snapshot!(routes.map(show).concat(), @r#"
    region                       true  environment "eu-north-1"
    project                      true  base        "shop"
    zones                        true  environment ["a"]
    zones.0                      true  environment "a"
    zones.7                      false environment ["a"]
    tags.name                    true  base        "${project}-${environment}-${region}"
    network.nat                  true  environment "single"
    network.cidr                 false base        network
    network                      true  base        network
    service.web                  true  base        service
    service.web.cpu              true  environment 0.25
    service.web.port             true  base        80
    service.web.health_check.path true  base        "/live"
    service.web.health_check.interval false base        health_check
    service.debug.port           true  environment 9
    service.other.port           false -           -
    service                      true  base        service
    cdn.price                    false -           -
                                 true  -           -
    "#);
}

#[test]
fn an_environment_keeps_to_the_form_of_the_base() {
    assert_snapshot!(mistakes("network {\n}\ntags = {}\nenvironment \"dev\" {\n  network = {}\n  tags {}\n}\n"), @"
    error: `network` is a block, but the environment writes it as an argument
     --> architecture.hcl:5:3
      |
    1 | network {
      | ------- a block here
    ...
    5 |   network = {}
      |   ^^^^^^^ an argument here
      |
      = help: an environment repeats the blocks around what it changes, in the form the base gives them

    error: `tags` is an argument, but the environment writes it as a block
     --> architecture.hcl:6:3
      |
    3 | tags = {}
      | ---- an argument here
    ...
    6 |   tags {}
      |   ^^^^ a block here
      |
      = help: an environment repeats the blocks around what it changes, in the form the base gives them
    ");
}

#[test]
fn null_in_an_environment_takes_a_value_away() {
    let shop =
        read(&sources([("a.hcl", "project = \"p\"\nregion = \"r\"\nzones = [\"a\"]\nenvironment \"dev\" {\n  zones = null\n}\n")]), "dev");
    assert!(shop.unwrap().zones.is_empty());
}

#[test]
fn environments_are_named_well_and_once() {
    let text = "environment \"Dev\" {\n  environment \"x\" {}\n}\nenvironment {}\nenvironment \"a\" \"b\" {}\nenvironment \"c\" {}\nenvironment \"c\" {}\nenvironment = \"d\"\n";
    assert_snapshot!(mistakes(text), @r#"
    error: `Dev` cannot name an environment
     --> architecture.hcl:1:13
      |
    1 | environment "Dev" {
      |             ^^^^^
      |
      = help: a name has up to 31 lower-case letters, digits and `-`, and starts with a letter

    error: an `environment` cannot be inside another one
     --> architecture.hcl:2:3
      |
    1 | environment "Dev" {
      | ----------- inside this one
    2 |   environment "x" {}
      |   ^^^^^^^^^^^

    error: `environment` needs a name
     --> architecture.hcl:4:1
      |
    4 | environment {}
      | ^^^^^^^^^^^
      |
      = help: write `environment "dev" { … }`

    error: `environment` takes one name only
     --> architecture.hcl:5:17
      |
    5 | environment "a" "b" {}
      |                 ^^^ one too many
      |
      = help: write `environment "dev" { … }`

    error: the environment `c` is written twice
     --> architecture.hcl:7:13
      |
    6 | environment "c" {}
      |             --- first written here
    7 | environment "c" {}
      |             ^^^ again here

    error: `environment` is a block, not an argument
     --> architecture.hcl:8:1
      |
    8 | environment = "d"
      | ^^^^^^^^^^^
      |
      = help: write `environment "dev" { … }`
    "#);
}

#[test]
fn an_environment_must_exist() {
    let shown = |text: &str, environment: &str| {
        let sources = sources([("a.hcl", text)]);
        print(&read(&sources, environment).unwrap_err(), &sources, false)
    };
    assert_snapshot!(shown(TWO, "prd"), @"
    error: there is no environment `prd`
     |
     = help: did you mean `prod`?
    ");
    assert_snapshot!(shown(TWO, "qa"), @"
    error: there is no environment `qa`
     |
     = help: declared are `dev` and `prod`
    ");
    assert_snapshot!(shown("", "dev"), @r#"
    error: there is no environment `dev`
     |
     = help: declare it: `environment "dev" {}`
    "#);
}

#[test]
fn a_mistake_in_one_environment_does_not_stop_another() {
    let sources = sources([("a.hcl", &TWO.replace("production = true", "production = yes"))]);
    assert!(read(&sources, "dev").is_ok());
    assert!(read(&sources, "prod").is_err());
}
