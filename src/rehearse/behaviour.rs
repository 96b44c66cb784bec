//! How AWS behaves, as far as a rehearsal relies on it: one table, each line with its source.

use serde::Serialize;

/// A rule of behaviour. The number in it, where it has one, is here and nowhere else.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Behaviour {
    /// Stands behind the steps of a timeline that follow from it.
    pub id: &'static str,
    /// What AWS does.
    pub what: &'static str,
    /// Seconds, where the behaviour has a number of its own; 0 otherwise.
    pub seconds: u32,
    /// Where that is written; an assumption says so.
    pub source: &'static str,
    /// When it was read there: year and month.
    pub as_of: &'static str,
}

macro_rules! behaviours {
    ($($name:ident $id:literal $seconds:literal $what:literal, $source:literal, $as_of:literal;)+) => {
        $(#[allow(missing_docs)] pub const $name: Behaviour = Behaviour { id: $id, what: $what, seconds: $seconds, source: $source, as_of: $as_of };)+

        /// All of them.
        pub const BEHAVIOURS: &[Behaviour] = &[$($name),+];
    };
}

#[rustfmt::skip]
behaviours! {
    TARGET_UNHEALTHY "target-unhealthy" 0 "a target is unhealthy after `unhealthy_threshold` failed checks in a row, one every `interval`; one that hangs fails after `timeout`", "Elastic Load Balancing user guide, \"Health checks for Application Load Balancer target groups\"", "2026-11";
    TARGET_HEALTHY "target-healthy" 0 "a new target is healthy after one good check; one that was unhealthy after `healthy_threshold` of them", "Elastic Load Balancing user guide, \"Health checks for Application Load Balancer target groups\"", "2026-11";
    FAIL_OPEN "fail-open" 0 "where every target is unhealthy, requests go to all of them", "Elastic Load Balancing user guide, \"Health checks for Application Load Balancer target groups\"", "2026-11";
    DRAIN "drain" 0 "a target that goes gets no new requests, and `deregistration_delay` seconds for those in flight; what is left is cut off", "ELB API, `deregistration_delay.timeout_seconds`; Elastic Load Balancing user guide, \"Deregistration delay\"", "2026-11";
    GROUP_NOTICES "group-notices" 30 "the group acts on what the load balancer reports within 30 s", "assumption: AWS publishes no number", "2026-11";
    MACHINE_LOST "machine-lost" 180 "the group acts on failed EC2 status checks, which run every minute, after 3 min", "EC2 user guide, \"Status checks for your instances\": every minute; the three checks are an assumption", "2026-11";
    LAUNCH "launch" 30 "a new machine boots within 30 s of the group's decision", "assumption: AWS publishes no number", "2026-11";
    GRACE "grace" 0 "an instance that fails its checks is kept until `health_check_grace_period` is over, which starts when it enters service; one whose machine has stopped is not", "EC2 Auto Scaling user guide, \"Set the health check grace period\"", "2026-11";
    LAUNCHING_HOOK "launching-hook" 0 "a new instance is not in service, and no target, before it has completed its launching hook; at the hook's timeout it is given up (`ABANDON`)", "EC2 Auto Scaling user guide, \"How lifecycle hooks work\"; Auto Scaling API, `PutLifecycleHook`", "2026-11";
    TERMINATING_HOOK "terminating-hook" 0 "the terminating hook begins after the drain, and holds the machine until the application has ended or the hook times out", "EC2 Auto Scaling user guide, \"Lifecycle hooks\"", "2026-11";
    HOOKS_LATER "hooks-later" 60 "a hook holds only instances that are launched after it was made, and Terraform makes the group first: hooks are there after a minute", "Terraform AWS provider, `aws_autoscaling_lifecycle_hook`, which needs the group's name; the minute is an assumption", "2026-11";
    REPLACE "replace" 0 "a replacement is launched before the instance it replaces goes, as far as `max_healthy_percentage` allows, and the old one goes as far as `min_healthy_percentage` allows", "EC2 Auto Scaling user guide, \"Instance maintenance policies\"", "2026-11";
    OTHER_ZONES "other-zones" 0 "where a zone cannot launch, the group launches in the others", "EC2 Auto Scaling user guide, \"Distribute instances across Availability Zones\"", "2026-11";
    BALANCE "balance" 0 "a group whose zones have become uneven moves instances until they are even: new ones come before old ones go", "EC2 Auto Scaling user guide, \"Distribute instances across Availability Zones\"", "2026-11";
    ZONE_OUTAGE "zone-outage" 3600 "a zone, or what lives in one, is back after an hour", "assumption: AWS promises nothing", "2026-11";
    WARM_UP "warm-up" 0 "an instance counts for scaling once `default_instance_warmup` is over, and until then no policy adds another one for the same load", "EC2 Auto Scaling user guide, \"Set the default instance warmup\"", "2026-11";
    TARGET_TRACKING "target-tracking" 180 "target tracking grows the group in proportion once its metric was above the target for three minutes", "EC2 Auto Scaling user guide, \"Target tracking scaling policies\"; the alarms it makes", "2026-11";
    STEP_SCALING "step-scaling" 0 "a step is taken once the alarm's window is above the threshold, and again after each warm-up", "EC2 Auto Scaling user guide, \"Step and simple scaling policies\"", "2026-11";
    REFRESH_FAILS "refresh-fails" 3600 "an instance refresh that gets no instance into service fails after an hour, and is rolled back", "assumption from reports: the EC2 Auto Scaling user guide, \"Undo changes with a manual or auto rollback\", says that a failed one is rolled back, not when it fails", "2026-11";
    ROLLBACK_ALARM "rollback-alarm" 120 "an instance refresh that fails, or whose alarm fires, is rolled back; the alarm that is rendered looks at two minutes", "EC2 Auto Scaling user guide, \"Undo changes with a manual or auto rollback\"", "2026-11";
    SPOT_NOTICE "spot-notice" 120 "a spot instance is taken two minutes after its notice, and the group launches another one at the notice", "EC2 user guide, \"Spot Instance interruption notices\"; EC2 Auto Scaling user guide, \"Capacity Rebalancing\"", "2026-11";
    FAILOVER_STANDBY "failover-standby" 120 "a standby takes over within 60 to 120 s: at worst is rehearsed", "RDS user guide, \"Failing over a Multi-AZ DB instance\"", "2026-11";
    FAILOVER_CLUSTER "failover-cluster" 35 "a Multi-AZ DB cluster has another writer within 35 s", "RDS user guide, \"Failing over a Multi-AZ DB cluster\"", "2026-11";
    RESTART_DATABASE "restart-database" 300 "a database that nothing takes over for is restarted by AWS, within 5 min", "assumption: AWS publishes no number", "2026-11";
    PROXY_HOLDS "proxy-holds" 0 "a proxy keeps its clients' connections, lets them wait up to `connection_borrow_timeout`, and finds a standby after two thirds of the time", "AWS database blog, \"Improving application availability with Amazon RDS Proxy\"; RDS user guide, \"RDS Proxy concepts and terminology\"; RDS API, `ConnectionBorrowTimeout`", "2026-11";
    DATABASE_DNS "database-dns" 30 "without a proxy clients find the new writer once they have looked its name up again: 30 s at worst", "RDS user guide, \"Best practices for Amazon RDS\": keep addresses for less than 30 s", "2026-11";
    NAT_GATEWAY "nat-gateway" 0 "a NAT gateway lives in one zone; private subnets reach the internet through the one their route names", "Amazon VPC user guide, \"NAT gateway basics\"", "2026-11";
    ALARM_WINDOW "alarm-window" 60 "an alarm fires once `datapoints_to_alarm` of `evaluation_periods` are beyond its threshold; the values of a period arrive within 60 s of its end", "CloudWatch user guide, \"Evaluating an alarm\"; the 60 s are an assumption", "2026-11";
    EVENTS "events" 5 "EventBridge and RDS event subscriptions tell within seconds", "EventBridge user guide: near real time; the 5 s are an assumption", "2026-11";
    HEALTH "health" 900 "AWS Health says that a zone or a gateway has an issue once AWS has found that out: after 15 min", "AWS Health user guide, \"Monitoring events with Amazon EventBridge\"; the time is an assumption, AWS promises none", "2026-11";
    LOCK_STAYS "lock-stays" 0 "a state lock has no time limit: whoever left it has to be asked, then it is removed by hand", "Terraform documentation, \"State locking\" and `force-unlock`", "2026-11";
    KEEP_ALIVE "keep-alive" 0 "a connection that the application closes first meets, now and then, a request that is under way: 502", "Elastic Load Balancing user guide, \"Troubleshoot your Application Load Balancers\", HTTP 502", "2026-11";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::guardrails::Rule;
    use crate::rehearse::scenarios::FACTOR;
    use crate::rehearse::tests::example;

    /// Where a guardrail and a rehearsal rely on the same number, it is the same number.
    #[test]
    fn guardrails_rely_on_the_same_numbers() {
        let threshold = |id| Rule::find(id).unwrap().threshold;
        assert_eq!(threshold("healing-slower-than-recovery-objective"), u64::from(GROUP_NOTICES.seconds + LAUNCH.seconds));
        assert_eq!(threshold("launching-hook-shorter-than-slow-start"), u64::from(FACTOR));
        assert_eq!(threshold("termination-longer-than-spot-notice"), u64::from(SPOT_NOTICE.seconds));
        let database = example("prod").databases.into_values().next().unwrap();
        assert_eq!(database.failover_seconds(), Some(FAILOVER_STANDBY.seconds));
        let cluster = crate::model::Database { multi_az: crate::model::MultiAz::Cluster, ..database };
        assert_eq!(cluster.failover_seconds(), Some(FAILOVER_CLUSTER.seconds));
    }

    #[test]
    fn each_has_an_id_of_its_own_and_a_source() {
        let ids: BTreeSet<&str> = BEHAVIOURS.iter().map(|behaviour| behaviour.id).collect();
        assert_eq!(ids.len(), BEHAVIOURS.len());
        for behaviour in BEHAVIOURS {
            assert!(behaviour.source.len() > 10 && behaviour.as_of.len() == 7, "{}", behaviour.id);
        }
    }
}
