//! The application is told one number, and everything around it is built for another.

use super::finding::{of, route};
use super::judge::Judge;
use crate::model::Architecture;
use crate::plan;

/// Arguments of a service that its application is told by a variable of the same name.
const ARGUMENTS: [&str; 7] = ["job_seconds", "keep_alive_seconds", "pool_size", "port", "processes", "retry_seconds", "shutdown_seconds"];

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, service) in &architecture.services {
        let told = plan::service::told(architecture, name, service);
        for (key, own) in &service.environment {
            let (Some(argument), Some(value)) = (argument(key.as_str()), told.get(key.as_str())) else { continue };
            if judge.is(own.as_str() != value) {
                let message = format!("service `{name}` is told another `{argument}` than everything around it");
                let at = route(["service", name.as_str(), "environment", key.as_str()]);
                judge.report(
                    judge
                        .finding(message, at, format!("the application is told {own}"))
                        .related(of(name, argument), format!("what is rendered has {value}"))
                        .help(format!("leave `{key}` out: tfgen sets it; another value is written as `{argument}`")),
                );
            }
        }
    }
}

/// `POOL_SIZE` and the like come with the name of the database.
fn argument(key: &str) -> Option<&'static str> {
    let key = key.to_ascii_lowercase();
    let of_database = |argument: &str| key.ends_with(&format!("_database_{argument}")) && matches!(argument, "pool_size" | "retry_seconds");
    ARGUMENTS.into_iter().find(|argument| key == *argument || of_database(argument))
}
