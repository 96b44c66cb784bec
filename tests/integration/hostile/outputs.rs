//! What commands print about an architecture in which every string that can be is hostile: HTML, SVG, Markdown and JSON stay what they are.

use std::collections::BTreeSet;

use super::{HOSTILE, expressions, literal, prose, strings};
use crate::rendering::{case, decode, sources};
use crate::support::Workspace;

/// The case with a hostile text for as many strings as take it, one after the other, and how many these are.
fn filled(hostile: &str) -> (String, usize) {
    let (mut text, mut taken) = (case("everything"), 0);
    // From the last to the first, so that places before stay as they are.
    for place in strings(&text).into_iter().rev() {
        let with = format!("{}{}{}", &text[..place.start], literal(hostile), &text[place.end..]);
        if decode(&sources(&with), "dev").is_ok() {
            (text, taken) = (with, taken + 1);
        }
    }
    (text, taken)
}

/// The elements of a page or a picture, each with the names of its attributes, and with the scheme of its link.
fn elements(text: &str) -> BTreeSet<String> {
    let element = |tag: &str| {
        let (mut element, mut quoted, mut rest) = (String::new(), false, tag.chars());
        while let Some(c) = rest.next().filter(|c| quoted || *c != '>') {
            quoted ^= c == '"';
            if !quoted && c != '"' {
                element.push(c);
            }
        }
        let scheme = tag.split_once("href=\"").map_or("", |(_, link)| link.split([':', '"']).next().unwrap_or_default());
        let scheme = scheme.split_once('#').map_or(scheme, |(before, _)| before);
        format!("{element} {scheme}")
    };
    text.split('<').skip(1).map(element).collect()
}

#[test]
fn pages_pictures_and_tables_hold_text_and_nothing_more() {
    let plain = Workspace::new(&case("everything"));
    let page = |workspace: &Workspace| workspace.run("report --env dev --today 2026-11-22").stdout();
    let pictures = ["graph --env dev --format svg", "rehearse --env dev database-failover --format svg"];
    let tables = ["cost --env dev --format markdown", "matrix --env dev --format markdown"];
    let json =
        ["lint --env dev --format json", "lint --env dev --format sarif", "show --env dev --format json", "cost --env dev --format json"];
    let page_before = elements(&page(&plain));
    let pictures_before = pictures.map(|picture| elements(&plain.run(picture).stdout()));
    assert!(page_before.len() > 40 && pictures_before.iter().all(|known| known.len() > 5), "there are elements");
    let mut taken = 0;
    for hostile in HOSTILE {
        let (text, count) = filled(hostile);
        taken += count;
        if count == 0 {
            continue;
        }
        let workspace = Workspace::new(&text);
        let page = page(&workspace);
        let new: Vec<_> = elements(&page).difference(&page_before).cloned().collect();
        assert!(new.is_empty(), "{hostile:?} is an element of the page: {new:?}");
        assert!(page.contains("</html>") && !page.contains(['\u{0}', '\u{202e}']), "{hostile:?}");
        for (picture, known) in pictures.iter().zip(&pictures_before) {
            let new: Vec<_> = elements(&workspace.run(picture).stdout()).difference(known).cloned().collect();
            assert!(new.is_empty(), "{hostile:?} is an element of `{picture}`: {new:?}");
        }
        for table in tables {
            let table = workspace.run(table).stdout();
            assert!(!["<script", "](javascript:"].iter().any(|active| prose(&table).contains(active)), "{hostile:?}: {table}");
            assert!(expressions(&table).is_empty() || hostile.starts_with("${{"), "{hostile:?}: {table}");
        }
        for json in json {
            let said = workspace.run(json).stdout();
            assert!(serde_json::from_str::<serde_json::Value>(&said).is_ok(), "{hostile:?}: `{json}` says {said}");
        }
    }
    assert!(taken > 20, "only {taken} strings are hostile");
}
