//! A class that is fast for as long as its credits last.

use super::finding::route;
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    for (name, database) in &architecture.databases {
        let class = &database.instance_class;
        if judge.is(architecture.production) && judge.is(class.burstable()) {
            let message = format!("database `{name}` is in production and runs on credits");
            judge.report(
                judge
                    .finding(message, route(["database", name.as_str(), "instance_class"]), format!("`{class}` is burstable"))
                    .related(route(["production"]), "production")
                    .help("choose a class that is always as fast as it is, such as `db.m7g.large`"),
            );
        }
    }
}
