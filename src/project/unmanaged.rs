//! `unmanaged = ["modules/network/main.tf"]`: generated files that are somebody's own now.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{Body, Origin, locate, nearest};
use crate::diagnostic::{Diagnostic, Span};
use crate::model::TreePath;
use crate::plan::github::FOLDER;
use crate::render::Files;

/// What was declared, and whether there are such files. What the base declares need not be rendered by every environment.
#[derive(Default)]
pub struct Unmanaged {
    base: BTreeMap<Span, Entry>,
}

struct Entry {
    path: String,
    /// Some tree renders it.
    known: bool,
    near: Option<String>,
}

impl Unmanaged {
    /// The unmanaged files of one tree. `prefix` is what the paths begin with that concern it: nothing for an environment.
    ///
    /// With them comes what the environment declares and does not render.
    pub fn of(&mut self, body: &Body, paths: &[TreePath], prefix: &str, files: &Files) -> (BTreeSet<String>, Vec<Diagnostic>) {
        let (mut found, mut problems) = (BTreeSet::new(), Vec::new());
        for (index, declared) in paths.iter().enumerate() {
            let path = declared.as_str().strip_prefix(prefix).filter(|path| files.contains_key(*path));
            found.extend(path.map(str::to_owned));
            let place = locate(body, &["unmanaged", &index.to_string()]);
            let Some(span) = place.span else { continue };
            let near = || {
                let inside = declared.as_str().strip_prefix(prefix)?;
                nearest(inside, files.keys().map(String::as_str)).map(|near| format!("{prefix}{near}"))
            };
            if place.origin == Some(Origin::Base) {
                let entry = self.base.entry(span).or_insert_with(|| Entry { path: declared.to_string(), known: false, near: None });
                // Environments do not know the workflows, and the workflows do not know the environments.
                entry.known |= path.is_some() || declared.as_str().starts_with(FOLDER);
                entry.near = entry.near.take().or_else(near);
            } else if path.is_none() {
                problems.push(unknown(declared.as_str(), near().as_deref(), span));
            }
        }
        (found, problems)
    }

    /// What the base declares and none of the trees renders. Ask only where all of them have been seen.
    pub fn unknown(&self) -> Vec<Diagnostic> {
        let unknown_entry = |(span, entry): (&Span, &Entry)| unknown(&entry.path, entry.near.as_deref(), *span);
        self.base.iter().filter(|(_, entry)| !entry.known).map(unknown_entry).collect()
    }
}

fn unknown(path: &str, near: Option<&str>, span: Span) -> Diagnostic {
    let diagnostic = Diagnostic::error(format!("`{path}` is not a generated file")).at(span, "");
    match near {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => {
            diagnostic.help("write the path as it is inside the environment's folder; files that tfgen does not generate need no mention")
        }
    }
}
