//! The arithmetic, by hand, and nothing forgotten.

use std::collections::BTreeSet;

use super::*;
use crate::config::{Document, Sources, decode};
use crate::model::{Architecture, Date, Nat};
use crate::plan;
use crate::render::Renderer;

/// An environment `test` on top of the guardrails' base.
fn architecture(text: &str) -> Architecture {
    let base = include_str!("../../tests/cases/guardrails/base.hcl");
    let text = format!("environment \"test\" {{\n{text}\n}}\n");
    let sources = Sources::from_texts([("base.hcl".to_owned(), base.to_owned()), ("test.hcl".to_owned(), text)]);
    let body = Document::parse(&sources).and_then(|document| document.resolve("test")).unwrap();
    decode::architecture(&body, "test").unwrap()
}

fn lines(estimate: &Estimate, component: &str) -> Vec<(String, String)> {
    let component = estimate.component(component).unwrap();
    component.lines.iter().map(|line| (line.what.clone(), line.monthly_usd.to_string())).collect()
}

fn owned<const N: usize>(pairs: [(&str, &str); N]) -> Vec<(String, String)> {
    pairs.iter().map(|(what, usd)| ((*what).to_owned(), (*usd).to_owned())).collect()
}

#[test]
fn the_nat_of_the_journey() {
    let usage = "usage {\n data_processed_by_nat_gb = 1000\n data_sent_to_internet_gb = 100\n}";
    let estimate = estimate(&architecture(&format!("production = true\nnetwork {{ nat = \"per_az\" }}\n{usage}")));
    // Two zones: 2 × 730 × 0.045, 2 × 730 × 0.005, 1000 × 0.045, 100 × 0.09.
    let expected = owned([
        ("NAT gateways", "65.70"),
        ("their public addresses", "7.30"),
        ("data through the NAT", "45.00"),
        ("data sent to the internet", "9.00"),
    ]);
    assert_eq!(lines(&estimate, "nat"), expected);
    let nats = &estimate.comparisons[0];
    let amounts: Vec<String> = nats.choices.iter().map(|choice| choice.monthly_usd.unwrap().to_string()).collect();
    // An instance: 730 × 0.0042 + 8 × 0.08 + 730 × 0.005, half of the data across zones at 0.01, and the same way out.
    assert_eq!(amounts, ["0.00", "21.36", "95.50", "127.00"]);
    assert!(nats.choices[3].chosen && nats.choices.iter().filter(|choice| choice.chosen).count() == 1);
}

#[test]
fn sums_are_those_of_the_lines() {
    let estimate = estimate(&architecture("cdn {}\nwaf {}\ndatabase \"main\" { instance_class = \"db.t4g.small\" }"));
    let of = |part| -> Cents {
        let lines = estimate.components.iter().flat_map(|component| &component.lines);
        lines.filter(|line| line.part == part).map(|line| line.monthly_usd).sum()
    };
    assert_eq!((of(Part::Fixed), of(Part::Usage)), (estimate.fixed_usd, estimate.usage_usd));
    assert_eq!(estimate.fixed_usd + estimate.usage_usd, estimate.total_usd);
    let share: f64 = estimate.components.iter().map(|component| component.share_percent).sum();
    assert!((99.0..=101.0).contains(&share), "{share}");
    for line in estimate.components.iter().flat_map(|component| &component.lines) {
        assert_eq!(line.monthly_usd, Cents::of(line.quantity * line.price.usd), "{}", line.what);
    }
}

#[test]
fn spot_is_what_the_policy_leaves() {
    let mixed = "service \"web\" {\n min_size = 4\n desired_capacity = 4\n max_size = 8\n mixed_instances_policy {\n instance_types = \
                 [\"t4g.medium\"]\n on_demand_base_capacity = 1\n on_demand_percentage_above_base_capacity = 50\n }\n}";
    let estimate = estimate(&architecture(mixed));
    let web = estimate.component("service.web").unwrap();
    let quantities: Vec<f64> = web.lines.iter().take(2).map(|line| line.quantity).collect();
    // One and half of three, rounded up; the one that is left at 43 %.
    assert_eq!(quantities, [3.0 * 730.0, 730.0 * 0.43]);
    assert_eq!(web.lines[1].price.confidence, Confidence::Low);
}

#[test]
fn what_has_no_price_is_in_no_sum_and_on_the_list() {
    let there = estimate(&architecture("database \"main\" { instance_class = \"db.t4g.small\" }"));
    let unknown = estimate(&architecture("database \"main\" { instance_class = \"db.x2g.large\" }"));
    let missing = unknown.not_priced.iter().find(|missing| missing.component == "database.main").unwrap();
    assert_eq!(missing.key.as_deref(), Some("rds.mysql.db.x2g.large.single_az"));
    // 730 × 0.032
    let of = |estimate: &Estimate| estimate.component("database.main").unwrap().total_usd;
    assert_eq!(of(&there), of(&unknown) + Cents(2336));
    let far = estimate(&Architecture { region: "sa-east-1".parse().unwrap(), ..architecture("") });
    assert!(far.component("nat").is_none());
    assert!(far.not_priced.iter().any(|missing| missing.key.as_deref() == Some("network.nat_gateway_hour")));
    assert_eq!(far.comparisons[0].choices[2].monthly_usd, None);
    let here = architecture("");
    assert_eq!(nat_month(&here, Nat::Single, Prices::of(&here)), Some(Cents(3650)));
}

#[test]
fn a_price_of_ones_own_counts_and_ages() {
    let own = "price \"network.nat_gateway_hour\" {\n usd = 0.03\n as_of = \"2024-02-29\"\n source = \"agreement\"\n}\n\
               price \"ec2.m99.large\" {\n usd = 1.5\n as_of = \"2026-01-01\"\n source = \"agreement\"\n}\n\
               service \"web\" { instance_type = \"m99.large\" }";
    let estimate = estimate(&architecture(own));
    let nat = &estimate.component("nat").unwrap().lines[0];
    assert_eq!((nat.monthly_usd, nat.price.declared), (Cents(2190), true));
    assert_eq!(estimate.component("service.web").unwrap().lines[0].price.usd, 1.5);
    let old = |today: &str| -> Vec<String> {
        let today: Date = today.parse().unwrap();
        estimate.older_than_a_year(today).iter().filter(|quote| quote.declared).map(|quote| quote.key.to_string()).collect()
    };
    assert!(old("2025-03-01").is_empty());
    assert_eq!(old("2025-03-02"), ["network.nat_gateway_hour"]);
}

#[test]
fn usage_that_is_declared_is_not_assumed() {
    let estimate = estimate(&architecture("usage {\n requests_per_month = 5000000\n average_instances = { web = 7 }\n}"));
    let of = |name: &str| estimate.assumptions.iter().find(|assumption| assumption.name == name).unwrap();
    assert_eq!((of("requests_per_month").value, of("requests_per_month").declared), (5_000_000, true));
    assert_eq!((of("data_to_clients_gb").value, of("data_to_clients_gb").declared), (250, false));
    assert_eq!((of("average_instances.web").value, of("average_instances.web").declared), (7, true));
    assert_eq!(estimate.component("service.web").unwrap().lines[0].quantity, 7.0 * 730.0);
}

#[test]
fn what_is_rendered_is_billed_or_free_or_not_priced() {
    let renderer = Renderer::new();
    let free: BTreeSet<&str> = FREE.iter().map(|(resource, _)| *resource).collect();
    assert!(FREE.iter().map(|(resource, _)| *resource).is_sorted() && FREE.len() == free.len(), "sorted, each once");
    let (mut seen, mut billed_anywhere) = (BTreeSet::new(), BTreeSet::new());
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/render");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let sources = Sources::from_texts([(name.clone(), std::fs::read_to_string(&path).unwrap())]);
        let document = Document::parse(&sources).unwrap();
        for environment in document.environments() {
            let architecture = decode::architecture(&document.resolve(environment).unwrap(), environment).unwrap();
            let estimate = estimate(&architecture);
            let lines = estimate.components.iter().flat_map(|component| &component.lines).map(|line| line.resources);
            let missing = estimate.not_priced.iter().map(|missing| missing.resources);
            let billed: BTreeSet<&str> = lines.chain(missing).flatten().copied().collect();
            let files = renderer.render(&plan::root::environment(&architecture, "case.hcl")).unwrap();
            let rendered: BTreeSet<String> = files
                .values()
                .flat_map(|text| text.lines())
                .filter_map(|line| Some(line.strip_prefix("resource \"")?.split_once('"')?.0.to_owned()))
                .collect();
            for resource in &rendered {
                let accounted = billed.contains(resource.as_str()) || free.contains(resource.as_str());
                assert!(accounted, "{name}: {resource} is neither billed nor free");
            }
            for resource in &billed {
                assert!(rendered.contains(*resource), "{name}: {resource} is billed and not rendered");
            }
            let count = |label: &str| files.values().map(|text| text.matches(&format!("resource \"{label}\"")).count()).sum::<usize>();
            let alarms = plan::alarms::alarms(&architecture).len() + architecture.services.len();
            let bursts =
                architecture.services.values().filter(|service| service.scaling.as_ref().is_some_and(|scaling| scaling.step.is_some()));
            assert_eq!(count("aws_cloudwatch_metric_alarm"), alarms + bursts.count(), "{name}: alarms");
            seen.extend(rendered);
            billed_anywhere.extend(billed.into_iter().map(str::to_owned));
        }
    }
    let unused: Vec<&&str> = free.iter().filter(|resource| !seen.contains(**resource)).collect();
    assert!(unused.is_empty(), "free and never rendered: {unused:?}");
    let both: Vec<&&str> = free.iter().filter(|resource| billed_anywhere.contains(**resource)).collect();
    assert!(both.is_empty(), "free and billed: {both:?}");
}
