//! Clients that give a database up before its standby can have taken over.

use super::finding::{of, route};
use super::judge::Judge;
use crate::model::{Architecture, Connection, Database, Name};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, service) in &architecture.services {
        let Some(retry) = service.retry_seconds else { continue };
        for Connection::Database(target) in &service.connects_to {
            let Some(database) = architecture.databases.get(target) else { continue };
            let needed = database.seconds_until_reached();
            if judge.below(*retry, needed) {
                let message = format!("service `{name}` gives database `{target}` up before a failover is over");
                let finding = judge.finding(message, of(name, "retry_seconds"), format!("tries for {retry} s"));
                judge.report(
                    finding
                        .related(route(["database", target.as_str(), place(database)]), explained(database))
                        .help(format!("set it to {needed} at least, or leave it out: tfgen derives it"))
                        .help(format!("the application is told by `{}_DATABASE_RETRY_SECONDS`", variable(target))),
                );
            }
        }
    }
}

fn variable(database: &Name) -> String {
    database.identifier().to_uppercase()
}

fn place(database: &Database) -> &'static str {
    if database.proxy { "proxy" } else { "multi_az" }
}

/// How long a failover keeps clients away.
pub(super) fn explained(database: &Database) -> String {
    let (away, all) = (database.seconds_away(), database.seconds_until_reached());
    if database.proxy {
        format!("behind its proxy it is away for up to {away} s")
    } else {
        format!("away for up to {away} s, and an address is kept for up to {} s: {all} s", all - away)
    }
}
