//! `tfgen cost`, as it is typed. What the numbers come to is tested beside the code.

use serde_json::Value;

use crate::support::Workspace;

const SHOP: &str = r#"project = "shop"
region  = "us-east-1"

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
  command         = "/usr/bin/node server.js"
  startup_seconds = 60
  internet_egress = true

  artifact {
    version = "1.0.0"
  }
}

usage {
  requests_per_month = 1000000
}

environment "dev" {}

environment "prod" {
  network {
    cidr_block = "10.1.0.0/16"
    nat        = "per_az"
  }

  usage {
    data_processed_by_nat_gb = 1000
  }

  budget {
    monthly_usd = 100
  }
}
"#;

/// A day on which no price is old.
const TODAY: &str = "--today 2026-01-01";

fn json(workspace: &Workspace, arguments: &str) -> Value {
    let run = workspace.run(&format!("cost --format json {TODAY} {arguments}"));
    run.exits(0).is_content();
    serde_json::from_str(&run.stdout()).unwrap()
}

#[test]
fn every_number_can_be_traced() {
    let estimate = json(&Workspace::new(SHOP), "--env prod");
    let mut total = 0.0;
    let components = estimate["components"].as_array().unwrap();
    for line in components.iter().flat_map(|component| component["lines"].as_array().unwrap()) {
        let price = &line["price"];
        for name in ["key", "unit", "as_of", "source", "confidence"] {
            assert!(price[name].as_str().is_some_and(|text| !text.is_empty()), "{line}: {name}");
        }
        assert!(line["how"].as_str().is_some_and(|how| !how.is_empty()), "{line}");
        let product = line["quantity"].as_f64().unwrap() * price["usd"].as_f64().unwrap();
        let monthly = line["monthly_usd"].as_f64().unwrap();
        assert!((product - monthly).abs() <= 0.005_000_1, "{line}");
        total += monthly;
    }
    assert!((total - estimate["total_usd"].as_f64().unwrap()).abs() < 0.001, "{total}");
    let assumed = |name: &str| {
        let found = estimate["assumptions"].as_array().unwrap().iter().find(|assumption| assumption["name"] == name);
        found.unwrap_or_else(|| panic!("{name}"))["declared"].as_bool().unwrap()
    };
    // The base's and the environment's own are declared; the rest is assumed.
    let declared = ["requests_per_month", "data_processed_by_nat_gb", "flow_logs_gb"].map(assumed);
    assert_eq!(declared, [true, true, false]);
}

#[test]
fn several_environments_in_every_format() {
    let workspace = Workspace::new(SHOP);
    let list = json(&workspace, "--all");
    assert_eq!(list[1], json(&workspace, "--env prod"));
    let table = workspace.run(&format!("cost --all {TODAY}"));
    table.exits(0).says("dev: ").says("prod: ").says("Not priced, and in no sum").says("*  nat = \"per_az\"");
    workspace.run(&format!("cost --env prod --format markdown {TODAY}")).exits(0).says("| component").says("### Usage");
    let csv = workspace.run(&format!("cost --all --format csv --out bill.csv {TODAY}"));
    csv.exits(0).prints("").is_content();
    let lines = |environment: &str| workspace.read("bill.csv").lines().filter(|line| line.starts_with(environment)).count();
    let expected = |estimate: &Value| {
        let of = |component: &Value| component["lines"].as_array().unwrap().len();
        estimate["components"].as_array().unwrap().iter().map(of).sum::<usize>() + estimate["not_priced"].as_array().unwrap().len()
    };
    assert_eq!([lines("dev,"), lines("prod,")], [expected(&list[0]), expected(&list[1])]);
    workspace.run("cost --env dev --out nowhere/bill").exits(4).complains("cannot write `nowhere/bill`");
    // `--out` for `--file`.
    for command in ["cost", "matrix", "graph", "rehearse"] {
        let before = workspace.read("architecture.hcl");
        workspace.run(&format!("{command} --env dev --out architecture.hcl")).exits(4).complains("`architecture.hcl` is there already");
        assert_eq!(workspace.read("architecture.hcl"), before);
    }
    workspace.run("cost --env produ").exits(2).complains("did you mean `prod`?");
    workspace.run("cost").exits(2);
}

#[test]
fn the_same_on_every_day_but_for_the_word_about_old_prices() {
    let workspace = Workspace::new(SHOP);
    let early = workspace.run("cost --env dev --today 2026-01-01");
    let late = workspace.run("cost --env dev --today 2029-01-01");
    early.exits(0).is_content();
    late.exits(0).complains("prices were read more than a year ago, the oldest on").prints(&early.stdout());
    let own = SHOP.replace(
        "usage {\n  requests",
        "price \"network.nat_gateway_hour\" {\n  usd = 0.03\n  as_of = \"2020-02-29\"\n  source = \"agreement\"\n}\n\nusage {\n  requests",
    );
    let own = Workspace::new(&own).run(&format!("cost --env dev {TODAY}"));
    own.exits(0).complains("1 price was read more than a year ago, the oldest on 2020-02-29").says("+0.03").says("architecture's own");
}

#[test]
fn a_budget_that_will_not_do_is_told_with_the_dearest_lines() {
    let run = Workspace::new(SHOP).run("lint --env prod");
    run.says("warning[estimate-above-budget]: environment `prod` is estimated at ").says("its budget is 100 USD");
    run.says("help: the dearest: 65.70 USD for NAT gateways of `nat`, 45.00 USD for data through the NAT of `nat`, ");
}

/// A resolved architecture costs the same: prices and usage are part of it.
#[test]
fn what_is_shown_costs_the_same() {
    let workspace = Workspace::new(SHOP);
    let shown = workspace.run("show --env prod").exits(0).stdout();
    assert_eq!(json(&Workspace::new(&shown), "--env prod"), json(&workspace, "--env prod"));
}

fn git(workspace: &Workspace, arguments: &[&str]) {
    let identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
    let mut command = std::process::Command::new("git");
    let output = command.args(identity).args(arguments).current_dir(workspace.path("")).output().expect("git is installed");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_change_is_shown_since_a_revision() {
    let workspace = Workspace::new(SHOP);
    git(&workspace, &["init", "-q"]);
    git(&workspace, &["add", "-A"]);
    git(&workspace, &["commit", "-qm", "first"]);
    workspace.run("cost --all --since HEAD").exits(0).says("dev: nothing changes since HEAD, ").says("prod: nothing changes since HEAD, ");
    let workspace = workspace.replace("architecture.hcl", "nat        = \"per_az\"", "nat        = \"single\"").replace(
        "architecture.hcl",
        "environment \"dev\" {}",
        "environment \"test\" {\n  network {\n    cidr_block = \"10.2.0.0/16\"\n  }\n}",
    );
    // A gateway, its address and its alarm less, half of 1000 GB across zones more.
    let run = workspace.run("cost --env prod --since HEAD");
    run.exits(0).is_content().says("prod: -31.60 USD a month since HEAD, from ");
    let words = run.stdout().split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "nat NAT gateways 65.70 32.85 -32.85 1 × 730 hours; before: 2 × 730 hours",
        "nat their public addresses 7.30 3.65 -3.65",
        "nat data from other zones to the NAT 5.00 +5.00 1 of 2 zones are not the NAT's",
    ] {
        assert!(words.contains(part), "{part}\n{words}");
    }
    // One is gone and one is new.
    let all: Value = serde_json::from_str(&workspace.run("cost --all --since HEAD --format json").exits(0).stdout()).unwrap();
    let of = |index: usize, name: &str| all[index][name].as_f64().unwrap();
    assert_eq!(all[0]["environment"], "dev");
    assert_eq!((of(0, "after_usd"), of(0, "difference_usd")), (0.0, -of(0, "before_usd")));
    assert_eq!((of(2, "before_usd"), of(2, "difference_usd")), (0.0, of(2, "after_usd")));
    workspace.run("cost --all --since HEAD --format markdown").exits(0).says("### prod: -31.60 USD a month").says("| NAT gateways");
    workspace.run("cost --all --since nowhere").exits(2).complains("git knows no revision `nowhere`");
}
