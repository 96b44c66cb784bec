//! What the picture is held to.

mod geometry;
mod hostile;

use super::scene::{Part, Scene};
use super::*;
use crate::config::{Document, Sources, decode};
use crate::model::{Endpoint, Nat};
use crate::plan::flows::flows;

/// Every architecture that there is: of services none, one, several and twelve, and of everything else what a case is about.
fn everything() -> Vec<(String, Architecture)> {
    let mut all = Vec::new();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<_> = ["tests/cases/render", "tests/cases/graph"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(root.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.push(root.join("architecture.hcl"));
    paths.sort();
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let document = Document::parse(&Sources::from_texts([("architecture.hcl".to_owned(), text)])).unwrap();
        for environment in document.environments() {
            let architecture = decode::architecture(&document.resolve(environment).unwrap(), environment).unwrap();
            all.push((format!("{} of {}", environment, path.display()), architecture));
        }
    }
    assert!(all.len() > 50, "{} architectures", all.len());
    all
}

#[test]
fn every_flow_is_an_arrow() {
    for (name, architecture) in everything() {
        let scene = Scene::of(&architecture);
        let drawn = |from: &Part, to: &Part, purpose: &str| {
            let between = |arrow: &&scene::Arrow| arrow.from == *from && arrow.to == *to && !arrow.use_of_api;
            scene.arrows.iter().filter(between).any(|arrow| arrow.purposes.iter().any(|known| known == purpose))
        };
        for flow in flows(&architecture) {
            let (from, to) = (Part::from(&flow.from), Part::from(&flow.to));
            let purpose = flow.purpose.as_str();
            let gone = |part: &Part| matches!(part, Part::Service(name) if !architecture.services.contains_key(name));
            if gone(&from) || gone(&to) || matches!((&from, &to), (Part::Cidr(_), Part::Cidr(_))) {
                continue;
            }
            let found = match (&flow.from, &flow.to) {
                // A NAT instance is asked by a flow of its own.
                (Endpoint::Service(_), Endpoint::Internet) => match architecture.network.nat {
                    Nat::None => drawn(&from, &to, purpose),
                    Nat::Instance => scene.arrows.iter().any(|arrow| arrow.from == from && arrow.to == Part::Nat),
                    Nat::Single | Nat::PerAz => drawn(&from, &Part::Nat, purpose) && drawn(&Part::Nat, &to, "forwarded to the internet"),
                },
                (Endpoint::Internet, Endpoint::LoadBalancer) if architecture.waf.is_some() => {
                    drawn(&from, &Part::Waf, purpose) && drawn(&Part::Waf, &to, purpose)
                }
                _ => drawn(&from, &to, purpose),
            };
            assert!(found, "{name}: nothing shows {} to {}: {purpose}", flow.from, flow.to);
        }
    }
}

#[test]
fn every_alarm_of_a_part_is_on_its_badge() {
    for (name, architecture) in everything() {
        let scene = Scene::of(&architecture);
        for (part, priority) in priorities::priorities(&architecture) {
            let node =
                scene.nodes().find(|node| node.part == part).unwrap_or_else(|| panic!("{name}: {part:?} has alarms and is not drawn"));
            assert_eq!(node.priority, Some(priority), "{name}: {part:?}");
        }
        let counted = crate::plan::alarms::alarms(&architecture).iter().filter(|alarm| !alarm.label.starts_with("account_")).count();
        assert_eq!(counted == 0, scene.nodes().all(|node| node.priority.is_none()), "{name}");
    }
}

#[test]
fn two_pictures_in_one_page_share_no_id() {
    let (_, architecture) = everything().remove(0);
    let ids = |text: &str| -> Vec<String> {
        text.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default().to_owned()).collect()
    };
    let (first, second) = (ids(&svg(&architecture, "one")), ids(&svg(&architecture, "two")));
    assert!(!first.is_empty() && first.iter().all(|id| !second.contains(id)), "{first:?} {second:?}");
}

#[test]
fn the_same_architecture_gives_the_same_picture() {
    for (name, architecture) in everything() {
        assert_eq!(svg(&architecture, "a"), svg(&architecture.clone(), "a"), "{name}");
        assert_eq!(mermaid(&architecture), mermaid(&architecture.clone()), "{name}");
    }
}
