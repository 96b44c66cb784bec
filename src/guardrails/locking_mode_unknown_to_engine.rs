//! An engine that does not know `use_lockfile` stops at it, or locks nothing.

use super::finding::route;
use super::judge::Judge;
use crate::model::Architecture;

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    let terraform = &architecture.terraform;
    let (lowest, _) = terraform.required_version.bounds();
    let oldest = if lowest.0 > 1 {
        u64::MAX
    } else if lowest.0 < 1 {
        0
    } else {
        lowest.1
    };
    if judge.is(architecture.state.locking.lockfile()) && judge.below(oldest, judge.threshold()) {
        let since = judge.threshold();
        let engine = terraform.engine;
        let message = format!("`locking = \"{}\"` needs {engine} 1.{since}, and an older one is admitted", architecture.state.locking);
        let finding = judge.finding(message, route(["terraform", "required_version"]), format!("admits {}.{}", lowest.0, lowest.1));
        let finding = finding.related(route(["state", "locking"]), "the lock is an object beside the state");
        judge.report(finding.help(format!("set `required_version = \">= 1.{since}\"`, or `locking = \"dynamodb\"` until everyone has it")));
    }
}
