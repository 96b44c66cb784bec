//! Each phase in one process, without the disk: `cargo bench --bench phases`.
//!
//! `one` is one environment, the example's `prod`; `shape` is what grows with the number of services in one environment, told as services a
//! second: where that stays the same, a service costs the same however many there are. Compare the fastest of each: what else the machine
//! does only ever adds.

mod one;
#[path = "../inputs/services.rs"]
mod services;
mod shape;

use tfgen::config::{Document, Sources, decode};
use tfgen::model::Architecture;

fn main() {
    divan::main();
}

/// A text as if it had been read.
fn sources(text: String) -> Sources {
    Sources::from_texts([("architecture.hcl".to_owned(), text)])
}

/// One environment of it.
fn architecture(sources: &Sources, environment: &str) -> Architecture {
    let document = Document::parse(sources).expect("it parses");
    decode::architecture(&document.resolve(environment).expect("it resolves"), environment).expect("it decodes")
}
