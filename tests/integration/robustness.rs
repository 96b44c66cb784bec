//! No architecture makes tfgen panic or render what it then cannot read: mistakes are reported, whatever they are.

use tfgen::config::{Document, decode};
use tfgen::diagnostic::print;
use tfgen::guardrails;
use tfgen::plan;
use tfgen::render::Renderer;

use crate::rendering::{SOURCE, case, sources};

/// How far a text got.
#[derive(Clone, Copy, Debug, Default)]
struct Reached {
    refused: usize,
    accepted: usize,
}

/// Takes a text through everything; a panic anywhere is a failure, and so is an error of ours.
fn exercise(text: &str, renderer: &Renderer, reached: &mut Reached) {
    let sources = sources(text);
    let told = |problems: &[_]| assert!(print(problems, &sources, false).starts_with("error"), "{text}");
    let document = match Document::parse(&sources) {
        Ok(document) => document,
        Err(problems) => {
            reached.refused += 1;
            return told(&problems);
        }
    };
    for environment in ["dev", "prod"] {
        let decoded = document.resolve(environment).and_then(|body| Ok((decode::architecture(&body, environment)?, body)));
        let (architecture, body) = match decoded {
            Ok(decoded) => decoded,
            Err(problems) => {
                reached.refused += 1;
                told(&problems);
                continue;
            }
        };
        let findings: Vec<_> = guardrails::errors(&architecture).into_iter().map(|finding| finding.located(&body)).collect();
        if !findings.is_empty() {
            reached.refused += 1;
            told(&findings);
            continue;
        }
        reached.accepted += 1;
        // Rendering takes most of the time, and differs little from one to the next.
        if reached.accepted % 4 != 1 {
            continue;
        }
        let files = renderer.render(&plan::root::environment(&architecture, SOURCE)).unwrap_or_else(|error| panic!("{error:#}\n{text}"));
        guardrails::check_rendered(&architecture, &files);
    }
}

/// Words, numbers, strings, blanks and signs, each a piece of its own.
fn tokens(text: &str) -> Vec<&str> {
    let (mut tokens, mut rest) = (Vec::new(), text);
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => rest[1..].find('"').map_or(rest.len(), |end| end + 2),
            c if c.is_alphanumeric() => rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        tokens.push(token);
        rest = after;
    }
    tokens
}

/// Small, and the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

const STRANGE: [&str; 24] = [
    "null",
    "true",
    "-1",
    "0",
    "4294967296",
    "99999999999999999999",
    "1e308",
    "0.5",
    "\"\"",
    "\" \"",
    "\"${project}\"",
    "\"$${x}\"",
    "\"\u{1F6D2}\"",
    "\"0.0.0.0/0\"",
    "\"us-east-1h\"",
    "[]",
    "{}",
    "[[]]",
    "{ a = null }",
    "environment",
    "[for x in [1, 2] : x]",
    "<<EOT\ntext\nEOT\n",
    "dev",
    "}",
];

/// One to three tokens of `text` are removed, repeated, replaced by others of it or by strange ones; or the end is missing.
fn mutated(text: &str, dice: &mut Dice) -> String {
    let mut tokens = tokens(text);
    for _ in 0..=dice.below(3) {
        let at = dice.below(tokens.len());
        let other = tokens[dice.below(tokens.len())];
        match dice.below(8) {
            0 => drop(tokens.remove(at)),
            1 => tokens.insert(at, tokens[at]),
            2 | 3 => tokens[at] = other,
            4 => tokens.insert(at, other),
            5 if dice.below(4) == 0 => tokens.truncate(at),
            _ => tokens[at] = STRANGE[dice.below(STRANGE.len())],
        }
        if tokens.is_empty() {
            break;
        }
    }
    tokens.concat()
}

#[test]
fn no_mutation_of_the_example_makes_it_panic() {
    let renderer = Renderer::new();
    let (mut dice, mut reached) = (Dice(1), Reached::default());
    for text in [include_str!("../../architecture.hcl"), &case("everything")] {
        exercise(text, &renderer, &mut reached);
        for _ in 0..500 {
            exercise(&mutated(text, &mut dice), &renderer, &mut reached);
        }
    }
    // Otherwise it is the parser alone that was tested.
    assert!(reached.accepted > 50 && reached.refused > 500, "{reached:?}");
}

/// Only a value is replaced, so that the parser has nothing to say: what is tested is everything behind it.
#[test]
fn no_value_in_the_place_of_another_makes_it_panic() {
    let renderer = Renderer::new();
    let mut reached = Reached::default();
    let text = case("everything");
    for (index, line) in text.lines().enumerate() {
        let Some((name, _)) = line.split_once(" = ").filter(|(_, value)| !value.ends_with('{')) else { continue };
        // A quarter of them, another one at each line: the lines are many, and alike.
        for strange in STRANGE.iter().skip(index % 4).step_by(4) {
            let lines: Vec<String> = text
                .lines()
                .enumerate()
                .map(|(at, line)| if at == index { format!("{name} = {strange}") } else { line.to_owned() })
                .collect();
            exercise(&lines.join("\n"), &renderer, &mut reached);
        }
    }
    assert!(reached.accepted > 50 && reached.refused > 500, "{reached:?}");
}

/// Defaults written in the program are parsed when they are needed, and one that is not valid panics there: every one is needed here.
#[test]
fn every_default_is_valid() {
    let renderer = Renderer::new();
    for instance_type in ["t4g.small", "m7i.large"] {
        for production in ["", "production = true\n"] {
            let text = case("minimal")
                .replace("t4g.small", instance_type)
                .replace("load_balancer {}", "load_balancer { domain_name = \"a.example.com\" }");
            let text = format!("{production}{text}").replace(
                "internet_egress = true",
                "internet_egress = true\n  health_check {}\n  instance_refresh {}\n  root_volume {}\n  stickiness {}\n  scaling {\n    cpu_target = 55\n\n    step {\n      requests_threshold = 1\n    }\n  }\n  mixed_instances_policy {\n    instance_types = []\n  }",
            );
            let text = text.replace("state {", "terraform {}\n\nstate {");
            let mut reached = Reached::default();
            exercise(&text, &renderer, &mut reached);
            assert_eq!((reached.accepted, reached.refused), (1, 1), "dev is rendered, and there is no prod\n{text}");
        }
    }
}
