//! What is in the way of a run, told so that its reader can go on.

use std::path::PathBuf;

use anyhow::Result;

use super::generate::{Generated, Intent};
use super::patch::Patches;
use crate::config::Sources;
use crate::diagnostic::Diagnostic;
use crate::outcome::Outcome;
use crate::screen::Screen;
use crate::write::{Change, Doubt, MANIFEST, Obstacle, means};

/// Collects what is in the way of each root.
pub(super) struct Stopped<'a> {
    intent: &'a Intent,
    obstacles: Vec<Diagnostic>,
    edits: Vec<Edit>,
    /// What `--overwrite` names and nothing was found for yet.
    unmet: Vec<PathBuf>,
}

/// A generated file that somebody may have edited.
struct Edit {
    shown: String,
    before: String,
    after: String,
    diagnostic: Diagnostic,
}

impl<'a> Stopped<'a> {
    pub(super) fn new(intent: &'a Intent) -> Self {
        Self { intent, obstacles: Vec::new(), edits: Vec::new(), unmet: intent.overwrite.named().to_vec() }
    }

    /// Whether anything is in the way of a root.
    pub(super) fn look(&mut self, generated: &Generated) -> bool {
        let before = self.obstacles.len() + self.edits.len();
        let comparison = &generated.comparison;
        self.unmet.retain(|named| !comparison.changes.keys().any(|path| means(named, &comparison.folder.join(path))));
        self.obstacles.extend(comparison.obstacles().map(|(path, obstacle)| in_the_way(&path, obstacle)));
        for (path, change) in comparison.changes.iter().filter(|_| self.intent.edits_stop) {
            let Change::Held { before, doubt, rendered } = change else { continue };
            let shown = comparison.shown(path);
            let diagnostic = held(generated, path, (before, *doubt, *rendered));
            let after = generated.tree.files.get(path).cloned().unwrap_or_default();
            self.edits.push(Edit { shown, before: before.clone(), after, diagnostic });
        }
        self.obstacles.len() + self.edits.len() > before
    }

    /// Reports all of it. `None` where nothing is in the way.
    pub(super) fn report(self, screen: &mut Screen) -> Result<Option<Outcome>> {
        for named in &self.unmet {
            let diagnostic = Diagnostic::error(format!("`--overwrite` names `{}`, which is not a generated file", named.display()));
            screen.tell(
                diagnostic.help("name a file as `tfgen render` does, or a folder with such files, of the environments that are rendered"),
            );
        }
        let mut patches = Patches::new();
        for edit in &self.edits {
            patches.print(&edit.shown, &edit.before, &edit.after, screen)?;
        }
        let found: Vec<Diagnostic> = self.obstacles.into_iter().chain(self.edits.into_iter().map(|edit| edit.diagnostic)).collect();
        screen.report(&found, &Sources::default());
        Ok(match (found.is_empty(), self.unmet.is_empty()) {
            (false, _) => Some(Outcome::Failed),
            (true, false) => Some(Outcome::Usage),
            (true, true) => None,
        })
    }
}

fn in_the_way(path: &str, obstacle: &Obstacle) -> Diagnostic {
    let diagnostic = Diagnostic::error(format!("`{path}` {obstacle}"));
    diagnostic.help(match obstacle {
        Obstacle::Case(_) => "nothing of that root is written; rename it",
        _ => "nothing of that root is written; move it away, or delete it if it may be replaced",
    })
}

fn held(Generated { name, prefix, comparison, .. }: &Generated, path: &str, change: (&str, Doubt, bool)) -> Diagnostic {
    let (before, doubt, rendered) = change;
    let shown = comparison.shown(path);
    let message = match (doubt, rendered) {
        (Doubt::Edited, true) => format!("`{shown}` was edited after tfgen wrote it"),
        (Doubt::Edited, false) => format!("`{shown}` is no longer rendered, but was edited after tfgen wrote it"),
        (Doubt::Unlisted, _) => {
            let why = if comparison.manifest.is_some() { "does not list it" } else { "is missing" };
            format!("`{shown}` may have been edited: `{}` {why}", comparison.shown(MANIFEST))
        }
    };
    let gone = if rendered { "replaced" } else { "removed" };
    let diagnostic = Diagnostic::error(message).help(format!(
        "nothing of that root is written; to have it {gone}: `--overwrite {shown}` (or `--overwrite {}` for every such file in it)",
        comparison.folder.display()
    ));
    let diagnostic = diagnostic.help(match (rendered, doubt) {
        (true, _) if !prefix.is_empty() => {
            format!("to keep it as it is: write `unmanaged = [\"{prefix}{path}\"]` at the top of the architecture")
        }
        (true, _) => format!("to keep it as it is: write `unmanaged = [\"{path}\"]` in `environment \"{name}\"`, or at the top for all"),
        (false, Doubt::Edited) => "to keep it: give it another name, and delete the header in its first lines".to_owned(),
        (false, Doubt::Unlisted) => "to keep it: delete the header in its first lines".to_owned(),
    });
    if !before.contains("\r\n") {
        return diagnostic;
    }
    diagnostic.help("its lines end as on Windows: with `* text eol=lf` in `.gitattributes`, git leaves them as they are")
}
