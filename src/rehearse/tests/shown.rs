//! What people and programs are shown.

use super::*;

#[test]
fn the_same_seed_shows_the_same_and_another_one_other_seconds() {
    let architecture = example("prod");
    let shown = |seed| serde_json::to_string(&rehearse(&architecture, Scenario::ALL, seed)).unwrap();
    let first = shown(7);
    assert_eq!(first, shown(7));
    assert_ne!(first, shown(8));
}

#[test]
fn a_scenario_is_the_same_alone_and_among_others() {
    let architecture = example("prod");
    let alone = rehearse(&architecture, &[Scenario::ScaleIn], SEED);
    let among: Vec<Timeline> = all(&architecture).into_iter().filter(|timeline| timeline.scenario == Scenario::ScaleIn).collect();
    assert_eq!(serde_json::to_string(&alone).unwrap(), serde_json::to_string(&among).unwrap());
}

#[test]
fn steps_are_in_order_and_name_behaviours_that_exist() {
    for timeline in all(&example("prod")) {
        assert!(timeline.steps.is_sorted_by_key(|step| step.at), "{}", timeline.heading());
        for behaviour in timeline.steps.iter().filter_map(|step| step.behaviour) {
            assert!(BEHAVIOURS.iter().any(|known| known.id == behaviour), "{behaviour}");
        }
    }
}

#[test]
fn rules_that_are_named_exist() {
    let incidents = journey(&example("prod"));
    let shows = incidents.iter().flat_map(|incident| &incident.then.shows);
    let mut named = 0;
    for rule in shows {
        assert!(crate::guardrails::Rule::find(rule).is_some(), "{rule}");
        named += 1;
    }
    assert!(named >= 3);
}

#[test]
fn names_on_the_command_line_are_names_in_json() {
    for scenario in Scenario::ALL {
        assert_eq!(serde_json::to_value(scenario).unwrap(), scenario.as_str());
        assert_eq!(scenario.to_possible_value().unwrap().get_name(), scenario.as_str());
    }
    assert_eq!(Scenario::ALL.len(), Scenario::value_variants().len());
}

#[test]
fn a_picture_says_in_words_what_it_shows() {
    let timeline = timeline(&example("prod"), Scenario::ZoneLost, "api");
    let svg = picture(&timeline);
    assert!(svg.starts_with("<svg ") && svg.trim_end().ends_with("</svg>"));
    for part in ["role=\"img\"", "<title id=", "<desc id=", "prefers-color-scheme:dark", "verdict: heals", "class=\"area\""] {
        assert!(svg.contains(part), "{part}");
    }
    assert_eq!(svg, picture(&timeline));
    let every = all(&example("prod"));
    let together = pictures(&every);
    assert_eq!(together.matches("<svg ").count(), 1);
    for timeline in &every {
        assert!(together.contains(&crate::picture::escape(&timeline.heading())), "{}", timeline.heading());
    }
}
