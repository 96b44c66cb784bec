//! The load balancer asks whether an instance lives, and is told whether the database does.

use super::finding::{of, route};
use super::judge::Judge;
use super::retry_window_shorter_than_failover::explained;
use crate::model::{Architecture, Connection, Database, HealthCheck, MultiAz, Name};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, service) in &architecture.services {
        let Some(web) = service.web() else { continue };
        for Connection::Database(target) in &web.health_check.checks {
            let Some(database) = architecture.databases.get(target) else { continue };
            if judge.at_least(database.seconds_until_reached(), web.health_check.seconds_to_unhealthy()) {
                report(judge, name, &web.health_check, target, database);
            }
        }
    }
}

fn report(judge: &mut Judge, name: &Name, check: &HealthCheck, target: &Name, database: &Database) {
    let (away, patience) = (database.seconds_until_reached(), check.seconds_to_unhealthy());
    let at = |argument| route(["service", name.as_str(), "health_check", argument]);
    let what = match database.multi_az {
        MultiAz::None => format!("nothing takes over: a restart takes {away} s and more"),
        MultiAz::Standby | MultiAz::Cluster => explained(database),
    };
    let message = format!("every instance of service `{name}` is replaced while database `{target}` is away");
    judge.report(
        judge
            .finding(message, at("checks"), format!("fails as long as `{target}` does not answer"))
            .related(at("unhealthy_threshold"), format!("dead after {} × {} s: {patience} s", check.unhealthy_threshold, check.interval))
            .related(route(["database", target.as_str(), "multi_az"]), what)
            .related(of(name, "readiness_path"), "asked only before an instance is let into service: this is where the database belongs")
            .help(format!("let `{}` answer without the database, and leave `checks` out", check.path))
            .help(format!("or be more patient than the database is away: `interval` × `unhealthy_threshold` above {away} s")),
    );
}
