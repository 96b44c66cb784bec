//! The assertions in rendered test files.

use std::fs;
use std::path::Path;

use crate::terraform::each_file;

/// An `assert` block.
pub struct Assertion {
    /// `tests/NAME.tftest.hcl`.
    pub file: String,
    /// The module that is planned.
    pub module: String,
    /// Where its condition begins.
    pub line: usize,
    /// The condition, on one line.
    pub condition: String,
}

/// File and line.
pub type Place = (String, usize);

impl Assertion {
    /// Where Terraform says that it failed.
    pub fn place(&self) -> Place {
        (self.file.clone(), self.line)
    }

    /// The condition, whatever its numbers.
    pub fn shape(&self) -> String {
        self.condition.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
    }
}

/// Every assertion of a root.
pub fn assertions(root: &Path) -> Vec<Assertion> {
    let mut all = Vec::new();
    each_file(&root.join("tests"), &mut |path| {
        let file = format!("tests/{}", path.file_name().unwrap_or_default().to_string_lossy());
        let text = fs::read_to_string(path).expect("a rendered file is text");
        let module = text.split("source = \"./").nth(1).and_then(|rest| rest.split('"').next()).expect("a run names its module");
        let mut number = 0;
        let mut lines = text.lines().enumerate();
        while let Some((index, line)) = lines.next() {
            let Some(condition) = line.strip_prefix("    condition").and_then(|rest| rest.trim_start().strip_prefix("= ")) else {
                continue;
            };
            let mut condition = condition.to_owned();
            while let Some((_, line)) = lines.next().filter(|(_, line)| !line.starts_with("    error_message")) {
                condition.push(' ');
                condition.push_str(line.trim());
            }
            number += 1;
            all.push(Assertion { file: file.clone(), module: module.to_owned(), line: index + 1, condition });
        }
        assert_eq!(number, text.matches("  assert {").count(), "{file}: every assertion is seen");
    });
    all
}
