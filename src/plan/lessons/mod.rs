//! What the journey taught, as `terraform test` holds it: one file of assertions for each module of an environment.
//!
//! The numbers stand in the tests as they follow from the architecture, so that a test fails when somebody changes one in a generated file.
//! Nothing is asked that OpenTofu and Terraform 1.10 do not both know: no `override_during`, no mock files, no run in parallel.

mod bucket;
mod cdn;
mod database;
mod keys;
mod lesson;
mod load_balancer;
mod mocks;
mod network;
mod observability;
mod security;
mod service;
mod state;
mod variables;

use serde::Serialize;

pub use lesson::Lesson;
pub use mocks::{Mock, mocks};
use variables::Variable;

use super::alarms::Alarm;
use super::{Expression, Module, View};
use crate::model::Architecture;

/// `tests/NAME.tftest.hcl`.
#[derive(Debug, Serialize)]
pub struct Test {
    /// Name of the file and of its only run.
    pub name: String,
    /// The module that is planned.
    pub module: String,
    /// What is planned, where that is not all of it.
    targets: Vec<Expression>,
    /// Why not all of it, or not this module.
    reason: Option<&'static str>,
    variables: Vec<Variable>,
    lessons: Vec<Lesson>,
}

impl Test {
    fn of(architecture: &Architecture, module: &Module, lessons: Vec<Lesson>) -> Self {
        Self {
            name: module.name.clone(),
            module: module.name.clone(),
            targets: Vec::new(),
            reason: None,
            variables: module.inputs.iter().map(|input| Variable::of(input, architecture)).collect(),
            lessons,
        }
    }

    /// Reads the module's files instead of planning it: `validate` takes every module that a test plans for a root, and one that is handed a
    /// second provider is none.
    fn read(self, architecture: &Architecture, modules: &[Module]) -> Option<Self> {
        let keys = modules.iter().find(|module| module.name == "keys")?;
        let reason = Some(
            "This module is handed two providers, and `validate` refuses a test that plans such a one: its files are read, from the smallest module there is.",
        );
        let lessons = self.lessons.into_iter().filter_map(|lesson| lesson.in_resource(&self.module)).collect();
        Some(Self { name: self.name, reason, ..Self::of(architecture, keys, lessons) })
    }

    /// Plans these resources alone.
    fn only(mut self, reason: &'static str, targets: impl IntoIterator<Item = &'static str>) -> Self {
        self.targets = targets.into_iter().map(Expression::from).collect();
        self.reason = Some(reason);
        self
    }
}

/// The tests of an environment, sorted by name.
pub fn tests(architecture: &Architecture, modules: &[Module], alarms: &[Alarm]) -> Vec<Test> {
    let mut tests: Vec<Test> = modules.iter().filter_map(|module| test(architecture, module, modules, alarms)).collect();
    tests.extend(state::test(architecture, modules));
    tests.sort_by(|a, b| a.name.cmp(&b.name));
    tests
}

fn test(architecture: &Architecture, module: &Module, modules: &[Module], alarms: &[Alarm]) -> Option<Test> {
    let test = planned(architecture, module, modules, alarms)?;
    let test = if module.view.us_east_1() { test.read(architecture, modules)? } else { test };
    (!test.lessons.is_empty()).then_some(test)
}

fn planned(architecture: &Architecture, module: &Module, modules: &[Module], alarms: &[Alarm]) -> Option<Test> {
    Some(match &module.view {
        View::Cdn(view) => Test::of(architecture, module, cdn::lessons(architecture.cdn.as_ref()?, view)),
        View::Database(_) => {
            let (_, database) = architecture.databases.iter().find(|(name, _)| super::security::database_module(name) == module.name)?;
            database::test(architecture, module, database, modules)?
        }
        View::Dns(view) => {
            let targets = view.certificates();
            let lessons = targets.iter().map(|target| keys::certificate(target)).collect();
            Test::of(architecture, module, lessons)
                .only("Which records prove the names to be ours, only an apply tells: the certificates alone are planned.", targets)
        }
        View::Keys(view) => Test::of(architecture, module, keys::lessons(view)),
        View::LoadBalancer(_) => Test::of(architecture, module, load_balancer::lessons(architecture, architecture.load_balancer.as_ref()?)),
        View::Network(_) => Test::of(architecture, module, network::lessons(architecture)),
        View::Observability(_) => Test::of(architecture, module, observability::lessons(architecture, alarms)),
        View::Security(view) => Test::of(architecture, module, security::lessons(view)),
        View::Service(_) => {
            let (name, service) = architecture.services.iter().find(|(name, _)| super::security::service_module(name) == module.name)?;
            Test::of(architecture, module, service::lessons(architecture, name, service))
        }
        View::Storage(view) => Test::of(architecture, module, view.all().flat_map(bucket::lessons).collect()),
        View::Account(_) | View::Bootstrap(_) | View::Roles(_) | View::Root(_) => return None,
    })
}
