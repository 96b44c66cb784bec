//! That no text is forgotten: what takes awkward strings is found by writing them, and has to be in the list.

use std::collections::BTreeSet;

use hcl::edit::Span as _;
use hcl::edit::expr::{Expression, ObjectKey};
use hcl::edit::structure::{Body, Structure};
use serde_json::Value;
use tfgen::config::{Document, decode};

use super::fields::FIELDS;
use crate::hostile::literal;
use crate::rendering::{case, cases, sources};

/// A few that break most things.
const TELLING: [&str; 8] = [" b", "'", "\"", "$(id)", "${x}", "%h", "é", "#;|<"];

/// A string: where it is, and its route by keywords and names: `service.environment.*`, `service.environment` for a key of it.
struct Place {
    start: usize,
    end: usize,
    route: String,
}

fn places(text: &str) -> Vec<Place> {
    let body: Body = text.parse().unwrap();
    let mut places = Vec::new();
    of_body(&body, "", &mut places);
    places
}

fn of_body(body: &Body, route: &str, places: &mut Vec<Place>) {
    for structure in body {
        match structure {
            Structure::Attribute(attribute) => of_expression(&attribute.value, &format!("{route}{}", attribute.key.as_str()), places),
            // What environments say is what the base says.
            Structure::Block(block) if block.ident.as_str() == "environment" => of_body(&block.body, route, places),
            Structure::Block(block) => of_body(&block.body, &format!("{route}{}.", block.ident.as_str()), places),
        }
    }
}

fn of_expression(expression: &Expression, route: &str, places: &mut Vec<Place>) {
    match expression {
        Expression::String(text) => {
            let span = text.span().unwrap();
            places.push(Place { start: span.start, end: span.end, route: route.to_owned() });
        }
        Expression::Array(array) => array.iter().for_each(|element| of_expression(element, route, places)),
        Expression::Parenthesis(inner) => of_expression(inner.inner(), route, places),
        Expression::Object(object) => {
            for (key, value) in object.iter() {
                if let ObjectKey::Expression(key) = key {
                    of_expression(key, route, places);
                }
                of_expression(value.expr(), &format!("{route}.*"), places);
            }
        }
        _ => {}
    }
}

/// What is in the list, by its mark.
fn listed() -> BTreeSet<String> {
    let text = include_str!("../../cases/awkward.hcl");
    let places = places(text);
    let route = |name: &str| {
        let mark = format!("/*{name}*/");
        let at = text.find(&mark).unwrap() + mark.len();
        places.iter().find(|place| place.start >= at).unwrap().route.clone()
    };
    FIELDS.iter().map(|field| route(field.name)).collect()
}

/// Whether the architecture is taken with the value, and has it: what the environment sets otherwise is not looked at.
fn is_taken(text: &str, value: &str) -> bool {
    let sources = sources(text);
    let Ok(body) = Document::parse(&sources).unwrap().resolve("dev") else { return false };
    let quoted = serde_json::to_string(value).unwrap();
    decode::architecture(&body, "dev")
        .is_ok_and(|architecture| serde_json::to_string(&architecture).unwrap().contains(quoted.trim_matches('"')))
}

#[test]
fn what_takes_awkward_strings_is_in_the_list() {
    let mut seen = listed();
    let mut missing = BTreeSet::new();
    for text in cases("render").iter().rev().map(|case| &case.text).chain([&case("everything")]) {
        for place in places(text) {
            if !seen.insert(place.route.clone()) {
                continue;
            }
            let written = &text[place.start + 1..place.end - 1];
            let with = |value: &str| format!("{}{}{}", &text[..place.start], literal(value), &text[place.end..]);
            let taken = |value: String| is_taken(&with(&value), &value);
            let (head, tail) = written.split_at(written.char_indices().nth(1).map_or(0, |(at, _)| at));
            if TELLING.iter().any(|awkward| taken(format!("{written}{awkward}")) || taken(format!("{head}{awkward}{tail}"))) {
                missing.insert(place.route);
            }
        }
    }
    assert!(missing.is_empty(), "add to FIELDS of tests/integration/awkward/fields.rs: {missing:#?}");
}

/// The first and the last name on the way to each value that nobody set, and to each that somebody did.
fn sort(value: &Value, route: &[&str], unset: &mut BTreeSet<String>, set: &mut BTreeSet<String>) {
    let ends = || format!("{} … {}", route.first().unwrap_or(&""), route.last().unwrap_or(&""));
    match value {
        Value::Null => drop(unset.insert(ends())),
        Value::Array(values) => values.iter().for_each(|value| sort(value, route, unset, set)),
        Value::Object(entries) => entries.iter().for_each(|(key, value)| sort(value, &[route, &[key]].concat(), unset, set)),
        _ => {}
    }
    if !value.is_null() {
        set.insert(ends());
    }
}

/// An argument that no case sets would be seen by no test; above all not by the one above.
#[test]
fn the_cases_have_every_argument() {
    let (mut unset, mut set) = (BTreeSet::new(), BTreeSet::new());
    for case in cases("render") {
        let body = Document::parse(&sources(&case.text)).unwrap().resolve("dev").unwrap();
        let architecture = serde_json::to_value(decode::architecture(&body, "dev").unwrap()).unwrap();
        sort(&architecture, &[], &mut unset, &mut set);
    }
    let missing: Vec<&String> = unset.difference(&set).collect();
    assert!(missing.is_empty() && set.len() > 150, "no case in tests/cases/render sets {missing:?}");
}
