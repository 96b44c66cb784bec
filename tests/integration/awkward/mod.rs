//! Strings that HCL, shell, systemd and Markdown each read in their own way arrive as they were written, or are refused at the place
//! where they are written.

mod arrival;
mod complete;
mod fields;
mod script;
mod systemd;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::hostile::literal;
use crate::rendering::{decode, sources};
use fields::{FIELDS, Field};

/// Each breaks something that does not escape it.
const AWKWARD: &[&str] = &[
    "plain",
    "with a blank",
    " blanks around ",
    "",
    "say \"hi\"",
    "it's",
    "'quoted'",
    "${var.project}",
    "$${var.project}",
    "$$$",
    "a $",
    "%{ if true }",
    "%%{ if true }",
    "100% %h %%",
    "$HOME $(id) `id`",
    "two\nlines",
    "three\n\nlines\n",
    "a\ttab",
    "carriage\r\nreturn",
    "bell\u{7}",
    "nul\u{0}",
    "back\\slash",
    "back\\\\slashes\\",
    "\\n \\u0041 \\x41",
    "\\",
    "</script><!-- & -->",
    "{{ name }}{% if name %}{# #}",
    "| a | b |",
    "# comment // /* */",
    "a; b && c > d < e",
    ";",
    "*?[a-z]!(x)~",
    "END_OF_ENVIRONMENT",
    "a\nEND_OF_ENVIRONMENT\nEND_OF_ENVIRONMENT_\nb",
    "END_OF_UNIT",
    "<<EOT\nEOT",
    "größer",
    "日本語",
    "🛒",
    "line\u{2028}paragraph\u{2029}",
    "no\u{a0}break",
    "\u{feff}mark",
    "right\u{202e}left",
    "not a character \u{fffe}",
    "é",
    "key=value,other",
    "-rf",
    "/",
    "..",
];

/// The text of an architecture in which one field has this value.
fn architecture(field: &Field, value: &str) -> String {
    let base = include_str!("../../cases/awkward.hcl");
    let (marked, written) = (format!("/*{}*/", field.name), literal(value));
    assert_eq!(base.matches(&marked).count(), 1, "`{}` is marked once in tests/cases/awkward.hcl", field.name);
    let (before, after) = base.split_once(&marked).unwrap();
    // What stands after the mark is the field's value everywhere else.
    let rest = after.trim_start().strip_prefix('"').unwrap().split_once('"').unwrap().1;
    format!("{before}{written}{rest}")
}

/// Every field with every value it takes. What is refused is refused at its own place.
fn accepted() -> &'static [(&'static Field, String)] {
    static ACCEPTED: LazyLock<Vec<(&'static Field, String)>> = LazyLock::new(find_accepted);
    &ACCEPTED
}

fn find_accepted() -> Vec<(&'static Field, String)> {
    let mut accepted = Vec::new();
    for field in FIELDS {
        for awkward in AWKWARD {
            let value = format!("{}{awkward}{}", field.before, field.after);
            let text = architecture(field, &value);
            let written = literal(&value);
            let at = text.find(&written).unwrap();
            match decode(&sources(&text), "dev") {
                Ok(_) => accepted.push((field, value)),
                Err(problems) => {
                    let here = |start: usize, end: usize| at <= start && end <= at + written.len();
                    let elsewhere = problems.iter().find(|problem| !problem.primary().is_some_and(|span| here(span.start, span.end)));
                    assert!(elsewhere.is_none(), "{} = {value:?}: {elsewhere:?}", field.name);
                }
            }
        }
    }
    accepted
}

/// A field that takes none of them would test nothing, and one that takes a value must be asked where it arrives.
#[test]
fn every_awkward_string_is_taken_or_refused_at_its_place() {
    let bare = |field: &Field| format!("{}{}", field.before, field.after);
    let taken: BTreeSet<&str> = accepted().iter().filter(|(field, value)| *value != bare(field)).map(|(field, _)| field.name).collect();
    let sent: BTreeSet<&str> = FIELDS.iter().filter(|field| field.arrives != fields::Arrives::Nowhere).map(|field| field.name).collect();
    assert_eq!(taken, sent);
}
