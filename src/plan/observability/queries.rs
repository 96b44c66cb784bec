//! Saved queries of CloudWatch Logs Insights, for the weekly review.

use serde::Serialize;

use crate::model::{Architecture, Name, Nat};
use crate::plan::alarms::Reference;
use crate::plan::{Expression, names, security};

/// `aws_cloudwatch_query_definition`.
#[derive(Debug, Serialize)]
pub(super) struct QueryView {
    label: String,
    name: String,
    log_group: Expression,
    /// The commands, one after the other.
    steps: Vec<String>,
    #[serde(skip)]
    reference: Reference,
}

impl QueryView {
    fn new(label: String, name: String, reference: Reference, steps: Vec<String>) -> Self {
        Self { label, name, log_group: reference.expression(), steps, reference }
    }

    /// What it refers to.
    pub(super) fn reference(&self) -> &Reference {
        &self.reference
    }
}

pub(super) fn queries(architecture: &Architecture) -> Vec<QueryView> {
    let mut queries: Vec<QueryView> = architecture.services.keys().flat_map(|name| of_service(architecture, name)).collect();
    queries.extend(of_network(architecture));
    queries
}

fn steps<const N: usize>(steps: [&str; N]) -> Vec<String> {
    steps.map(str::to_owned).to_vec()
}

fn of_service(architecture: &Architecture, name: &Name) -> [QueryView; 2] {
    let query = |what: &str, steps| {
        let label = format!("{}_{}", security::service_module(name), what.replace('-', "_"));
        QueryView::new(label, format!("{}/{what}", names::service(architecture, name)), Reference::application_logs(name), steps)
    };
    [
        query(
            "errors-by-request",
            steps([
                "filter level = \"error\"",
                "stats count(*) as errors, earliest(@timestamp) as first, latest(@timestamp) as last by message, path, request_id",
                "sort errors desc",
                "limit 50",
            ]),
        ),
        query(
            "slowest-endpoints",
            steps([
                "filter ispresent(duration_ms)",
                "stats count(*) as requests, avg(duration_ms) as mean, pct(duration_ms, 99) as p99, max(duration_ms) as worst by method, path",
                "sort p99 desc",
                "limit 20",
            ]),
        ),
    ]
}

fn of_network(architecture: &Architecture) -> Vec<QueryView> {
    let query = |what: &str, steps| {
        QueryView::new(what.replace('-', "_"), format!("{}/{what}", names::prefix(architecture)), Reference::flow_logs(), steps)
    };
    let mut queries = vec![query(
        "denied-flows",
        steps([
            "filter action = \"REJECT\"",
            "stats count(*) as attempts, earliest(@timestamp) as first, latest(@timestamp) as last by srcAddr, dstAddr, dstPort, protocol",
            "sort attempts desc",
            "limit 50",
        ]),
    )];
    if architecture.network.nat != Nat::None {
        // A connection from inside the VPC to outside of it: in private subnets its only way is the NAT.
        let vpc = architecture.network.cidr_block.net().to_string();
        let mut outbound = vec![format!("filter isIpv4InSubnet(srcAddr, \"{vpc}\") and not isIpv4InSubnet(dstAddr, \"{vpc}\")")];
        outbound.extend(steps(["stats sum(bytes) / 1048576 as mebibytes by srcAddr, dstAddr, dstPort", "sort mebibytes desc", "limit 50"]));
        queries.push(query("top-talkers-through-nat", outbound));
    }
    queries
}
