//! The tests that every environment carries: they pass without a cloud, and each of their assertions fails once somebody edits, in the
//! generated file, the number or word that it is about.

mod assertion;
mod edit;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::discover::{say, tools};
use crate::rendered::Rendered;
use crate::terraform::{Backend, Workspace, each_file};
use assertion::{Assertion, Place, assertions};

macro_rules! case {
    ($name:literal) => {
        include_str!(concat!("../../cases/render/", $name, ".hcl"))
    };
}

const EVERYTHING: &str = case!("everything");

/// A rendered root to run tests in, without any cloud.
struct Offline<'a> {
    workspace: Workspace<'a>,
    name: &'a str,
}

impl<'a> Offline<'a> {
    fn new(tools: &'a crate::discover::Tools, name: &'a str, rendered: &Rendered) -> Self {
        let workspace = Workspace::new(tools, &rendered.root());
        workspace.fmt_check();
        each_file(&workspace.dir(), &mut |file| {
            if file.ends_with("versions.tf") {
                // The same files, whatever version this machine has: the case with the other engine and provider is for the text alone.
                let text = fs::read_to_string(file).expect("a rendered file is text").replace("\"~> 6.0\"", "\">= 5.100\"");
                fs::write(file, text).expect("the copy is ours to write");
            }
        });
        workspace.init(Backend::None);
        Self { workspace, name }
    }

    /// Places of the assertions that fail, in the files that `filter` names or in all.
    fn failing(&self, filter: &[&str]) -> BTreeSet<Place> {
        let started = Instant::now();
        let failures = self.workspace.test(filter);
        say(&format!("{}: terraform test {}: {:.1} s", self.name, filter.join(" "), started.elapsed().as_secs_f32()));
        failures
    }

    fn passes(&self) {
        assert_eq!(self.failing(&[]), BTreeSet::new(), "{}", self.name);
    }

    /// Edits what each assertion is about that `wanted` picks, and demands that this assertion fails and no other.
    ///
    /// All edits at once would not tell whose assertion failed, and one at a time takes an hour. The assertions of a file are numbered
    /// from 1; round k edits what those are about whose number has bit k. Each number is another pattern of rounds.
    fn each_assertion_fails_alone(&self, wanted: impl Fn(&Assertion) -> bool) {
        let folder = self.workspace.dir();
        let all = assertions(&folder);
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        let mut numbered = Vec::new();
        for assertion in all.iter().filter(|assertion| wanted(assertion)) {
            let number = numbers.entry(&assertion.file).or_default();
            *number += 1;
            numbered.push((*number, assertion));
        }
        let files: Vec<&str> = numbers.keys().copied().collect();
        let most = numbers.values().copied().max().expect("an assertion that is wanted");
        for round in 0..usize::BITS - most.leading_zeros() {
            let edited: Vec<&Assertion> = numbered.iter().filter(|(number, _)| number >> round & 1 == 1).map(|(_, one)| *one).collect();
            let untouched = Untouched::of(&folder);
            edited.iter().for_each(|assertion| edit::edit(&folder, assertion));
            let expected: BTreeSet<Place> = edited.iter().map(|assertion| assertion.place()).collect();
            let failing = self.failing(&files);
            let told = |places: BTreeSet<&Place>| {
                let told = all.iter().filter(|assertion| places.contains(&assertion.place()));
                told.map(|assertion| format!("{}: {}", assertion.file, assertion.condition)).collect::<Vec<_>>().join("\n")
            };
            assert_eq!(told(expected.difference(&failing).collect()), "", "{}, round {round}: edited, and yet not failing", self.name);
            assert_eq!(told(failing.difference(&expected).collect()), "", "{}, round {round}: failing, and yet not edited", self.name);
            untouched.restore();
        }
        say(&format!("{}: {} assertions, each failing alone", self.name, numbered.len()));
    }
}

/// The files of a root as they were.
struct Untouched(Vec<(PathBuf, String)>);

impl Untouched {
    fn of(folder: &Path) -> Self {
        let mut files = Vec::new();
        each_file(folder, &mut |file| {
            if let Ok(text) = fs::read_to_string(file) {
                files.push((file.to_owned(), text));
            }
        });
        Self(files)
    }

    fn restore(self) {
        for (file, text) in self.0 {
            fs::write(file, text).expect("the copy is ours to write");
        }
    }
}

#[test]
fn the_tests_of_the_example_pass_offline() {
    let Some(tools) = tools() else { return };
    for environment in ["dev", "staging", "prod"] {
        Offline::new(tools, environment, &Rendered::example(environment)).passes();
    }
}

#[test]
fn each_assertion_of_an_environment_with_everything_fails_when_its_number_is_edited() {
    let Some(tools) = tools() else { return };
    Offline::new(tools, "everything", &Rendered::of_case(EVERYTHING)).each_assertion_fails_alone(|_| true);
}

/// What is asserted of other choices, and not of an environment with everything.
#[test]
fn each_assertion_about_another_choice_fails_when_its_number_is_edited() {
    let Some(tools) = tools() else { return };
    let mut seen: BTreeSet<String> = assertions(&Rendered::of_case(EVERYTHING).root()).iter().map(Assertion::shape).collect();
    for (name, text) in [
        ("nat none", case!("only-nat-none")),
        ("nat instance", case!("only-nat-instance")),
        ("database", case!("only-database")),
        ("cluster", case!("only-database-cluster")),
    ] {
        let rendered = Rendered::of_case(text);
        // The files of one module each: what differs elsewhere is names of services.
        let module = if name.starts_with("nat") { "tests/network" } else { "tests/database" };
        let new = |assertion: &Assertion| assertion.file.starts_with(module) && !seen.contains(&assertion.shape());
        Offline::new(tools, name, &rendered).each_assertion_fails_alone(new);
        seen.extend(assertions(&rendered.root()).iter().map(Assertion::shape));
    }
}

/// OpenTofu makes up in the plan what Terraform makes up at the apply: only with defaults that the provider accepts do its plans succeed.
#[test]
fn the_mocks_are_what_the_provider_accepts() {
    let Some(tools) = tools() else { return };
    let offline = Offline::new(tools, "everything, applied", &Rendered::of_case(EVERYTHING));
    each_file(&offline.workspace.dir().join("tests"), &mut |file| {
        let text = fs::read_to_string(file).expect("a rendered file is text");
        assert!(text.contains("command = plan"), "{}", file.display());
        fs::write(file, text.replace("command = plan", "command = apply")).expect("the copy is ours to write");
    });
    offline.passes();
}
