//! A lock table alone, with an engine that is going to drop it.

use super::finding::route;
use super::judge::Judge;
use crate::model::{Architecture, Engine, Locking};

pub(super) fn check(architecture: &Architecture, judge: &mut Judge) {
    let terraform = &architecture.terraform;
    let (_, above) = terraform.required_version.bounds();
    let newest = above.map_or(u64::MAX, |(major, minor)| if major > 1 { u64::MAX } else { minor });
    let only_table = judge.is(architecture.state.locking == Locking::DynamoDb) && judge.is(terraform.engine == Engine::Terraform);
    // The first version that is no longer admitted is above the one that deprecates it: that one is admitted.
    if only_table && judge.above(newest, judge.threshold()) {
        let message = format!("Terraform deprecates locking by DynamoDB alone since 1.{}", judge.threshold());
        let finding = judge.finding(message, route(["state", "locking"]), "the lock table is the only lock");
        judge.report(
            finding
                .help("set `locking = \"both\"`, apply everywhere, then set `\"s3\"`: nobody is without a lock in between")
                .help("OpenTofu has no plan to deprecate it: with `engine = \"opentofu\"` it may stay"),
        );
    }
}
