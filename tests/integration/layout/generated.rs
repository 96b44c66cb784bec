//! Documents that nobody wrote, as HCL's grammar allows them, laid out by tfgen and by `terraform fmt`.
//!
//! `TFGEN_LAYOUT_DOCUMENTS` says how many are made, `TFGEN_LAYOUT_FOLDER` where more of them lie (a corpus of `fuzz/run layout`).

use std::env;
use std::fs;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use tfgen::render::layout::lay_out;

use super::{Case, terraform_fmt_of_what_it_accepts};

/// What may stand between two tokens of a line, or must.
fn gap(least: &'static str) -> impl Strategy<Value = String> {
    prop_oneof![4 => Just(least.to_owned()), 4 => Just(" ".to_owned()), 1 => select(vec!["  ", "\t", " /* c */ ", " /**/"]).prop_map(move |gap| format!("{gap}{least}"))]
}

/// What may stand between two elements of brackets.
fn line_end() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just(String::new()),
        3 => Just("\n".to_owned()),
        1 => select(vec!["\n\n", " # note\n", "// note\n  ", "\n\t# alone\n", "\n/* over\n lines */\n"]).prop_map(ToOwned::to_owned),
    ]
}

fn word() -> impl Strategy<Value = String> {
    select(vec!["a", "bc", "in", "null", "true", "größe", "x-y", "_1", "long_name_of_a_thing", "日本"]).prop_map(ToOwned::to_owned)
}

fn text() -> impl Strategy<Value = String> {
    select(vec!["t", "a b", "$${x}", "%%{ y }", "\\\"q\\\"", "\\\\", "#", "// no", "é", "e\u{301}", "🛒", "$", "%", "=", "{"])
        .prop_map(ToOwned::to_owned)
}

/// Joins what strategies make.
macro_rules! concat_of {
    ($($part:expr),+ $(,)?) => { vec![$($part.boxed()),+].prop_map(|parts| parts.concat()) };
}

fn lit(text: &'static str) -> Just<String> {
    Just(text.to_owned())
}

fn primary() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => select(vec!["1", "0.5", "1e3", "1E-2", "42"]).prop_map(ToOwned::to_owned),
        3 => word(),
        2 => text().prop_map(|text| format!("\"{text}\"")),
        1 => lit("\"\""),
        1 => lit("[]"),
        1 => lit("{}"),
    ]
}

fn expression() -> impl Strategy<Value = String> {
    primary().prop_recursive(4, 24, 3, |inner| {
        let element = concat_of![line_end(), inner.clone(), line_end()];
        let elements = vec(element, 1..4);
        let sign = select(vec!["+", "-", "*", "/", "%", "==", "!=", "<", ">", "<=", ">=", "&&", "||"]).prop_map(ToOwned::to_owned);
        let key = prop_oneof![word(), text().prop_map(|text| format!("\"{text}\"")), inner.clone().prop_map(|key| format!("({key})"))];
        let item = concat_of![line_end(), key, gap(""), select(vec!["=", ":"]).prop_map(ToOwned::to_owned), gap(""), inner.clone(), gap("")];
        prop_oneof![
            2 => elements.clone().prop_map(|elements| format!("[{}]", elements.join(","))),
            1 => elements.clone().prop_map(|elements| format!("[{},\n]", elements.join(","))),
            2 => vec(item, 1..4).prop_map(|items| format!("{{{}}}", items.join(","))),
            1 => (word(), elements).prop_map(|(name, arguments)| format!("{name}({})", arguments.join(","))),
            1 => (word(), inner.clone()).prop_map(|(name, argument)| format!("{name}( {argument}... )")),
            1 => (word(), inner.clone()).prop_map(|(name, argument)| format!("provider::{name}::f({argument})")),
            2 => concat_of![inner.clone(), gap(" "), sign, gap(""), inner.clone()],
            1 => concat_of![inner.clone(), gap(" "), lit("?"), gap(""), inner.clone(), gap(" "), lit(":"), gap(""), inner.clone()],
            1 => concat_of![select(vec!["!", "-", "! ", "- ", "!!"]).prop_map(ToOwned::to_owned), inner.clone()],
            1 => concat_of![lit("("), line_end(), inner.clone(), line_end(), lit(")")],
            1 => concat_of![word(), select(vec![".a", "[0]", ".*.a", "[*].a", ".0", "[ \"k\" ]", "[\"k\"].b"]).prop_map(ToOwned::to_owned)],
            1 => concat_of![lit("[for"), gap(" "), word(), gap(" "), lit("in "), inner.clone(), gap(""), lit(":"), gap(""), inner.clone(), gap(""), lit("]")],
            1 => concat_of![lit("{for k,"), word(), lit(" in "), inner.clone(), lit(":"), inner.clone(), gap(""), lit("=>"), gap(""), inner.clone(), lit(" if "), inner.clone(), lit("}")],
            2 => (text(), gap(""), inner.clone(), gap(""), text()).prop_map(|(before, left, value, right, after)| format!("\"{before}${{{left}{value}{right}}}{after}\"")),
            1 => (text(), inner).prop_map(|(text, condition)| format!("\"{text}%{{ if {condition} ~}} y%{{else}}n%{{ endif }}\"")),
        ]
    })
}

fn heredoc() -> impl Strategy<Value = String> {
    let line = prop_oneof![3 => text(), 1 => lit(""), 1 => primary().prop_map(|value| format!("a ${{{value}}} b"))];
    (select(vec!["<<", "<<-"]), vec(line, 0..4)).prop_map(|(sign, lines)| {
        let lines: String = lines.iter().map(|line| format!("   {}\n", line.replace("\\\"", "\""))).collect();
        format!("{sign}EOT\n{lines}  EOT")
    })
}

fn body() -> impl Strategy<Value = String> {
    let value = prop_oneof![5 => expression(), 1 => heredoc()];
    let end = select(vec!["\n", "\n", "\n", "\n\n", " # note\n", "\t// note\n", " /* c */\n", "\n\n\n"]).prop_map(ToOwned::to_owned);
    let comment = select(vec!["# alone\n", "  // alone\n", "/* over\n   lines */\n", "    #alone  \n"]).prop_map(ToOwned::to_owned);
    let attribute = (concat_of![gap(""), word(), gap(""), lit("="), gap("")], value, end.clone()).prop_map(|(name, value, end)| {
        // Nothing follows the end of a heredoc.
        let end = if value.ends_with("EOT") { "\n" } else { end.as_str() };
        format!("{name}{value}{end}")
    });
    let line = prop_oneof![6 => attribute.clone(), 1 => comment];
    vec(line, 0..6).prop_map(|lines| lines.concat()).prop_recursive(2, 12, 3, move |inner| {
        let header = concat_of![gap(""), word(), select(vec!["", " \"l\"", "  \"l\"  \"m\""]).prop_map(ToOwned::to_owned), gap(" ")];
        let block = (header, inner.clone(), end.clone()).prop_map(|(header, body, end)| format!("{header}{{\n{body}}}{end}"));
        let short = (word(), word(), primary(), end.clone()).prop_map(|(name, key, value, end)| format!("{name} {{ {key}={value} }}{end}"));
        let part = prop_oneof![3 => block, 1 => short, 2 => attribute.clone(), 2 => inner];
        vec(part, 1..4).prop_map(|parts| parts.concat())
    })
}

fn documents() -> Vec<Case> {
    let count = env::var("TFGEN_LAYOUT_DOCUMENTS").map_or(500, |count| count.parse().unwrap());
    let mut runner = TestRunner::new(Config { rng_seed: RngSeed::Fixed(7), failure_persistence: None, ..Config::default() });
    let body = body();
    let mut documents: Vec<Case> =
        (0..count).map(|number| (format!("g{number}.tf"), body.new_tree(&mut runner).unwrap().current())).collect();
    if let Some(folder) = env::var_os("TFGEN_LAYOUT_FOLDER") {
        for (number, entry) in fs::read_dir(folder).unwrap().enumerate() {
            documents.extend(fs::read_to_string(entry.unwrap().path()).ok().map(|text| (format!("f{number}.tf"), text)));
        }
    }
    documents
}

/// Lines without those that are blank, and without what is at their ends: only tfgen tidies these.
fn bare(text: &str) -> Vec<&str> {
    text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect()
}

#[test]
fn generated_documents_are_laid_out_as_terraform_fmt_does() {
    let documents = documents();
    let Some(formatted) = terraform_fmt_of_what_it_accepts(&documents) else { return };
    let laid_out: Vec<Case> = documents.iter().filter_map(|(name, text)| Some((name.clone(), lay_out(text).ok()?))).collect();
    let again = terraform_fmt_of_what_it_accepts(&laid_out).unwrap();
    let (mut compared, mut different) = (0, Vec::new());
    for (name, text) in &documents {
        // What `terraform fmt` does not read is not compared.
        let Some(expected) = formatted.get(name) else { continue };
        let Ok(ours) = lay_out(text) else {
            different.push(format!("refused: {text:?}"));
            continue;
        };
        compared += 1;
        if bare(expected) != bare(&ours) {
            different.push(format!("{text:?}\n  terraform {expected:?}\n  tfgen     {ours:?}"));
        } else if again.get(name) != Some(&ours) {
            different.push(format!("{text:?}\n  tfgen     {ours:?}\n  terraform changes it to {:?}", again.get(name)));
        }
    }
    println!("{compared} of {} documents compared, {} of them differ", documents.len(), different.len());
    assert!(different.is_empty(), "{} of {compared} differ:\n{}", different.len(), different[..different.len().min(20)].join("\n"));
    assert!(compared * 3 > documents.len(), "only {compared} of {} documents are HCL", documents.len());
}
