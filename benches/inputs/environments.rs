//! An architecture with any number of environments, each of them the example's `prod`.

use std::fs;
use std::path::Path;

/// The example's base with `count` environments like `prod`: with a network and a domain of its own each.
///
/// Without `github`, so that the bootstrap root does not grow with them.
pub fn of(count: usize) -> String {
    let example = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("architecture.hcl")).expect("the example");
    let prod = block(&example, "environment \"prod\"").to_owned();
    let mut text = example.clone();
    for name in ["environment \"dev\"", "environment \"staging\"", "environment \"prod\"", "github"] {
        let part = block(&text, name).to_owned();
        text = text.replace(&part, "");
    }
    text = text.lines().filter(|line| !line.starts_with("account_id")).map(|line| format!("{line}\n")).collect();
    for index in 0..count {
        let (third, second) = (index % 4 * 64, index / 4);
        let own = prod
            .replace("environment \"prod\"", &format!("environment \"{}\"", name(index)))
            .replace("10.22.0.0/16", &format!("10.{second}.{third}.0/18"))
            .replace("\"shop.example.com\"", &format!("\"{}.shop.example.com\"", name(index)));
        text.push_str(&own);
    }
    text
}

/// The name of an environment.
pub fn name(index: usize) -> String {
    format!("e{index:04}")
}

/// A block at the top level, from its first word to the line that closes it.
fn block<'a>(text: &'a str, start: &str) -> &'a str {
    let from = text.find(&format!("\n{start} {{")).unwrap_or_else(|| panic!("the example has no `{start}`")) + 1;
    let end = text[from..].find("\n}\n").expect("a block ends") + 3;
    &text[from..from + end]
}
