//! A change moves what it is about and nothing else; the same input gives the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::thread;

use hcl::{Body, Expression, Structure};
use tfgen::config::Sources;
use tfgen::plan;
use tfgen::render::{Files, Renderer};

use crate::rendering::{SOURCE, case, decode, render, sources};

/// Addresses of everything an environment creates, with a zone's ranges where there are any.
fn addresses(files: &Files) -> BTreeMap<String, String> {
    let mut addresses = BTreeMap::new();
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".tf")) {
        let module = path.rsplit_once('/').map_or("root", |(folder, _)| folder);
        let body: Body = hcl::parse(text).unwrap();
        for structure in body {
            let Structure::Block(block) = structure else { continue };
            let labels: Vec<&str> = block.labels.iter().map(|label| label.as_str()).collect();
            match block.identifier.as_str() {
                "resource" | "data" => drop(addresses.insert(format!("{module}: {}", labels.join(".")), String::new())),
                "locals" => {
                    let zones = block.body.attributes().find(|attribute| attribute.key.as_str() == "zones").expect("the zones");
                    let Expression::Object(zones) = &zones.expr else { panic!("zones are an object") };
                    addresses.extend(zones.iter().map(|(zone, ranges)| (format!("{module}: {zone}"), ranges.to_string())));
                }
                _ => {}
            }
        }
    }
    assert!(addresses.len() > 20, "{} addresses", addresses.len());
    addresses
}

/// Every address of `before` is there after it, and means the same.
fn nothing_moves(before: &Files, after: &Files) {
    let after = addresses(after);
    for (address, ranges) in addresses(before) {
        assert_eq!(after.get(&address), Some(&ranges), "{address}");
    }
}

/// Paths that are not the same on both sides; `+` and `-` for what is on one side only. Whole modules are one path.
fn changes(before: &Files, after: &Files) -> BTreeSet<String> {
    let folders = |files: &Files| files.keys().filter_map(|path| Some(path.rsplit_once('/')?.0.to_owned())).collect::<BTreeSet<_>>();
    let (old, new) = (folders(before), folders(after));
    let mut changes = BTreeSet::new();
    // A module's tests say again what the module says.
    for path in before.keys().chain(after.keys()).filter(|path| !path.starts_with("tests/")) {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let whole = !folder.is_empty() && old.contains(folder) != new.contains(folder);
        let what = if whole { format!("{folder}/") } else { path.clone() };
        match (before.get(path), after.get(path)) {
            (Some(old), Some(new)) if old == new => {}
            (Some(_), Some(_)) => drop(changes.insert(what)),
            (None, _) => drop(changes.insert(format!("+ {what}"))),
            (_, None) => drop(changes.insert(format!("- {what}"))),
        }
    }
    changes
}

#[track_caller]
fn assert_changes(before: &Files, after: &Files, expected: &[&str]) {
    let expected: BTreeSet<String> = expected.iter().map(|path| (*path).to_owned()).collect();
    assert_eq!(changes(before, after), expected);
}

/// What watches and explains whatever there is.
const WATCHED: [&str; 7] = [
    "RUNBOOK.md",
    "modules/observability/README.md",
    "modules/observability/alarms.tf",
    "modules/observability/dashboard.tf",
    "modules/observability/events.tf",
    "modules/observability/queries.tf",
    "modules/observability/variables.tf",
];

fn with_network(lines: &str) -> String {
    case("minimal").replace("cidr_block = \"10.20.0.0/16\"", &format!("cidr_block = \"10.20.0.0/16\"\n{lines}"))
}

#[test]
fn a_further_zone_moves_nothing() {
    for nat in ["none", "instance", "single", "per_az"] {
        let zones = |zones: &str| {
            let network = format!("nat = \"{nat}\"\ninterface_endpoints = [\"autoscaling\"]\navailability_zones = [{zones}]");
            render(&with_network(&network), "dev").files
        };
        let before = zones("\"us-east-1b\", \"us-east-1d\"");
        for after in [
            zones("\"us-east-1b\", \"us-east-1d\", \"us-east-1a\""),
            zones("\"us-east-1b\", \"us-east-1c\", \"us-east-1d\""),
            zones("\"us-east-1b\", \"us-east-1d\", \"us-east-1h\", \"us-east-1a\""),
        ] {
            nothing_moves(&before, &after);
            // Both READMEs say how many zones there are, and the dashboard shows the healthy hosts of each.
            let mut expected =
                vec!["README.md", "modules/network/README.md", "modules/network/main.tf", "modules/observability/dashboard.tf"];
            if nat == "per_az" {
                expected.extend(["RUNBOOK.md", "modules/observability/README.md", "modules/observability/alarms.tf"]);
            }
            assert_changes(&before, &after, &expected);
        }
    }
}

/// In production there is at least one instance a zone, unless `min_size` says otherwise.
#[test]
fn a_further_zone_in_production_makes_room_for_its_instances() {
    let zones = |zones: &str| {
        let text = case("only-production")
            .replace("cidr_block = \"10.20.0.0/16\"", &format!("cidr_block = \"10.20.0.0/16\"\navailability_zones = [{zones}]"));
        render(&text, "dev").files
    };
    let (before, after) = (zones("\"us-east-1a\", \"us-east-1b\""), zones("\"us-east-1a\", \"us-east-1b\", \"us-east-1c\""));
    nothing_moves(&before, &after);
    let zones = ["README.md", "modules/network/README.md", "modules/network/main.tf", "modules/observability/dashboard.tf"];
    let nat = ["RUNBOOK.md", "modules/observability/README.md", "modules/observability/alarms.tf"];
    let sizes = ["modules/service_web/README.md", "modules/service_web/main.tf"];
    assert_changes(&before, &after, &[&zones[..], &nat, &sizes].concat());
}

#[test]
fn a_further_service_moves_nothing() {
    let before = render(&case("minimal"), "dev").files;
    let after = render(&case("only-two-services"), "dev").files;
    nothing_moves(&before, &after);
    let wired = [
        "+ modules/service_order_worker/",
        "README.md",
        "main.tf",
        "modules/security/README.md",
        "modules/security/main.tf",
        "modules/security/outputs.tf",
        "modules/security/variables.tf",
        "outputs.tf",
    ];
    assert_changes(&before, &after, &[&wired[..], &WATCHED].concat());
}

#[test]
fn a_further_environment_changes_no_other() {
    let before = case("minimal");
    let further = "\nenvironment \"prod\" {\n  production = true\n  region = \"eu-west-1\"\n  network {\n    cidr_block = \"10.30.0.0/16\"\n  }\n  state {\n    locking = \"both\"\n  }\n}\n";
    for after in [format!("{before}{further}"), format!("{further}{before}")] {
        assert_changes(&render(&before, "dev").files, &render(&after, "dev").files, &[]);
    }
}

/// What differs between two tiers, apart from `modules/network/nat.tf`.
#[test]
fn another_tier_of_nat_changes_what_is_about_nat() {
    let tier = |nat: &str| {
        let network = format!("nat = \"{nat}\"\ninterface_endpoints = [\"autoscaling\"]");
        render(&with_network(&network), "dev").files
    };
    let always = [
        "README.md",
        "RUNBOOK.md",
        "modules/network/README.md",
        "modules/network/outputs.tf",
        "modules/observability/README.md",
        "modules/observability/alarms.tf",
        "modules/observability/dashboard.tf",
    ];
    // The instance has a security group of its own, and boots only once its rules are there.
    let instance = [
        "modules/network/variables.tf",
        "modules/observability/events.tf",
        "modules/security/README.md",
        "modules/security/main.tf",
        "modules/security/outputs.tf",
        "modules/security/variables.tf",
    ];
    let tiers = ["none", "instance", "single", "per_az"];
    for (from, to) in tiers.iter().flat_map(|from| tiers.iter().map(move |to| (*from, *to))).filter(|(from, to)| from != to) {
        let mut expected = always.to_vec();
        expected.push(match (from, to) {
            ("none", _) => "+ modules/network/nat.tf",
            (_, "none") => "- modules/network/nat.tf",
            _ => "modules/network/nat.tf",
        });
        if from == "instance" || to == "instance" {
            expected.extend(instance);
            expected.push(if to == "instance" { "+ modules/network/nat_user_data.sh" } else { "- modules/network/nat_user_data.sh" });
        }
        if [from, to].iter().any(|tier| ["none", "instance"].contains(tier)) {
            // The gateways' metrics go by their ids; the instance's group by its name.
            expected.extend(["main.tf", "modules/observability/variables.tf"]);
        }
        if from == "none" || to == "none" {
            expected.push("modules/observability/queries.tf");
        }
        assert_changes(&tier(from), &tier(to), &expected);
    }
}

/// Changing the tier changes no subnet, no route table and no rule of a service: the routes are all that moves.
#[test]
fn another_tier_of_nat_keeps_everything_else_in_its_place() {
    let kept = |nat: &str| {
        let network = format!("nat = \"{nat}\"\ninterface_endpoints = [\"autoscaling\"]");
        let about_nat = |address: &String| address.contains("nat") || address.contains("aws_route.private_internet");
        addresses(&render(&with_network(&network), "dev").files).into_iter().filter(|(address, _)| !about_nat(address)).collect::<Vec<_>>()
    };
    let expected = kept("none");
    for nat in ["instance", "single", "per_az"] {
        assert_eq!(kept(nat), expected, "{nat}");
    }
}

/// The environments of a text in this order, each rendered with what `renderer` gives.
fn in_order(text: &str, environments: &[&str], renderer: impl Fn() -> Renderer) -> BTreeMap<String, Files> {
    let sources = sources(text);
    let one = |environment: &&str| {
        let architecture = decode(&sources, environment).unwrap();
        ((*environment).to_owned(), renderer().render(&plan::root::environment(&architecture, SOURCE)).unwrap())
    };
    environments.iter().map(one).collect()
}

#[test]
fn the_same_input_gives_the_same_bytes_in_any_order_on_any_thread() {
    let example = include_str!("../../architecture.hcl");
    let fresh = || Renderer::new();
    let expected = in_order(example, &["dev", "staging", "prod"], fresh);
    assert_eq!(expected.len(), 3);
    assert_eq!(in_order(example, &["prod", "dev", "staging"], fresh), expected);
    thread::scope(|scope| {
        let orders = [["dev", "prod", "staging"], ["staging", "prod", "dev"], ["prod", "staging", "dev"], ["dev", "staging", "prod"]];
        let threads = orders.map(|order| scope.spawn(move || in_order(example, &order, fresh)));
        for thread in threads {
            assert_eq!(thread.join().unwrap(), expected);
        }
    });
}

/// A folder is one document, however its files are called and whatever they hold.
#[test]
fn the_order_of_files_does_not_matter() {
    let expected = render(&case("only-two-services"), "dev").files;
    let text = case("only-two-services");
    let (head, tail) = text.split_at(text.find("service \"web\"").unwrap());
    let (middle, tail) = tail.split_at(tail.find("service \"order-worker\"").unwrap());
    let parts = [head, middle, tail];
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let files = order.iter().enumerate().map(|(name, part)| (format!("{name}.hcl"), parts[*part].to_owned()));
        let architecture = decode(&Sources::from_texts(files), "dev").unwrap();
        let files = Renderer::new().render(&plan::root::environment(&architecture, SOURCE)).unwrap();
        for (path, text) in files {
            assert_eq!(expected.get(&path), Some(&text), "{path}, in the order {order:?}");
        }
    }
}
