//! Why one end can reach another, or why it cannot.

use std::collections::{BTreeMap, VecDeque};

use serde::Serialize;

use super::way::{Step, Verdict, steps};
use crate::model::{Architecture, Endpoint, Flow};
use crate::plan::flows;

/// What stands between two ends.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// The environment.
    pub environment: String,
    /// Who would open the connection.
    pub from: Endpoint,
    /// Who would accept it.
    pub to: Endpoint,
    /// Whether any connection gets through. What [`Verdict::Elsewhere`] decides does not stop it here.
    pub reachable: bool,
    /// One for each port that is allowed; where none is, the one way that there would be.
    pub ways: Vec<Way>,
    /// Where it cannot be reached directly: the ends in between, with both, over which it can be.
    pub by_way_of: Vec<Endpoint>,
}

/// One connection, and everything that it meets.
#[derive(Clone, Debug, Serialize)]
pub struct Way {
    /// `tcp 3306`; none where nothing is allowed.
    pub port: Option<String>,
    /// What it is for.
    pub purpose: Option<String>,
    /// In the order in which a packet meets them.
    pub steps: Vec<Step>,
}

impl Way {
    /// The first thing that stops it.
    pub fn stopped_by(&self) -> Option<&Step> {
        self.steps.iter().find(|step| step.verdict == Verdict::Stops)
    }
}

/// Answers for one pair of ends.
pub fn why(architecture: &Architecture, from: &Endpoint, to: &Endpoint) -> Answer {
    let flows = flows::flows(architecture);
    let mut ways: Vec<Way> = flows
        .iter()
        .filter(|flow| flow.from == *from && flow.to == *to)
        .map(|flow| Way {
            port: Some(format!("{} {}", flow.protocol, flow.port)),
            purpose: Some(flow.purpose.to_string()),
            steps: steps(architecture, from, to, Some(flow)),
        })
        .collect();
    if ways.is_empty() {
        ways.push(Way { port: None, purpose: None, steps: steps(architecture, from, to, None) });
    }
    let reachable = ways.iter().any(|way| way.stopped_by().is_none());
    Answer {
        environment: architecture.environment.to_string(),
        from: from.clone(),
        to: to.clone(),
        reachable,
        ways,
        by_way_of: if reachable { Vec::new() } else { chain(architecture, &flows, from, to) },
    }
}

/// The shortest way over other ends, each of which can be reached from the one before.
fn chain(architecture: &Architecture, flows: &[Flow], from: &Endpoint, to: &Endpoint) -> Vec<Endpoint> {
    let passes = |flow: &&Flow| steps(architecture, &flow.from, &flow.to, Some(flow)).iter().all(|step| step.verdict != Verdict::Stops);
    let mut edges: Vec<(&Endpoint, &Endpoint)> = flows.iter().filter(passes).map(|flow| (&flow.from, &flow.to)).collect();
    // Anybody may ask CloudFront.
    if architecture.cdn.is_some() {
        edges.push((&Endpoint::Internet, &Endpoint::CloudFront));
    }
    let (mut came_from, mut next) = (BTreeMap::from([(from, None)]), VecDeque::from([from]));
    while let Some(here) = next.pop_front() {
        for (_, there) in edges.iter().filter(|(start, _)| *start == here) {
            // What has been out on the internet comes back as anybody's.
            if !came_from.contains_key(there) && **there != Endpoint::Internet {
                came_from.insert(there, Some(here));
                next.push_back(there);
            }
        }
    }
    let mut chain = Vec::new();
    let mut at = came_from.contains_key(to).then_some(to);
    while let Some(end) = at {
        chain.push(end.clone());
        at = came_from.get(end).copied().flatten();
    }
    chain.reverse();
    if chain.len() > 2 { chain } else { Vec::new() }
}
