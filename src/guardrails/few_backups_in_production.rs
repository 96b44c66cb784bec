//! What was broken on Friday must still be there to be restored on Monday.

use super::finding::route;
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, database) in &architecture.databases {
        let days = database.backup_retention_period;
        if judge.is(architecture.production) && judge.below(*days, judge.threshold()) {
            let message = match days.get() {
                0 => format!("database `{name}` is in production and has no backups"),
                1 => format!("database `{name}` is in production and can be put back by one day only"),
                days => format!("database `{name}` is in production and can be put back by {days} days only"),
            };
            judge.report(
                judge
                    .finding(message, route(["database", name.as_str(), "backup_retention_period"]), "")
                    .related(route(["production"]), "production")
                    .help(format!("set it to {} or more, or leave it out", judge.threshold())),
            );
        }
    }
}
