//! Who may talk to whom, and why: the flow list as a table, and what lies on the way from one end to the other.
//!
//! The rules in AWS are made from the same list ([`crate::plan::security`]); a test reads them back from what is rendered, and compares.

mod answer;
mod ends;
mod print;
mod way;

use serde::Serialize;

use crate::model::{Architecture, Endpoint, Flow};
use crate::plan::{flows, security};

pub use answer::{Answer, Way, why};
pub use ends::{Unknown, ends, find};
pub use print::{answer, csv, markdown, table};
pub use way::{Step, Verdict};

/// Everything that is allowed in an environment, in the order of the flow list.
#[derive(Clone, Debug, Serialize)]
pub struct Matrix {
    /// Its name.
    pub environment: String,
    /// What connections are opened by.
    pub flows: Vec<Allowed>,
}

/// Connections that are allowed, and why.
#[derive(Clone, Debug, Serialize)]
pub struct Allowed {
    /// Who opens them.
    pub from: Endpoint,
    /// Who accepts them.
    pub to: Endpoint,
    /// `tcp` or `udp`.
    pub protocol: &'static str,
    /// The port they are accepted on.
    pub port: u32,
    /// What they are for.
    pub purpose: String,
    /// The security-group rules that allow them, as they are called in the module `security`.
    pub rules: Vec<String>,
}

/// The matrix of an environment.
pub fn of(architecture: &Architecture) -> Matrix {
    let flows = flows::flows(architecture);
    Matrix { environment: architecture.environment.to_string(), flows: flows.iter().map(Allowed::from).collect() }
}

impl From<&Flow> for Allowed {
    fn from(flow: &Flow) -> Self {
        Self {
            from: flow.from.clone(),
            to: flow.to.clone(),
            protocol: flow.protocol.as_str(),
            port: flow.port.get(),
            purpose: flow.purpose.to_string(),
            rules: rules(flow),
        }
    }
}

/// Addresses of the rules: `aws_vpc_security_group_egress_rule.…`.
fn rules(flow: &Flow) -> Vec<String> {
    security::rule_labels(flow).into_iter().map(|(direction, label)| format!("aws_vpc_security_group_{direction}_rule.{label}")).collect()
}
