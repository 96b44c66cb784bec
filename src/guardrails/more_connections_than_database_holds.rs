//! Pools of all services on one database, at their largest, against what its class holds.

use super::finding::{of, route};
use super::judge::Judge;
use crate::model::{Architecture, Connection, Name, Service};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, database) in &architecture.databases {
        let Some(most) = database.max_connections else { continue };
        // A proxy lends its own connections, and lets clients wait for one.
        if judge.is(database.proxy) {
            continue;
        }
        let connection = Connection::Database(name.clone());
        let clients: Vec<(&Name, &Service)> =
            architecture.services.iter().filter(|(_, service)| service.connects_to.contains(&connection)).collect();
        let wanted: u64 = clients.iter().map(|(_, service)| pools(service)).sum();
        let share = judge.threshold();
        if judge.above(wanted * 100, u64::from(most.get()) * share) {
            let message = format!("the services open up to {wanted} connections to database `{name}`, which holds {most}");
            let label = format!("{share} % of {most} is {}: the rest is for people and for AWS", u64::from(most.get()) * share / 100);
            let mut finding = judge.finding(message, route(["database", name.as_str(), "instance_class"]), label);
            for (client, service) in clients {
                finding = finding.related(of(client, "pool_size"), explained(client, service));
            }
            judge.report(
                finding
                    .help("lower `pool_size` or `max_size`, or take a class with more memory")
                    .help("or put a proxy in front of it, which shares few connections among many clients: `proxy = true`"),
            );
        }
    }
}

/// What all instances keep while a deployment replaces them.
fn pools(service: &Service) -> u64 {
    u64::from(*service.pool_size) * u64::from(*service.processes) * u64::from(service.most_instances())
}

fn explained(name: &Name, service: &Service) -> String {
    let Service { pool_size, processes, max_size, instance_refresh, .. } = service;
    let (instances, percent) = (service.most_instances(), instance_refresh.max_healthy_percentage);
    format!(
        "`{name}`: {pool_size} × {processes} × {instances} = {}: pool, processes, instances ({percent} % of {max_size} while it is deployed)",
        pools(service)
    )
}
