//! From text to typed values: what is read, and what the user sees where something is wrong.

mod evaluation;
mod files;
mod layers;
mod names;
mod robustness;
mod syntax;
mod types;

use std::collections::BTreeMap;

use tfgen::config::{Document, Reader, Sources, Words};
use tfgen::diagnostic::{Diagnostic, print};
use tfgen::model::Bounded;

/// A language of its own, small, with one of each kind of argument and block.
#[derive(Debug, Default)]
#[allow(dead_code, reason = "what is read shows in the snapshots")]
struct Shop {
    project: Option<String>,
    region: Option<String>,
    production: bool,
    tags: BTreeMap<String, String>,
    zones: Vec<String>,
    nat: Option<Nat>,
    services: BTreeMap<String, Service>,
}

#[derive(Debug, Default)]
#[allow(dead_code, reason = "what is read shows in the snapshots")]
struct Service {
    port: Option<u32>,
    ports: Vec<u32>,
    cpu: f64,
    grace: Option<Bounded<5, 300>>,
    path: Option<String>,
}

#[derive(Clone, Copy, Debug)]
enum Nat {
    PerAz,
    Single,
}

impl Words for Nat {
    const WORDS: &'static [(&'static str, Self)] = &[("per_az", Self::PerAz), ("single", Self::Single)];
}

tfgen::from_words!(Nat);

fn shop(reader: &mut Reader<'_>) -> Shop {
    let shop = Shop {
        project: reader.required("project"),
        region: reader.required("region"),
        production: reader.or("production", || false),
        tags: reader.or("tags", BTreeMap::new),
        zones: reader.or("zones", Vec::new),
        nat: reader.block("network", |reader| reader.required("nat")).flatten(),
        services: reader.labelled("service", |reader, _| service(reader)),
    };
    reader.finish();
    shop
}

fn service(reader: &mut Reader<'_>) -> Service {
    Service {
        port: reader.required("port"),
        ports: reader.or("ports", Vec::new),
        cpu: reader.or("cpu", || 0.5),
        grace: reader.optional("health_check_grace_period"),
        path: reader.block("health_check", |reader| reader.required("path")).flatten(),
    }
}

fn sources<const N: usize>(files: [(&str, &str); N]) -> Sources {
    Sources::from_texts(files.map(|(name, text)| (name.to_owned(), text.to_owned())))
}

fn read(sources: &Sources, environment: &str) -> Result<Shop, Vec<Diagnostic>> {
    let body = Document::parse(sources)?.resolve(environment)?;
    let mut problems = Vec::new();
    let shop = shop(&mut Reader::new(&body, &mut problems));
    if problems.is_empty() { Ok(shop) } else { Err(problems) }
}

/// What is printed for files with mistakes, in the environment `dev`.
fn mistakes_in(sources: &Sources) -> String {
    print(&read(sources, "dev").expect_err("no mistake was found"), sources, false)
}

/// What is printed for one file with mistakes.
fn mistakes(text: &str) -> String {
    mistakes_in(&sources([("architecture.hcl", text)]))
}

/// The headlines for one file with mistakes.
fn headlines(text: &str) -> String {
    let sources = sources([("architecture.hcl", text)]);
    let problems = read(&sources, "dev").expect_err("no mistake was found");
    problems.into_iter().map(|problem| format!("{}\n", problem.message)).collect()
}

/// A document without mistakes but for those in `text`.
fn complete(text: &str) -> String {
    format!("project = \"shop\"\nregion = \"eu-west-1\"\nenvironment \"dev\" {{}}\n{text}")
}
