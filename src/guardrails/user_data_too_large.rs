//! EC2 takes so many bytes of user data, measured before base64.

use super::finding::of;
use super::judge::Judge;
use crate::model::Architecture;
use crate::plan;
use crate::plan::security::service_module;
use crate::render::Files;

/// The script of each service.
pub(super) const FILE: &str = "user_data.sh";

pub(super) fn check(architecture: &Architecture, files: &Files, judge: &mut Judge) {
    for (name, service) in &architecture.services {
        let script = files.get(&format!("modules/{}/{FILE}", service_module(name))).map_or(0, String::len);
        // What is put before the script at apply counts as well.
        let size = (script + plan::service::preamble(name, service)) as u64;
        if judge.above(size, judge.threshold()) {
            let environment: usize = service.environment.iter().map(|(key, value)| key.as_str().len() + value.as_str().len()).sum();
            let message = format!("user data of service `{name}` has {size} bytes; EC2 takes {}", judge.threshold());
            let finding = judge.finding(message, of(name, "environment"), format!("{environment} bytes of it"));
            judge.report(finding.help("move large values into the artifact, or fetch them at start-up"));
        }
    }
}
