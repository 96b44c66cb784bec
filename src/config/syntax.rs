//! Parsed files, before anything is evaluated.

use std::collections::BTreeMap;

use hcl::edit::Span as _;

use super::evaluate::Scope;
use super::suggest::{listing, nearest};
use super::unevaluated::{Section, Source, Tree};
use super::{Body, Origin, Sources, overlay, parse, size};
use crate::diagnostic::{Diagnostic, Span};

/// hcl-edit refuses more than 64 levels, but needs up to 40 KiB for each of them: more than a thread, or Windows, gives by itself.
const STACK: usize = 16 * 1024 * 1024;

const FORM: &str = "write `environment \"dev\" { … }`";

/// The parsed architecture: the base, and one overlay for each `environment` block.
///
/// Files of a folder are read as one document: their order never matters.
pub struct Document {
    base: Layer,
    environments: BTreeMap<String, Environment>,
}

/// A tree with the mistakes found in it. They are reported when the tree is used: rendering `dev` does not fail by a mistake
/// that only concerns `prod`.
#[derive(Default)]
struct Layer {
    tree: Tree,
    problems: Vec<Diagnostic>,
}

struct Environment {
    label: Span,
    layer: Layer,
}

impl Document {
    /// Parses every file.
    ///
    /// # Errors
    /// Syntax errors (one a file, located), nesting too deep and files too long to be read, `environment` blocks with a wrong label count, a bad or a
    /// repeated name.
    pub fn parse(sources: &Sources) -> Result<Self, Vec<Diagnostic>> {
        // A process that never starts a thread is faster by more than parsing takes: its allocator needs no locks. Its own stack has 8 MiB on
        // Unix; the deepest input takes half a MiB, and 4 MiB in a debug build.
        if cfg!(unix) && std::thread::current().name() == Some("main") {
            return Self::parse_here(sources);
        }
        std::thread::scope(|scope| {
            let parsing = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || Self::parse_here(sources));
            match parsing.map(std::thread::ScopedJoinHandle::join) {
                Ok(Ok(result)) => result,
                Ok(Err(panic)) => std::panic::resume_unwind(panic),
                // No thread to be had: nearly every file is parsed well with less.
                Err(_) => Self::parse_here(sources),
            }
        })
    }

    fn parse_here(sources: &Sources) -> Result<Self, Vec<Diagnostic>> {
        if let Some(problem) = size::too_much(sources) {
            return Err(vec![problem]);
        }
        let mut problems = Vec::new();
        let mut document = Self { base: Layer::default(), environments: BTreeMap::new() };
        for (file, source) in sources.iter() {
            let parsed = parse::parse(file, &source.text, |mut parsed| {
                let body = std::mem::take(&mut parsed.body);
                document.add(&Source::new(&source.text, &parsed), body, &mut problems);
            });
            problems.extend(parsed.err());
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        for layer in std::iter::once(&mut document.base).chain(document.environments.values_mut().map(|known| &mut known.layer)) {
            layer.tree.require_unique(&mut layer.problems);
            for name in ["project", "region"] {
                layer.tree.require_constant(name, &mut layer.problems);
            }
        }
        Ok(document)
    }

    /// The names of the environments, sorted.
    pub fn environments(&self) -> Vec<&str> {
        self.environments.keys().map(String::as_str).collect()
    }

    /// Where the name of an environment is written.
    pub fn label(&self, environment: &str) -> Option<Span> {
        self.environments.get(environment).map(|known| known.label)
    }

    /// Evaluates the base with the overlay of `environment` on top: one tree, ready to be decoded.
    ///
    /// `${project}`, `${environment}` and `${region}` are filled in; `project` and `region` are the values after the overlay.
    ///
    /// # Errors
    /// Unknown references and functions, duplicate arguments and blocks, expressions that cannot be evaluated: all of them.
    pub fn resolve(&self, environment: &str) -> Result<Body, Vec<Diagnostic>> {
        whole(self.resolve_partly(environment))
    }

    /// As [`Document::resolve`], with what could be evaluated beside what is wrong with the rest: reading on finds more.
    pub fn resolve_partly(&self, environment: &str) -> (Body, Vec<Diagnostic>) {
        let Some(Environment { layer, .. }) = self.environments.get(environment) else {
            return (Body::default(), vec![self.unknown(environment)]);
        };
        let mut problems = [self.base.problems.as_slice(), layer.problems.as_slice()].concat();
        let scope = Scope {
            project: layer.tree.text("project").or_else(|| self.base.tree.text("project")),
            environment,
            region: layer.tree.text("region").or_else(|| self.base.tree.text("region")),
        };
        let mut body = self.base.tree.evaluate(Origin::Base, &scope, &mut problems);
        let over = layer.tree.evaluate(Origin::Environment, &scope, &mut problems);
        overlay::merge(&mut body, over, &mut problems);
        (body, problems)
    }

    /// Evaluates the base without any overlay. `environment` is what `${environment}` stands for.
    ///
    /// # Errors
    /// As [`Document::resolve`], of the base alone.
    pub fn base(&self, environment: &str) -> Result<Body, Vec<Diagnostic>> {
        let mut problems = self.base.problems.clone();
        let scope = Scope { project: self.base.tree.text("project"), environment, region: self.base.tree.text("region") };
        let body = self.base.tree.evaluate(Origin::Base, &scope, &mut problems);
        whole((body, problems))
    }

    fn add(&mut self, source: &Source<'_>, body: hcl::edit::structure::Body, problems: &mut Vec<Diagnostic>) {
        // What is wrong in an environment must not be charged to the base: look at the files' blocks one at a time.
        for structure in body {
            if let Some(attribute) = structure.as_attribute().filter(|attribute| attribute.has_key("environment")) {
                let diagnostic = Diagnostic::error("`environment` is a block, not an argument").at(source.span(attribute.key.span()), "");
                problems.push(diagnostic.help(FORM));
                continue;
            }
            let overlay = structure.as_block().is_some_and(|block| block.has_ident("environment"));
            let mut found = Layer::default();
            found.tree.add(source, [structure], &mut found.problems);
            if overlay {
                for section in found.tree.sections {
                    self.add_environment(section, std::mem::take(&mut found.problems), problems);
                }
            } else {
                self.base.problems.append(&mut found.problems);
                self.base.tree.entries.append(&mut found.tree.entries);
                self.base.tree.sections.append(&mut found.tree.sections);
            }
        }
    }

    fn add_environment(&mut self, section: Section, found: Vec<Diagnostic>, problems: &mut Vec<Diagnostic>) {
        let label = match section.labels.as_slice() {
            [label] => label.clone(),
            [] => return problems.push(Diagnostic::error("`environment` needs a name").at(section.key, "").help(FORM)),
            [_, second, ..] => {
                return problems.push(Diagnostic::error("`environment` takes one name only").at(second.span, "one too many").help(FORM));
            }
        };
        if !well_named(&label.text) {
            let diagnostic = Diagnostic::error(format!("`{}` cannot name an environment", label.text)).at(label.span, "");
            problems.push(diagnostic.help("a name has up to 31 lower-case letters, digits and `-`, and starts with a letter"));
        }
        for nested in section.tree.sections.iter().filter(|nested| nested.keyword == "environment") {
            let diagnostic = Diagnostic::error("an `environment` cannot be inside another one").at(nested.key, "");
            problems.push(diagnostic.related(section.key, "inside this one"));
        }
        if let Some(first) = self.environments.get(&label.text) {
            let diagnostic = Diagnostic::error(format!("the environment `{}` is written twice", label.text));
            problems.push(diagnostic.at(label.span, "again here").related(first.label, "first written here"));
            return;
        }
        let layer = Layer { tree: section.tree, problems: found };
        self.environments.insert(label.text, Environment { label: label.span, layer });
    }

    fn unknown(&self, environment: &str) -> Diagnostic {
        let names = self.environments();
        let diagnostic = Diagnostic::error(format!("there is no environment `{environment}`"));
        match nearest(environment, names.iter().copied()) {
            _ if names.is_empty() => diagnostic.help(format!("declare it: `environment \"{environment}\" {{}}`")),
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help(format!("declared are {}", listing(names, "and"))),
        }
    }
}

/// `[a-z][a-z0-9-]{0,30}`
fn well_named(name: &str) -> bool {
    let tail = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    name.len() <= 31 && name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(tail)
}

/// All or nothing.
fn whole((body, problems): (Body, Vec<Diagnostic>)) -> Result<Body, Vec<Diagnostic>> {
    if problems.is_empty() { Ok(body) } else { Err(problems) }
}
