//! EC2 takes 16 KiB of user data, measured before base64. Source: EC2 user guide, "Run commands at launch".

use super::{Finding, route};
use crate::model::Architecture;
use crate::plan;
use crate::plan::security::service_module;
use crate::render::Files;

const RULE: &str = "user-data-too-large";

/// Bytes before base64.
const LIMIT: usize = 16_384;

pub(super) fn check(architecture: &Architecture, files: &Files) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (name, service) in &architecture.services {
        let script = files.get(&format!("modules/{}/user_data.sh", service_module(name))).map_or(0, String::len);
        // What is put before the script at apply counts as well.
        let size = script + plan::service::preamble(name, service);
        if size > LIMIT {
            let environment: usize = service.environment.iter().map(|(key, value)| key.as_str().len() + value.as_str().len()).sum();
            let message = format!("user data of service `{name}` has {size} bytes; EC2 takes {LIMIT}");
            let finding =
                Finding::error(RULE, message, route(["service", name.as_str(), "environment"]), format!("{environment} bytes of it"));
            findings.push(finding.help("move large values into the artifact, or fetch them at start-up"));
        }
    }
    findings
}
