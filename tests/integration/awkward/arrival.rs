//! Literals of generated files, evaluated by Terraform.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use hcl::edit::Span as _;
use hcl::edit::expr::Expression;
use hcl::edit::structure::Body;
use hcl::edit::visit::{Visit, visit_expr};

use super::fields::Arrives;
use super::{accepted, architecture};
use crate::rendering::{decode, render, sources};
use crate::tools::tool;

/// The outermost expressions of a file that refer to nothing, as they are written.
#[derive(Default)]
struct Literals<'a> {
    text: &'a str,
    found: Vec<&'a str>,
}

impl Visit for Literals<'_> {
    fn visit_expr(&mut self, node: &Expression) {
        let mut names = Names::default();
        names.visit_expr(node);
        match node.span().filter(|_| !names.found) {
            Some(span) => self.found.push(&self.text[span]),
            None => visit_expr(self, node),
        }
    }
}

/// Whether anything is referred to.
#[derive(Default)]
struct Names {
    found: bool,
}

impl Visit for Names {
    fn visit_expr(&mut self, node: &Expression) {
        self.found |= matches!(node, Expression::Variable(_) | Expression::Traversal(_) | Expression::FuncCall(_));
        visit_expr(self, node);
    }
}

fn literals(text: &str) -> Vec<&str> {
    let body: Body = text.parse().unwrap();
    let mut literals = Literals { text, found: Vec::new() };
    literals.visit_body(&body);
    literals.found
}

/// Every string, key or value, in what an expression came to.
fn strings(value: &serde_json::Value, found: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::String(text) => drop(found.insert(text.clone())),
        serde_json::Value::Array(values) => values.iter().for_each(|value| strings(value, found)),
        serde_json::Value::Object(entries) => entries.iter().for_each(|(key, value)| {
            found.insert(key.clone());
            strings(value, found);
        }),
        _ => {}
    }
}

#[test]
fn what_is_taken_arrives_in_terraform() {
    let Some(terraform) = tool("terraform") else { return };
    let mut expected: Vec<(String, String)> = Vec::new();
    let mut outputs = String::new();
    for (field, value) in accepted() {
        let (file, arrived) = match field.arrives {
            Arrives::Literal(file) => (file, value.clone()),
            Arrives::Within(file, before, after) => (file, format!("{before}{value}{after}")),
            Arrives::Without(file, start) => (file, value.strip_prefix(start).expect("it begins with it").to_owned()),
            _ => continue,
        };
        let files = render(&architecture(field, value), "dev").files;
        let literals = literals(&files[file]);
        outputs.push_str(&format!("output \"o{}\" {{\n  value = [{}]\n}}\n", expected.len(), literals.join(",\n")));
        expected.push((format!("{} = {value:?}", field.name), arrived));
    }

    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("settings.tfrc");
    fs::write(&settings, "").unwrap();
    fs::write(folder.path().join("main.tf"), outputs).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(&terraform);
        command.args(arguments).current_dir(folder.path()).env("TF_CLI_CONFIG_FILE", &settings).env("CHECKPOINT_DISABLE", "1");
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    run(&["apply", "-auto-approve", "-input=false", "-no-color"]);
    let answers: BTreeMap<String, serde_json::Value> = serde_json::from_slice(&run(&["output", "-json"])).unwrap();

    assert!(expected.len() > 60, "{} values arrive in Terraform", expected.len());
    for (index, (what, arrived)) in expected.iter().enumerate() {
        let mut found = BTreeSet::new();
        strings(&answers[&format!("o{index}")]["value"], &mut found);
        assert!(found.contains(arrived), "{what} is not among {found:?}");
    }
}

#[test]
fn what_is_taken_arrives_in_the_estimate() {
    let mut arrived = 0;
    for (field, value) in accepted().iter().filter(|(field, _)| field.arrives == Arrives::Estimate) {
        let architecture = decode(&sources(&architecture(field, value)), "dev").unwrap();
        let mut found = BTreeSet::new();
        strings(&serde_json::to_value(tfgen::cost::estimate(&architecture)).unwrap(), &mut found);
        assert!(found.contains(value), "{} = {value:?} is not among {found:?}", field.name);
        arrived += 1;
    }
    assert!(arrived > 5, "{arrived} values arrive in the estimate");
}
