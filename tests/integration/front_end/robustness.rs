//! No input makes the front end panic, overflow the stack or run for ever.

use std::time::{Duration, Instant};

use tfgen::config::Document;
use tfgen::diagnostic::print;

use super::{layers::TWO, read, sources};

const PIECES: [&str; 40] = [
    "\"",
    "\\",
    "${",
    "%{",
    "}",
    "{",
    "[",
    "]",
    "(",
    ")",
    "<<EOT\n",
    "EOT\n",
    "\n",
    "\r\n",
    "=",
    "==",
    ",",
    ":",
    "?",
    ".",
    "..",
    "*",
    "/*",
    "*/",
    "#",
    "é",
    "\u{0}",
    "\u{feff}",
    "0",
    "1e",
    "-",
    "!",
    " for x in ",
    " if ",
    "environment \"dev\" {",
    "project",
    "null",
    "~",
    "::",
    "\t",
];

/// Small, and the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

fn exercise(text: &str) {
    let sources = sources([("a.hcl", text)]);
    for environment in ["dev", "prod"] {
        if let Err(problems) = read(&sources, environment) {
            assert!(!problems.is_empty(), "{text:?}");
            let shown = print(&problems, &sources, false);
            assert!(shown.starts_with("error"), "{text:?}");
        }
    }
}

#[test]
fn mutated_documents() {
    let start = format!(
        "{TWO}\nv = <<-EOT\n  %{{ for z in [1] ~}}\n  ${{z}}\n  %{{ endfor }}\n  EOT\nw = {{ for k, v in {{ a = 1 }} : k => -v if true }}\n"
    );
    let mut dice = Dice(1);
    for _ in 0..1200 {
        let mut text: Vec<char> = start.chars().collect();
        for _ in 0..=dice.below(3) {
            let at = dice.below(text.len());
            match dice.below(5) {
                0 => text.truncate(at),
                1 => drop(text.drain(at..(at + dice.below(12)).min(text.len()))),
                2 => {
                    let end = (at + dice.below(30)).min(text.len());
                    let copy = text[at..end].to_vec();
                    let to = dice.below(text.len());
                    text.splice(to..to, copy);
                }
                _ => drop(text.splice(at..at, PIECES[dice.below(PIECES.len())].chars())),
            }
            if text.is_empty() {
                break;
            }
        }
        exercise(&text.into_iter().collect::<String>());
    }
}

#[test]
fn heaps_of_tokens() {
    let mut dice = Dice(2);
    for _ in 0..1200 {
        let length = dice.below(24);
        let text: String = (0..length).map(|_| PIECES[dice.below(PIECES.len())]).collect();
        exercise(&text);
        exercise(&format!("environment \"dev\" {{}}\nx = {text}\n"));
        exercise(&format!("environment \"dev\" {{}}\nx = \"{text}\"\n"));
    }
}

#[test]
fn every_kind_of_nesting_is_bounded() {
    let kinds = [
        ("(", "project", ")"),
        ("[", "project", "]"),
        ("{ a = ", "project", " }"),
        ("{(", "project", ") = 1}"),
        ("\"${", "project", "}\""),
        ("\"a${", "project", "}\""),
        ("!", "true", ""),
        ("- ", "(1)", ""),
        ("true ? 1 : ", "project", ""),
        ("[for x in ", "[project]", " : x]"),
        ("{for k, x in ", "{ a = project }", " : k => x}"),
        ("project[", "1", "]"),
        ("f(", "1", ")"),
        ("1 + ", "1", ""),
        ("(1 + 1) + ", "1", ""),
        ("", "project", ".a"),
        ("", "project", "[0]"),
        ("\"%{ if true }", "${project}", "%{ endif }\""),
        ("a::", "b()", ""),
    ];
    for (open, middle, close) in kinds {
        for levels in [1, 30, 63, 64, 65, 128, 20_000] {
            exercise(&format!("environment \"dev\" {{}}\na = {}{middle}{}\n", open.repeat(levels), close.repeat(levels)));
        }
    }
    for levels in [63, 64, 65, 20_000] {
        exercise(&format!("environment \"dev\" {{}}\n{}\n{}", "a {\n".repeat(levels), "}\n".repeat(levels)));
    }
}

#[test]
fn a_thousand_environments_are_resolved_against_one_base() {
    let services: String = (0..20)
        .map(|n| {
            format!(
                "service \"s{n}\" {{\n  port = {n}\n  ports = [1, 2, 3]\n  health_check {{\n    path = \"/${{environment}}\"\n  }}\n}}\n"
            )
        })
        .collect();
    let environments: String =
        (0..1000).map(|n| format!("environment \"e{n}\" {{\n  service \"s1\" {{\n    port = {n}\n  }}\n}}\n")).collect();
    let sources = sources([("a.hcl", &format!("project = \"p\"\nregion = \"r\"\n{services}{environments}"))]);
    let start = Instant::now();
    let document = Document::parse(&sources).unwrap();
    for environment in document.environments() {
        document.resolve(environment).unwrap();
    }
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}
