//! Mistakes that need no rule, since the model has no way to write them down.

/// A mistake, and what keeps it from being made.
pub struct CannotHappen {
    /// Named as a rule would be.
    pub id: &'static str,
    /// Why it cannot be written.
    pub why: &'static str,
    /// What guarantees it, for whoever changes that.
    pub guaranteed_by: &'static str,
}

/// All of them, by id.
pub const CANNOT_HAPPEN: &[CannotHappen] = &[
    CannotHappen {
        id: "alarm-window-shorter-than-warm-up",
        why: "the window of an alarm about load is derived from the group's warm-up and longer than it; there is no argument for another \
              one.",
        guaranteed_by: "model::derived::load_evaluation_periods, plan::alarms",
    },
    CannotHappen {
        id: "alarm-without-action",
        why: "an alarm has a priority, and each priority has a topic: it cannot be made without one. Who is subscribed only the deployer \
              knows.",
        guaranteed_by: "plan::alarms::Alarm, templates/modules/observability/alarms.tf.tera",
    },
    CannotHappen {
        id: "alarms-switched-off",
        why: "whatever is in the architecture brings its alarms, its log groups with their retention and its widgets on the dashboard: \
              thresholds can be set, nothing can be switched off.",
        guaranteed_by: "plan::alarms, plan::observability",
    },
    CannotHappen {
        id: "assets-over-plain-http",
        why: "a bucket has no website endpoint, which would have no HTTPS: only the CDN reads the assets, and it redirects every viewer to \
              HTTPS. It asks the load balancer in the one way that it answers, so nothing is redirected in a circle.",
        guaranteed_by: "templates/modules/cdn/behavior.tf.tera, plan::cdn",
    },
    CannotHappen {
        id: "backup-and-maintenance-windows-overlap",
        why: "an overlap, also across midnight and the end of the week, is refused where the windows are read; left out, the maintenance \
              window follows from the backup's.",
        guaranteed_by: "config::decode::database::windows, model::MaintenanceWindow::overlaps",
    },
    CannotHappen {
        id: "cache-name-too-long",
        why: "there is no ElastiCache in the model, whose names end at 40 characters; names of whatever there is are held by \
              `generated-name-too-long`.",
        guaranteed_by: "plan::names::limited",
    },
    CannotHappen {
        id: "cooldown-that-nothing-looks-at",
        why: "a cooldown holds for simple scaling only, which AWS advises against and tfgen does not render: target tracking and steps wait \
              for `default_instance_warmup`.",
        guaranteed_by: "config::decode::service, templates/modules/service/scaling.tf.tera",
    },
    CannotHappen {
        id: "default-parameter-group",
        why: "every database has a parameter group of its own, with TLS required and slow queries logged; there is \
              no argument for another.",
        guaranteed_by: "templates/modules/database/parameters.tf.tera",
    },
    CannotHappen {
        id: "flow-without-purpose",
        why: "`purpose` of a flow is compulsory and not empty; derived flows bring theirs. It becomes the description of the rules.",
        guaranteed_by: "model::Purpose, config::decode::flow",
    },
    CannotHappen {
        id: "invalidation-wildcard-not-at-the-end",
        why: "no argument is a path to invalidate: `deploy-frontend.sh` names the files that changed, encoded, or `/*` where they are \
              many.",
        guaranteed_by: "templates/root/deploy-frontend.sh.tera",
    },
    CannotHappen {
        id: "logs-kept-for-ever",
        why: "every retention is a number of days with an end, and there is a default: of log groups, those of databases and flows among \
              them, and of the buckets of access logs.",
        guaranteed_by: "model::LogRetention, model::Logs, templates/modules",
    },
    CannotHappen {
        id: "open-to-the-world",
        why: "a flow cannot name `0.0.0.0/0`: the internet appears only as the load balancer's way in on 80 and 443, and as the way out on 443 \
              of a service with `internet_egress` and of the NAT instance.",
        guaranteed_by: "model::Endpoint::from_str, plan::flows::derived",
    },
    CannotHappen {
        id: "public-instance",
        why: "instances of services are launched into private subnets and get no public address; there is no argument for another subnet.",
        guaranteed_by: "plan::service (private_subnet_ids), templates/modules/network (map_public_ip_on_launch)",
    },
    CannotHappen {
        id: "role-that-grants-everything",
        why: "IAM policies are rendered from the model, one statement for each thing a service needs, on the resources it needs it on; \
              `*` is the resource only where AWS knows no other. There is no argument for a policy of one's own.",
        guaranteed_by: "templates/modules/service/iam.tf.tera, templates/modules/network/nat.tf.tera",
    },
    CannotHappen {
        id: "role-without-instance-profile",
        why: "the launch template names the instance profile of the service's own role; there is no argument for either.",
        guaranteed_by: "templates/modules/service/main.tf.tera",
    },
    CannotHappen {
        id: "tls-older-than-1-2",
        why: "`ssl_policy` is one of three policies, all of which refuse TLS below 1.2, and so does a CDN with a name of its own; one \
              without is held by `cdn-without-domain-in-production`.",
        guaranteed_by: "model::SslPolicy, templates/modules/cdn/main.tf.tera",
    },
    CannotHappen {
        id: "too-many-security-groups-per-interface",
        why: "AWS allows five for an interface; everything tfgen renders, from instances to databases, proxies and endpoints, has \
              exactly one security group of its own.",
        guaranteed_by: "templates/modules/service/main.tf.tera, plan::security",
    },
    CannotHappen {
        id: "transitions-out-of-order",
        why: "days that do not rise from `standard_ia_days` to `glacier_days` to `expiration_days` are refused where they are read.",
        guaranteed_by: "config::decode::bucket::downhill",
    },
    CannotHappen {
        id: "worker-without-scale-in-protection",
        why: "protection is for jobs longer than the terminating hook waits. A job is at most 7000 s, a hook can wait 7200 s and follows \
              from the job; one that is set shorter is refused by `terminating-hook-shorter-than-shutdown`, or with it `job-longer-than-shutdown`.",
        guaranteed_by: "model::Worker::job_seconds, model::derived::terminating_hook_timeout",
    },
];
