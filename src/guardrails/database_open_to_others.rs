//! A way to a database for somebody who has not said that he connects to it.

use super::finding::{of, route};
use super::judge::Judge;
use crate::model::{Architecture, Connection, Endpoint, Name};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, flow) in &architecture.flows {
        // One that is not there is reported as such.
        let database = match &flow.to {
            Endpoint::Database(name) if architecture.databases.contains_key(name) => name,
            Endpoint::DatabaseProxy(name) if architecture.databases.get(name).is_some_and(|database| database.proxy) => name,
            _ => continue,
        };
        if judge.is(!declared(architecture, &flow.from, database)) {
            let message = format!("database `{database}` is open to `{}`, which is no service that connects to it", flow.from);
            let finding = judge.finding(message, route(["flow", name.as_str()]), "");
            judge.report(match &flow.from {
                Endpoint::Service(service) => finding.related(of(service, "connects_to"), "says nothing of it").help(format!(
                    "leave the flow out and write `connects_to = [\"database.{database}\"]` in the service: the flow, the way to the password \
                     and the count of connections follow"
                )),
                _ => finding.help("let people in through an instance of a service, by a session with port forwarding, and leave the flow out"),
            });
        }
    }
}

fn declared(architecture: &Architecture, from: &Endpoint, database: &Name) -> bool {
    match from {
        // So is a service.
        Endpoint::Service(service) => {
            architecture.services.get(service).is_none_or(|service| service.connects_to.contains(&Connection::Database(database.clone())))
        }
        Endpoint::DatabaseProxy(proxy) => proxy == database,
        _ => false,
    }
}
