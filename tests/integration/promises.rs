//! The list of what is checked before anything is rendered, as it was promised: each is a rule, or cannot happen.

use tfgen::guardrails::{CANNOT_HAPPEN, Rule};

/// What was promised, and what holds it.
#[rustfmt::skip]
const PROMISED: &[(&str, &[&str])] = &[
    // Health and time.
    ("a grace period shorter than the worst start-up and the time to become healthy", &["grace-period-shorter-than-startup"]),
    ("a grace period of more than three times that", &["grace-period-far-above-startup"]),
    ("EC2 as health check type behind a load balancer", &["ec2-health-check-behind-load-balancer"]),
    ("a timeout that is not below the interval", &["health-check-timeout-not-below-interval"]),
    ("a warm-up shorter than the start-up", &["warm-up-shorter-than-startup"]),
    ("a liveness path that depends on the database and gives up before a failover is over", &["liveness-that-depends-on-database"]),
    ("a drain shorter than the longest request", &["drain-shorter-than-longest-request"]),
    ("a terminating hook shorter than the shutdown", &["terminating-hook-shorter-than-shutdown"]),
    ("drain, hook and shutdown longer than the spot notice", &["termination-longer-than-spot-notice"]),
    ("keep-alive not above the load balancer's idle timeout", &["keep-alive-not-above-idle-timeout"]),
    ("a request longer than the idle timeout", &["request-longer-than-idle-timeout"]),
    ("a client's retry window shorter than failover and DNS", &["retry-window-shorter-than-failover"]),
    ("no scale-in protection on a worker whose job is longer than its hook", &["worker-without-scale-in-protection"]),
    ("a time to heal above the objective", &["healing-slower-than-recovery-objective"]),
    // Capacity.
    ("pools above what the database's class holds", &["more-connections-than-database-holds"]),
    ("a subnet too small for its zone", &["subnet-too-small"]),
    ("fewer instances than zones in production", &["fewer-instances-than-zones"]),
    ("less than the healthy capacity when a zone is lost", &["zone-loss-below-healthy-capacity"]),
    ("a fixed size while scaling policies exist", &["scaling-without-room"]),
    ("a window of alarms or steps shorter than the warm-up", &["step-window-shorter-than-warm-up", "alarm-window-shorter-than-warm-up"]),
    ("too many rules of a security group", &["too-many-security-group-rules"]),
    ("too many security groups of an interface", &["too-many-security-groups-per-interface"]),
    ("user data above 16 KB", &["user-data-too-large"]),
    ("an instance class that does not exist, or has too little memory", &["unknown-instance-type", "less-memory-than-declared"]),
    // Network and cost.
    ("one NAT in production", &["single-nat-in-production"]),
    ("a NAT per zone outside production", &["nat-per-zone-outside-production"]),
    ("no path to the internet for a service that declares one", &["internet-egress-without-path"]),
    ("interface endpoints dearer than the NAT they save", &["endpoints-dearer-than-nat"]),
    ("ranges of environments that overlap", &["overlapping-cidrs"]),
    // Security.
    ("open to the world beyond the edge ports", &["open-to-the-world"]),
    ("a database reachable from anything but the services that declare it", &["database-open-to-others"]),
    ("a flow without a purpose", &["flow-without-purpose"]),
    ("a public instance", &["public-instance"]),
    ("something that looks like a secret", &["secret-in-environment"]),
    ("a role that grants everything", &["role-that-grants-everything"]),
    ("plain HTTP in production", &["plain-http-in-production"]),
    ("a TLS policy older than 1.2", &["tls-older-than-1-2", "cdn-without-domain-in-production"]),
    // CDN and storage.
    ("pages cached for too long, by the default behavior or another one", &["html-cached-too-long", "html-cached-for-hours"]),
    ("hashed assets cached too briefly, or by a disabled policy", &["hashed-assets-hardly-cached"]),
    ("a behavior that an earlier one hides", &["hidden-behavior"]),
    ("an invalidation with its wildcard not at the end", &["invalidation-wildcard-not-at-the-end"]),
    ("transitions out of order", &["transitions-out-of-order"]),
    ("transitions below the minimum storage charge", &["transition-that-costs-more"]),
    ("logs kept for ever", &["logs-kept-for-ever"]),
    // Databases and state.
    ("windows that overlap", &["backup-and-maintenance-windows-overlap"]),
    ("no standby in production", &["no-standby-in-production"]),
    ("no deletion protection in production", &["unprotected-database-in-production"]),
    ("fewer than seven days of backups in production", &["few-backups-in-production"]),
    ("a default parameter group", &["default-parameter-group"]),
    ("a burstable class in production", &["burstable-class-in-production"]),
    ("two environments with one state key", &["two-environments-with-one-state-key"]),
    ("a locking mode that the engine does not know", &["locking-mode-unknown-to-engine"]),
    ("DynamoDB locking alone with an engine that deprecates it", &["dynamodb-locking-deprecated"]),
    // Environments, names, observability.
    ("production weaker than another environment", &["weaker-than-another-environment"]),
    ("a generated name above its limit", &["generated-name-too-long", "cache-name-too-long"]),
    ("names that collide", &["names-that-collide"]),
    ("a class of trouble without an alarm", &["class-without-alarm"]),
    ("an alarm without an action", &["alarm-without-action"]),
];

#[test]
fn what_was_promised_is_checked_or_cannot_happen() {
    for (promise, ids) in PROMISED {
        for id in *ids {
            let known = Rule::find(id).is_some() || CANNOT_HAPPEN.iter().any(|entry| entry.id == *id);
            assert!(known, "{promise}: neither a rule nor impossible: `{id}`");
        }
    }
}
