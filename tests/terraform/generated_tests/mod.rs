//! The tests that every environment carries: they pass without a cloud, and each of their assertions fails once somebody edits, in the
//! generated file, the number or word that it is about.

mod assertion;
mod edit;
mod words;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::discover::{say, tools};
use crate::rendered::Rendered;
use crate::terraform::{Backend, Workspace, each_file};
use assertion::{Assertion, assertions};

macro_rules! case {
    ($name:literal) => {
        include_str!(concat!("../../cases/render/", $name, ".hcl"))
    };
}

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
    fn failing(&self, filter: &[&str]) -> BTreeSet<(String, usize)> {
        let started = Instant::now();
        let failures = self.workspace.test(filter);
        say(&format!("{}: terraform test {}: {:.1} s", self.name, filter.join(" "), started.elapsed().as_secs_f32()));
        failures
    }

    fn passes(&self) {
        assert_eq!(self.failing(&[]), BTreeSet::new(), "{}", self.name);
    }

    /// Edits what each assertion is about, and demands that this assertion fails and no other.
    ///
    /// All edits at once would not tell whose assertion failed, and one at a time takes an hour. The assertions of a file are numbered
    /// from 1; round k edits what those are about whose number has bit k. Each number is another pattern of rounds.
    fn each_assertion_fails_alone(&self, filter: &[&str]) {
        let folder = self.workspace.dir();
        let all: Vec<Assertion> =
            assertions(&folder).into_iter().filter(|assertion| filter.is_empty() || filter.contains(&&*assertion.file)).collect();
        assert!(all.len() > 5, "{}: {} assertions", self.name, all.len());
        let most = all.iter().map(|assertion| assertion.number).max().unwrap_or_default();
        for round in 0..usize::BITS - most.leading_zeros() {
            let edited: Vec<&Assertion> = all.iter().filter(|assertion| assertion.number >> round & 1 == 1).collect();
            let untouched = Untouched::of(&folder);
            edited.iter().for_each(|assertion| edit::edit(&folder, assertion));
            let expected: BTreeSet<(String, usize)> = edited.iter().map(|assertion| (assertion.file.clone(), assertion.line)).collect();
            let failing = self.failing(filter);
            let told = |places: BTreeSet<&(String, usize)>| {
                let of = |assertion: &&Assertion| places.contains(&(assertion.file.clone(), assertion.line));
                all.iter().filter(of).map(|assertion| format!("{}: {}", assertion.file, assertion.condition)).collect::<Vec<_>>()
            };
            let silent = told(expected.difference(&failing).collect());
            let wrong = told(failing.difference(&expected).collect());
            assert!(silent.is_empty(), "{}, round {round}: edited, and yet not failing:\n{}", self.name, silent.join("\n"));
            assert!(wrong.is_empty(), "{}, round {round}: failing, and yet not edited:\n{}", self.name, wrong.join("\n"));
            untouched.restore();
        }
        say(&format!("{}: {} assertions, each failing alone", self.name, all.len()));
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
    let rendered = Rendered::of_case(case!("everything"));
    Offline::new(tools, "everything", &rendered).each_assertion_fails_alone(&[]);
}

/// What is there instead of something that an environment with everything has.
#[test]
fn each_assertion_about_another_choice_fails_when_its_number_is_edited() {
    let Some(tools) = tools() else { return };
    for (name, text, file) in [
        ("nat none", case!("only-nat-none"), "tests/network.tftest.hcl"),
        ("nat instance", case!("only-nat-instance"), "tests/network.tftest.hcl"),
        ("nat single", case!("only-nat-single"), "tests/network.tftest.hcl"),
        ("database", case!("only-database"), "tests/database_main.tftest.hcl"),
        ("cluster", case!("only-database-cluster"), "tests/database_main.tftest.hcl"),
        ("step scaling", case!("only-scaling-step"), "tests/service_web.tftest.hcl"),
    ] {
        Offline::new(tools, name, &Rendered::of_case(text)).each_assertion_fails_alone(&[file]);
    }
}

/// OpenTofu makes up in the plan what Terraform makes up at the apply: only with defaults that the provider accepts do its plans succeed.
#[test]
fn the_mocks_are_what_the_provider_accepts() {
    let Some(tools) = tools() else { return };
    let offline = Offline::new(tools, "everything, applied", &Rendered::of_case(case!("everything")));
    each_file(&offline.workspace.dir().join("tests"), &mut |file| {
        let text = fs::read_to_string(file).expect("a rendered file is text");
        assert!(text.contains("command = plan"), "{}", file.display());
        fs::write(file, text.replace("command = plan", "command = apply")).expect("the copy is ours to write");
    });
    offline.passes();
}
