//! Who may talk to whom: the exact flows, each with the rules that allow it and the line that it follows from.

use serde::Serialize;

use super::page::Subject;
use super::table::{Cell, Link, Table};
use super::values::Values;
use crate::matrix;
use crate::model::{Endpoint, Flow};
use crate::plan::flows;

/// The section.
#[derive(Debug, Serialize)]
pub(super) struct Section {
    count: usize,
    grid: Option<Table>,
    flows: Table,
}

pub(super) fn section(subject: &Subject<'_>, values: &Values<'_>) -> Section {
    let flows = flows::flows(subject.architecture);
    let columns = ["from", "to", "port", "what for", "follows from", "allowed by the rules of the module `security`"];
    let mut table = Table::new(format!("{}: every flow", subject.name), &columns);
    for (flow, allowed) in flows.iter().zip(matrix::of(subject.architecture).flows) {
        table.row([
            Cell::code(flow.from.to_string()),
            Cell::code(flow.to.to_string()),
            Cell::number(f64::from(flow.port.get()), format!("{} {}", flow.protocol, flow.port)),
            Cell::text(flow.purpose.to_string()),
            Cell::link(cause(subject, values, flow)),
            Cell::code(allowed.rules.join(" ")),
        ]);
    }
    Section { count: flows.len(), grid: grid(subject, &flows).filled(), flows: table.noted("What is not here may not.") }
}

/// The line of the architecture that a flow follows from.
fn cause(subject: &Subject<'_>, values: &Values<'_>, flow: &Flow) -> Link {
    let own = subject.architecture.flows.iter().find(|(_, own)| *own == flow);
    if let Some((name, _)) = own {
        return block(subject, &["flow", name.as_str()]);
    }
    let port = |kind: &str, name: &str| values.origin(&[kind, name, "port"]).map(|origin| named(&[kind, name, "port"], origin));
    let found = match (&flow.from, &flow.to) {
        (_, Endpoint::Service(name)) => port("service", name.as_str()),
        (_, Endpoint::Database(name) | Endpoint::DatabaseProxy(name)) => port("database", name.as_str()),
        (_, Endpoint::LoadBalancer) => Some(block(subject, &["load_balancer"])),
        (Endpoint::Service(name), Endpoint::Internet) => {
            let route = ["service", name.as_str(), "internet_egress"];
            values.origin(&route).map(|origin| named(&route, origin))
        }
        (Endpoint::Service(name), _) => Some(block(subject, &["service", name.as_str()])),
        (Endpoint::NatInstance, _) => values.origin(&["network", "nat"]).map(|origin| named(&["network", "nat"], origin)),
        _ => None,
    };
    found.unwrap_or_else(|| Link::plain("the architecture as a whole"))
}

fn named(route: &[&str], origin: Link) -> Link {
    Link { text: format!("{}: {}", route.join("."), origin.text), href: origin.href }
}

fn block(subject: &Subject<'_>, route: &[&str]) -> Link {
    Link::plain(format!("{}: {}", route.join("."), subject.origins.of(route)))
}

/// Sources are rows, destinations columns.
fn grid(subject: &Subject<'_>, flows: &[Flow]) -> Table {
    let (mut sources, mut destinations): (Vec<&Endpoint>, Vec<&Endpoint>) =
        (flows.iter().map(|flow| &flow.from).collect(), flows.iter().map(|flow| &flow.to).collect());
    for ends in [&mut sources, &mut destinations] {
        ends.sort();
        ends.dedup();
    }
    let names: Vec<String> = ["from \\ to".to_owned()].into_iter().chain(destinations.iter().map(ToString::to_string)).collect();
    let columns: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut table = Table::new(format!("{}: who may talk to whom", subject.name), &columns).in_order();
    for source in sources {
        let cells = destinations.iter().map(|destination| {
            let between = flows.iter().filter(|flow| flow.from == *source && flow.to == **destination);
            let ports: Vec<String> = between.map(|flow| format!("{} {}", flow.protocol, flow.port)).collect();
            if ports.is_empty() { Cell::text("–").mood("dim") } else { Cell::text(ports.join(", ")) }
        });
        table.row([Cell::code(source.to_string())].into_iter().chain(cells));
    }
    table
}
