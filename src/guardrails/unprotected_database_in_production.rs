//! A plan that nobody read can delete the data.

use super::finding::route;
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, database) in &architecture.databases {
        if judge.is(architecture.production) && judge.is(!database.deletion_protection) {
            let message = format!("database `{name}` is in production and lets itself be deleted");
            judge.report(
                judge
                    .finding(message, route(["database", name.as_str(), "deletion_protection"]), "any plan may delete it")
                    .related(route(["production"]), "production")
                    .help("leave it out: in production it is `true`"),
            );
        }
    }
}
