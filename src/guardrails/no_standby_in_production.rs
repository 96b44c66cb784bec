//! Nothing takes over.

use super::finding::route;
use super::judge::Judge;
use crate::model::{Architecture, MultiAz};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, database) in &architecture.databases {
        if judge.is(architecture.production) && judge.is(database.multi_az == MultiAz::None) {
            let message = format!("database `{name}` is in production and nothing takes over when it fails");
            judge.report(
                judge
                    .finding(message, route(["database", name.as_str(), "multi_az"]), "one instance in one zone")
                    .related(route(["production"]), "production")
                    .help("leave it out: in production it is `\"standby\"`; `\"cluster\"` takes over faster"),
            );
        }
    }
}
