//! Every string of an architecture, replaced by one that means to break out of the place it ends up in: a string is refused where it is
//! written, or every file is still what it was, with another text in it.

mod outputs;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::process::Command;

use hcl::edit::Span as _;
use hcl::edit::expr::Expression;
use hcl::edit::structure::Body;
use hcl::edit::visit::{Visit, visit_expr};
use hcl::format::{Format as _, Formatter};
use tfgen::diagnostic::print;
use tfgen::picture::escape;
use tfgen::render::Files;

use crate::rendering::{case, decode, render, sources};
use crate::tools::tool;

const HOSTILE: [&str; 12] = [
    "\"; rm -rf / #",
    "$(touch owned)`touch owned`",
    "${{ github.token }}",
    "${file(\"/etc/passwd\")}",
    "%{ if true }x%{ endif }",
    "</script><script>alert(1)</script>",
    "](javascript:alert(1))",
    "a\nb: c\n- d",
    "nul\u{0}",
    "right\u{202e}left",
    "zero\u{200b}width",
    "'; DROP TABLE users; --",
];

/// Where each string is, quotes included.
#[derive(Default)]
struct Strings(Vec<Range<usize>>);

impl Visit for Strings {
    fn visit_expr(&mut self, node: &Expression) {
        match node {
            Expression::String(text) => self.0.extend(text.span()),
            _ => visit_expr(self, node),
        }
    }
}

/// Where the text of each string of an architecture is, quotes included.
pub fn strings(text: &str) -> Vec<Range<usize>> {
    let body: Body = text.parse().unwrap();
    let mut strings = Strings::default();
    strings.visit_body(&body);
    strings.0
}

/// As a user writes it.
pub fn literal(text: &str) -> String {
    hcl::Expression::from(text).format_string(&mut Formatter::builder().build_vec()).unwrap()
}

/// Every interpolation and function call of a file: what Terraform computes.
fn computed(text: &str) -> BTreeSet<String> {
    #[derive(Default)]
    struct Computed(BTreeSet<String>);
    impl Visit for Computed {
        fn visit_expr(&mut self, node: &Expression) {
            if let Expression::FuncCall(call) = node {
                self.0.insert(call.name.name.to_string());
            }
            visit_expr(self, node);
        }

        fn visit_interpolation(&mut self, node: &hcl::edit::template::Interpolation) {
            self.0.insert(node.expr.to_string());
        }

        fn visit_directive(&mut self, node: &hcl::edit::template::Directive) {
            self.0.insert(format!("{node:?}"));
        }
    }
    let body: Body = text.parse().unwrap_or_else(|error| panic!("{error}\n{text}"));
    let mut computed = Computed::default();
    computed.visit_body(&body);
    computed.0
}

/// Places of a workflow that GitHub evaluates.
fn expressions(text: &str) -> BTreeSet<&str> {
    text.split("${{").skip(1).map(|rest| rest.split("}}").next().unwrap()).collect()
}

/// A page without what it shows as it is: code, and what a backslash stands before.
fn prose(text: &str) -> String {
    let (mut prose, mut code) = (String::new(), false);
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' if !code => drop(rest.next()),
            '`' => code = !code,
            c if !code => prose.push(c),
            _ => {}
        }
    }
    prose
}

/// No file holds what its own language would take for more than text.
fn is_harmless(files: &Files, before: &Files, hostile: &str, what: &str) {
    for (path, text) in files {
        let known = before.get(path).map_or("", String::as_str);
        assert!(!text.contains(['\u{0}', '\u{202e}', '\u{200b}']), "{what}: {path}");
        match path.rsplit('.').next().unwrap() {
            "tf" | "hcl" => {
                let new: Vec<_> = computed(text).difference(&computed(known)).filter(|new| hostile.contains(new.trim())).cloned().collect();
                assert!(new.is_empty(), "{what}: {path} computes {new:?}");
            }
            "yml" | "yaml" => assert!(expressions(text).is_subset(&expressions(known)), "{what}: {path}"),
            "md" => {
                let prose = prose(text);
                for active in ["<script", "](javascript:"] {
                    assert!(!prose.contains(active), "{what}: {path} holds {active}");
                }
            }
            _ => {}
        }
    }
}

#[test]
fn strings_reach_every_file_as_text_or_are_refused_where_they_are_written() {
    let text = case("everything");
    let before = render(&text, "dev").files;
    let mut taken: BTreeMap<&str, usize> = BTreeMap::new();
    let strings = strings(&text);
    assert!(strings.len() > 80, "{} strings", strings.len());
    let mut scripts = BTreeSet::new();
    for place in &strings {
        for hostile in HOSTILE {
            let what = format!("{hostile:?} for {}", &text[place.clone()]);
            let with = format!("{}{}{}", &text[..place.start], literal(hostile), &text[place.end..]);
            match decode(&sources(&with), "dev") {
                Err(problems) => assert!(problems.iter().all(|problem| problem.primary().is_some()), "{what}: {problems:?}"),
                Ok(_) => {
                    *taken.entry(hostile).or_default() += 1;
                    let files = render(&with, "dev").files;
                    is_harmless(&files, &before, hostile, &what);
                    scripts.extend(files.into_iter().filter(|(path, _)| path.ends_with(".sh")).map(|(_, script)| script));
                }
            }
        }
    }
    for invisible in ["nul\u{0}", "right\u{202e}left", "zero\u{200b}width"] {
        assert_eq!(taken.get(invisible), None, "{invisible:?} is taken somewhere");
    }
    assert!(taken.values().sum::<usize>() > 20, "{taken:?}");
    let Some(bash) = tool("bash") else { return };
    for script in scripts {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("script.sh"), &script).unwrap();
        let output = Command::new(&bash).arg("-n").arg(folder.path().join("script.sh")).output().unwrap();
        assert!(output.status.success(), "{}\n{script}", String::from_utf8_lossy(&output.stderr));
    }
}

/// Somebody reads the diagnostic, too: it is shown in the order it is written, whatever the string does.
#[test]
fn a_refusal_shows_what_cannot_be_seen() {
    let text = case("minimal").replace("/usr/bin/node", "/usr/bin/\u{202e}node");
    let problems = decode(&sources(&text), "dev").unwrap_err();
    let shown = print(&problems, &sources(&text), false);
    assert!(shown.contains("holds '\\u{202e}', which nobody sees") && !shown.contains('\u{202e}'), "{shown}");
}

#[test]
fn a_picture_holds_text_and_no_elements() {
    for hostile in HOSTILE {
        let escaped = escape(hostile);
        assert!(!escaped.contains(['<', '>', '"', '\u{0}']), "{escaped}");
        assert!(escaped.split('&').skip(1).all(|rest| rest.split_once(';').is_some_and(|(name, _)| name.len() < 8)), "{escaped}");
    }
}
