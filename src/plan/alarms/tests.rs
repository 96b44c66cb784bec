use std::collections::BTreeSet;

use super::*;
use crate::config::{Document, Sources, decode};

fn architecture(text: &str) -> Architecture {
    let sources = Sources::from_texts([("architecture.hcl".to_owned(), text.to_owned())]);
    let body = Document::parse(&sources).unwrap().resolve("test").unwrap();
    decode::architecture(&body, "test").unwrap()
}

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
    for alarm in alarms(&architecture).iter().filter(|alarm| alarm.name.ends_with("-cpu") || alarm.name.ends_with("-at-max-size")) {
        let service = &architecture.services[alarm.service.as_ref().unwrap()];
        assert!(alarm.period * alarm.evaluation_periods > service.default_instance_warmup.get(), "{}", alarm.name);
    }
}
