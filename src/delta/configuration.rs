//! Rendered files as Terraform reads them: blocks by address.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, Result};
use hcl::format::{Format as _, Formatter};
use hcl::{Block, Body, Expression};

use super::address::{file_address, inside, references};
use crate::render::Files;

/// What a block is, to somebody who asks what will happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It is made in the account.
    Resource,
    /// It carries a value to where it is used: a local, a variable, a data source, an output, a file.
    Value,
    /// It is neither: a provider, a backend, an output of the root.
    Other,
}

/// A block, or a part of one that can be referred to.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    /// By name; those of nested blocks with the block's.
    pub(super) attributes: BTreeMap<String, Attribute>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attribute {
    text: String,
    /// Addresses.
    pub(super) references: Vec<String>,
}

/// A root with its modules.
#[derive(Clone, Debug, Default)]
pub(super) struct Configuration {
    pub(super) nodes: BTreeMap<String, Node>,
}

impl Configuration {
    /// Reads a root's files.
    pub(super) fn read(files: &Files) -> Result<Self> {
        let mut configuration = Self::default();
        for (path, text) in files {
            let (module, file) = match path.strip_prefix("modules/").and_then(|path| path.split_once('/')) {
                Some((name, file)) => (format!("module.{name}"), file),
                None => (String::new(), path.as_str()),
            };
            if file.ends_with(".tf") {
                let body = hcl::parse(text).with_context(|| format!("`{path}` does not parse; this is a bug in tfgen"))?;
                configuration.body(&module, &body)?;
            } else if !file.ends_with(".md") {
                // Without the header, which names the architecture.
                let text = text.lines().skip(2).collect();
                let attribute = Attribute { text, references: Vec::new() };
                configuration.add(inside(&module, &file_address(file)), Kind::Value, [(String::new(), attribute)].into());
            }
        }
        Ok(configuration)
    }

    fn body(&mut self, module: &str, body: &Body) -> Result<()> {
        for block in body.blocks() {
            let labels: Vec<&str> = block.labels.iter().map(|label| label.as_str()).collect();
            let mut attributes = BTreeMap::new();
            flatten(&block.body, "", module, &mut attributes)?;
            let root = module.is_empty();
            match (block.identifier(), labels.as_slice()) {
                ("resource", [kind, name]) => self.add(inside(module, &format!("{kind}.{name}")), Kind::Resource, attributes),
                ("data", [kind, name]) => self.add(inside(module, &format!("data.{kind}.{name}")), Kind::Value, attributes),
                ("output", [name]) => {
                    attributes.retain(|name, _| name == "value");
                    self.add(inside(module, &format!("output.{name}")), if root { Kind::Other } else { Kind::Value }, attributes);
                }
                ("variable", [name]) => {
                    attributes.retain(|name, _| name == "default");
                    self.add(inside(module, &format!("var.{name}")), Kind::Value, attributes);
                }
                ("locals", []) => {
                    for (name, attribute) in attributes {
                        self.add(inside(module, &format!("local.{name}")), Kind::Value, [(String::new(), attribute)].into());
                    }
                }
                // The arguments of a call are what the module's variables are.
                ("module", [name]) => {
                    for (argument, attribute) in attributes.into_iter().filter(|(argument, _)| argument != "source") {
                        let variable = inside(&inside(module, &format!("module.{name}")), &format!("var.{argument}"));
                        self.add(variable, Kind::Value, [("argument".to_owned(), attribute)].into());
                    }
                }
                (identifier, labels) => {
                    let alias = block.body.attributes().find(|attribute| attribute.key() == "alias").map(|attribute| attribute.expr());
                    let alias = alias.and_then(|alias| if let Expression::String(alias) = alias { Some(alias.as_str()) } else { None });
                    let address: Vec<&str> = [identifier].into_iter().chain(labels.iter().copied()).chain(alias).collect();
                    self.add(inside(module, &address.join(".")), Kind::Other, attributes);
                }
            }
        }
        Ok(())
    }

    /// Parts of one node may come from several places.
    fn add(&mut self, address: String, kind: Kind, attributes: BTreeMap<String, Attribute>) {
        self.nodes.entry(address).or_insert_with(|| Node { kind, attributes: BTreeMap::new() }).attributes.extend(attributes);
    }

    /// Everything that a value is made of, itself among it.
    pub(super) fn sources(&self, address: &str) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        let mut pending: Vec<&str> = self.nodes.get_key_value(address).map(|(address, _)| address.as_str()).into_iter().collect();
        while let Some(address) = pending.pop() {
            if !found.insert(address) {
                continue;
            }
            let references = self.nodes.get(address).into_iter().flat_map(|node| node.attributes.values()).flat_map(|it| &it.references);
            // A variable that nobody sets comes from outside.
            pending.extend(references.filter_map(|address| self.nodes.get_key_value(address)).map(|(address, _)| address.as_str()));
        }
        found
    }
}

/// The attributes of a block and of all blocks in it.
fn flatten(body: &Body, prefix: &str, module: &str, attributes: &mut BTreeMap<String, Attribute>) -> Result<()> {
    for attribute in body.attributes() {
        let mut formatter = Formatter::builder().compact(true).build_vec();
        let text = attribute.expr().format_string(&mut formatter).context("cannot print an expression; this is a bug in tfgen")?;
        let references = references(&text, module);
        attributes.insert(format!("{prefix}{}", attribute.key()), Attribute { text, references });
    }
    let blocks: Vec<&Block> = body.blocks().collect();
    for (index, block) in blocks.iter().enumerate() {
        let alike = |other: &&&Block| other.identifier == block.identifier && other.labels == block.labels;
        let number = match blocks.iter().filter(alike).count() {
            1 => String::new(),
            _ => format!("[{}]", blocks[..index].iter().filter(alike).count()),
        };
        let labels: String = block.labels.iter().map(|label| format!(".{}", label.as_str())).collect();
        let name = format!("{prefix}{}{labels}{number}", block.identifier());
        // A block without arguments is something, too.
        attributes.insert(name.clone(), Attribute { text: String::new(), references: Vec::new() });
        flatten(&block.body, &format!("{name}."), module, attributes)?;
    }
    Ok(())
}
