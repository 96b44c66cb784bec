//! Paths inside a generated folder.

use super::text::{at_most, checked_text};

checked_text!(
    /// A file inside a generated folder: relative, with `/`, and not leading out of it.
    TreePath,
    |text| {
        if text.is_empty() || text.starts_with('/') || text.ends_with('/') || text.contains('\\') {
            return Err("must be a file's path inside the environment's folder, such as `modules/network/main.tf`".to_owned());
        }
        if let Some(part) = text.split('/').find(|part| matches!(*part, "" | "." | "..")) {
            return Err(match part {
                ".." => "leads out of the environment's folder".to_owned(),
                _ => format!("has a part that is `{part}`; write the path without it"),
            });
        }
        if text.chars().any(char::is_control) {
            return Err("holds a control character".to_owned());
        }
        at_most(text, 1024)
    }
);
