use std::collections::BTreeSet;

use super::*;
use crate::config::{Document, Sources, decode};

fn architecture(text: &str) -> Architecture {
    let sources = Sources::from_texts([("architecture.hcl".to_owned(), text.to_owned())]);
    let document = Document::parse(&sources).unwrap();
    let environment = document.environments()[0].to_owned();
    decode::architecture(&document.resolve(&environment).unwrap(), &environment).unwrap()
}

/// A database that is followed, and one whose instances take turns.
const DATABASES: &str = r#"
project = "watch"
region  = "us-east-1"
state {
  bucket = "watch-terraform-state"
}
network {
  cidr_block         = "10.30.0.0/16"
  availability_zones = ["us-east-1a", "us-east-1b", "us-east-1c"]
}
database "followed" {
  instance_class          = "db.t4g.medium"
  read_replicas           = 2
  backup_retention_period = 7
}
database "turns" {
  engine         = "postgres"
  instance_class = "db.m6gd.large"
  multi_az       = "cluster"
}
environment "dev" {}
"#;

fn everything() -> Architecture {
    architecture(include_str!("../../../tests/terraform/fixtures/observability.hcl"))
}

#[test]
fn names_and_labels_are_unique_and_headings_are_anchors() {
    let architecture = everything();
    let alarms = alarms(&architecture);
    let events = events(&architecture);
    let names: BTreeSet<&str> = alarms.iter().map(Alarm::anchor).chain(events.iter().map(Event::anchor)).collect();
    assert_eq!(names.len(), alarms.len() + events.len());
    let labels: BTreeSet<&str> = alarms.iter().map(|alarm| alarm.label.as_str()).collect();
    assert_eq!(labels.len(), alarms.len());
    for name in names {
        assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{name} changes as an anchor");
    }
}

#[test]
fn every_alarm_is_one_that_cloudwatch_accepts() {
    for alarm in alarms(&everything()) {
        let window = alarm.period * alarm.evaluation_periods;
        assert!(alarm.period.is_multiple_of(60) && window <= 86_400, "{}", alarm.name);
        assert!((1..=alarm.evaluation_periods).contains(&alarm.datapoints_to_alarm), "{}", alarm.name);
        assert!(alarm.description().len() <= 1024 && alarm.description().ends_with(&format!("RUNBOOK.md#{}", alarm.anchor())));
        for metric in alarm.measure.metrics() {
            assert_eq!(
                metric.dimensions.is_empty(),
                [crate::plan::logs::ERRORS, "RootLogin"].contains(&metric.metric_name),
                "{}",
                alarm.name
            );
        }
    }
}

#[test]
fn every_priority_has_something_to_say() {
    let architecture = everything();
    let alarms: BTreeSet<Priority> = alarms(&architecture).iter().map(|alarm| alarm.priority).collect();
    assert_eq!(alarms, BTreeSet::from([Priority::P1, Priority::P2, Priority::P3]));
    let events: BTreeSet<Priority> = events(&architecture).iter().map(|event| event.priority).collect();
    assert_eq!(events, BTreeSet::from([Priority::P2, Priority::P3, Priority::P4]));
}

#[test]
fn what_concerns_load_looks_longer_than_a_warm_up() {
    let architecture = everything();
    let mut seen = 0;
    for alarm in alarms(&architecture).iter().filter(|alarm| alarm.name.ends_with("-cpu") || alarm.name.ends_with("-at-max-size")) {
        let Some(name) = &alarm.service else { continue };
        let warmup = architecture.services[name].default_instance_warmup.get();
        assert!(alarm.period * alarm.evaluation_periods > warmup, "{}", alarm.name);
        seen += 1;
    }
    assert_eq!(seen, 3);
}

#[test]
fn every_instance_of_a_database_is_watched() {
    let alarms = alarms(&architecture(DATABASES));
    let of = |what: &str| -> Vec<&Alarm> { alarms.iter().filter(|alarm| alarm.name.ends_with(what)).collect() };
    assert_eq!(of("-connections").len(), 6);
    assert_eq!(of("-free-storage").len(), 6);
    let replication = of("-replication");
    assert_eq!(replication.len(), 5, "a primary follows nobody");
    assert!(replication.iter().all(|alarm| alarm.priority == Priority::P1));
    let silence: Vec<MissingData> = replication.iter().map(|alarm| alarm.missing_data).collect();
    assert_eq!(silence[..2], [MissingData::Breaching; 2], "a replica reports as long as it follows");
    assert_eq!(silence[2..], [MissingData::NotBreaching; 3], "whoever writes has no lag to report");
    assert_eq!(of("-credit-balance").len(), 3, "one class has credits, the other has none");
}

#[test]
fn a_nat_instance_is_watched_in_place_of_gateways() {
    let text = include_str!("../../../tests/terraform/fixtures/observability.hcl");
    let architecture = architecture(&text.replace("\"per_az\"", "\"instance\""));
    let alarms = alarms(&architecture);
    let names: Vec<&str> = alarms.iter().map(|alarm| alarm.name.as_str()).filter(|name| name.starts_with("watch-test-nat-")).collect();
    assert_eq!(names, ["watch-test-nat-instance-missing", "watch-test-nat-credits"]);
}

#[test]
fn a_cdn_is_watched_where_its_metrics_are() {
    let text = include_str!("../../../tests/terraform/fixtures/edge_no_domain.hcl");
    let about_cdn = |text: &str| alarms(&architecture(text)).into_iter().filter(|alarm| alarm.name.contains("-cdn-")).count();
    assert_eq!(about_cdn(text), 1);
    let elsewhere = text.replace("us-east-1", "eu-west-1");
    assert_eq!(about_cdn(&elsewhere), 0, "an alarm cannot look into another region");
}
