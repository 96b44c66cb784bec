//! `tfgen show`

use serde_json::{Value, json};

use crate::rendering::files_below;
use crate::support::Workspace;

const SHOP: &str = r#"project = "shop"
region  = "us-east-1"

tags = {
  Owner         = "platform"
  "cost center" = "42"
}

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.0.0.0/16"
}

load_balancer {}

service "web" {
  instance_type   = "t4g.small"
  port            = 8080
  command         = "/bin/web --title \"a b\" $${HOME} 100%"
  startup_seconds = 60
  internet_egress = true
  paths           = ["/*", "/a"]

  environment = {
    GREETING = "one\ntwo \"three\" $${four} %%{five} ${environment}"
  }

  artifact {
    bucket  = "shop-artifacts"
    version = "1.0.0"
  }
}

environment "dev" {
  service "web" {
    paths = ["/*"]
  }
}
"#;

fn json(run: &crate::support::Run) -> Value {
    serde_json::from_str(&run.stdout()).unwrap()
}

#[test]
fn hcl_is_an_architecture_that_renders_to_the_same() {
    let workspace = Workspace::new(SHOP);
    workspace.run("render --env dev").exits(0);
    for flags in ["", " --origins"] {
        let shown = workspace.run(&format!("show --env dev{flags}"));
        shown.exits(0).says("service \"web\" {\n").says("tags = {\n").is_content();
        let again = Workspace::new(&shown.stdout());
        again.run("render --env dev").exits(0);
        for path in ["dev/main.tf", "dev/backend.tf", "dev/modules/service_web/main.tf", "dev/modules/service_web/user_data.sh"] {
            let path = format!("modules-out/{path}");
            assert_eq!(again.read(&path), workspace.read(&path), "{path}");
        }
        assert_eq!(again.run("show --env dev").stdout(), workspace.run("show --env dev").stdout());
    }
}

const EDGE: &str = r#"
cdn {
  behavior "media" {
    path_pattern = "/media/*"
    origin       = "assets"
    max_ttl      = 60
  }

  behavior "feed" {
    path_pattern = "/feed"
    origin       = "assets"
    cache_policy = "CachingDisabled"
    precedence   = 7
  }

  custom_error_response "403" {
    response_code      = 404
    response_page_path = "/gone.html"
  }
}
"#;

const RULE_GROUPS: &str = r#"  waf {
    managed_rule_groups = {
      AWSManagedRulesSQLiRuleSet    = "off"
      AWSManagedRulesCommonRuleSet  = "count"
      AWSManagedRulesAnonymousIpList = "block"
    }
  }
"#;

/// What has no case of its own here: databases, workers, an edge with behaviors, rule groups that are off.
#[test]
fn every_environment_of_the_example_reads_back() {
    let example = include_str!("../../../architecture.hcl").replace("\ncdn {}\n", EDGE).replace("  waf {}\n", RULE_GROUPS);
    assert!(example.contains(EDGE) && example.contains(RULE_GROUPS));
    for environment in ["dev", "staging", "prod"] {
        let workspace = Workspace::new(&example);
        let shown = workspace.run(&format!("show --env {environment}"));
        let again = Workspace::new(&shown.exits(0).stdout());
        assert_eq!(again.run(&format!("show --env {environment}")).exits(0).stdout(), shown.stdout());
        let folder = format!("modules-out/{environment}");
        for workspace in [&workspace, &again] {
            workspace.run(&format!("render --env {environment}")).exits(0);
        }
        for file in files_below(&workspace.path(&folder)) {
            let path = file.strip_prefix(workspace.path("")).unwrap().to_str().unwrap().to_owned();
            assert!(path.ends_with(".tfgen.json") || again.read(&path) == workspace.read(&path), "{path}");
        }
    }
}

#[test]
fn hcl_says_who_set_what() {
    let run = Workspace::new(SHOP).run("show --env dev --origins");
    run.exits(0);
    let spaced: Vec<String> = run.stdout().lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for expected in [
        "project = \"shop\" # base architecture.hcl:1",
        "production = false # default",
        "\"cost center\" = \"42\" # base architecture.hcl:6",
        "paths = [\"/*\"] # environment architecture.hcl:39",
        "health_check_type = \"ELB\" # default",
    ] {
        assert!(spaced.iter().any(|line| line == expected), "`{expected}` is not in {run}");
    }
}

#[test]
fn waivers_are_shown_with_reason_and_date() {
    let waived =
        "environment \"dev\" {\n  allow \"single-nat-in-production\" {\n    reason = \"a trial\"\n    until  = \"2999-12-31\"\n  }\n";
    let inner = "startup_seconds = 60\n\n  allow \"secret-in-environment\" {\n    reason = \"a greeting\"\n  }\n";
    let shop = SHOP.replace("environment \"dev\" {\n", waived).replace("startup_seconds = 60\n", inner);
    let workspace = Workspace::new(&shop);
    let shown = workspace.run("show --env dev");
    shown.exits(0).says("\nallow \"single-nat-in-production\" {\n  reason = \"a trial\"\n  until  = \"2999-12-31\"\n}\n");
    shown.says("\n  allow \"secret-in-environment\" {\n    reason = \"a greeting\"\n  }\n}\n");
    assert_eq!(Workspace::new(&shown.stdout()).run("show --env dev").stdout(), shown.stdout());

    let value = json(workspace.run("show --env dev --format json").exits(0));
    assert_eq!(value["allow"], json!({ "single-nat-in-production": { "reason": "a trial", "until": "2999-12-31" } }));
    let origins = workspace.run("show --env dev --origins").exits(0).stdout();
    assert!(origins.contains("# environment architecture.hcl:"), "{origins}");
    assert!(origins.lines().any(|line| line.contains("a greeting") && line.contains("# base architecture.hcl:")), "{origins}");
}

#[test]
fn json_is_for_programs() {
    let workspace = Workspace::new(SHOP);
    let plain = json(workspace.run("show --env dev --format json").exits(0));
    assert_eq!(plain["environment"], json!("dev"));
    assert_eq!(plain["service"]["web"]["port"], json!(8080));
    assert_eq!(plain["service"]["web"]["environment"]["GREETING"], json!("one\ntwo \"three\" ${four} %{five} dev"));

    let origins = json(workspace.run("show --env dev --format json --origins").exits(0));
    let file = "architecture.hcl";
    assert_eq!(origins["environment"], json!({ "value": "dev", "origin": "environment", "file": file, "line": 37 }));
    assert_eq!(origins["tags"]["Owner"], json!({ "value": "platform", "origin": "base", "file": file, "line": 5 }));
    assert_eq!(origins["service"]["web"]["paths"], json!({ "value": ["/*"], "origin": "environment", "file": file, "line": 39 }));
    assert_eq!(origins["network"]["nat"], json!({ "value": "single", "origin": "default" }));
}

#[test]
fn origins_name_the_file_of_a_folder() {
    let (base, overlay) = SHOP.split_at(SHOP.find("environment \"dev\"").unwrap());
    let workspace = Workspace::empty().file("infra/base.hcl", base).file("infra/dev.hcl", overlay);
    let origins = json(workspace.run("show --env dev --format json --origins --file infra").exits(0));
    assert_eq!(origins["service"]["web"]["paths"]["file"], json!("infra/dev.hcl"));
    assert_eq!(origins["service"]["web"]["paths"]["line"], json!(3));
    assert_eq!(origins["region"]["file"], json!("infra/base.hcl"));
}

#[test]
fn what_cannot_be_decoded_is_reported() {
    let workspace = Workspace::new(SHOP).replace("architecture.hcl", "port            = 8080", "prot            = 8080");
    workspace.run("show --env dev").exits(1).prints("").complains("prot").complains("in `architecture.hcl`");
}
