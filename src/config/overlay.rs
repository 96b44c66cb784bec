//! Merging an overlay onto the base.

use std::collections::HashMap;

use super::{Block, Body};
use crate::diagnostic::{Diagnostic, Span};

/// Lays `over` onto `base`: blocks by keyword and labels, all the way down; arguments, lists included, are replaced. What is
/// an argument on one side and a block on the other is reported.
pub fn merge(base: &mut Body, over: Body, problems: &mut Vec<Diagnostic>) {
    for attribute in over.attributes {
        if let Some(block) = base.blocks.iter().find(|block| block.keyword == attribute.name) {
            problems.push(conflict(&attribute.name, attribute.key, "an argument", block.key, "a block"));
            continue;
        }
        match base.attributes.iter_mut().find(|known| known.name == attribute.name) {
            Some(known) => *known = attribute,
            None => base.attributes.push(attribute),
        }
    }
    // An overlay may repeat thousands of blocks of a base that has thousands.
    let mut places: HashMap<Header, usize> = HashMap::new();
    for (at, block) in base.blocks.iter().enumerate() {
        places.entry(header(block)).or_insert(at);
    }
    for block in over.blocks {
        if let Some(attribute) = base.attributes.iter().find(|attribute| attribute.name == block.keyword && attribute.key != block.key) {
            problems.push(conflict(&block.keyword, block.key, "a block", attribute.key, "an argument"));
            continue;
        }
        match places.get(&header(&block)).and_then(|at| base.blocks.get_mut(*at)) {
            Some(known) => merge(&mut known.body, block.body, problems),
            None => {
                places.insert(header(&block), base.blocks.len());
                base.blocks.push(block);
            }
        }
    }
}

/// Keyword and labels.
type Header = (String, Vec<String>);

fn header(block: &Block) -> Header {
    (block.keyword.clone(), block.labels.iter().map(|label| label.text.clone()).collect())
}

fn conflict(name: &str, over: Span, form: &str, base: Span, base_form: &str) -> Diagnostic {
    Diagnostic::error(format!("`{name}` is {base_form}, but the environment writes it as {form}"))
        .at(over, format!("{form} here"))
        .related(base, format!("{base_form} here"))
        .help("an environment repeats the blocks around what it changes, in the form the base gives them")
}
