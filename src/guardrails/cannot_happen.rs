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
        id: "alarm-without-action",
        why: "alarms are derived from services, load balancer, network and databases, each with its dimensions, its priority and that \
              priority's topic; there is no block for an alarm of one's own.",
        guaranteed_by: "plan::alarms, templates/modules/observability/alarms.tf.tera",
    },
    CannotHappen {
        id: "assets-over-plain-http",
        why: "a bucket has no website endpoint, which would have no HTTPS: only the CDN reads the assets, and it redirects every viewer to \
              HTTPS. It asks the load balancer in the one way that it answers, so nothing is redirected in a circle.",
        guaranteed_by: "templates/modules/cdn/behavior.tf.tera, plan::cdn",
    },
    CannotHappen {
        id: "cooldown-that-nothing-looks-at",
        why: "a cooldown holds for simple scaling only, which AWS advises against and tfgen does not render: target tracking and steps wait \
              for `default_instance_warmup`.",
        guaranteed_by: "config::decode::service, templates/modules/service/scaling.tf.tera",
    },
    CannotHappen {
        id: "default-parameter-group",
        why: "every database has a parameter group of its own; there is no argument for another one.",
        guaranteed_by: "templates/modules/database/parameters.tf.tera",
    },
    CannotHappen {
        id: "flow-without-purpose",
        why: "`purpose` of a flow is compulsory and not empty; derived flows bring theirs. It becomes the description of the rules.",
        guaranteed_by: "model::Purpose, config::decode::flow",
    },
    CannotHappen {
        id: "incident-class-without-alarm",
        why: "every incident of P1 and P2 (nobody answers, a failover, a login of the root user, a zone lost, errors, slowness) has its alarm \
              or event wherever the thing exists; thresholds can be set, nothing can be switched off.",
        guaranteed_by: "plan::alarms",
    },
    CannotHappen {
        id: "invalidation-wildcard-inside",
        why: "CloudFront takes `*` for a wildcard at the end of a path only. The rendered `deploy-frontend.sh` invalidates the pages that it has \
              just uploaded, each by its name, or where they are too many everything, `/*`; there is no argument for other paths.",
        guaranteed_by: "templates/root/deploy-frontend.sh.tera",
    },
    CannotHappen {
        id: "logs-kept-for-ever",
        why: "every retention is a number of days from 1 to 3653, and there is a default; log groups and log buckets are rendered with it.",
        guaranteed_by: "model::LogRetention, templates/modules",
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
              there is no argument for a policy of one's own.",
        guaranteed_by: "templates/modules/service/iam.tf.tera",
    },
    CannotHappen {
        id: "role-without-instance-profile",
        why: "the launch template names the instance profile of the service's own role; there is no argument for either.",
        guaranteed_by: "templates/modules/service/main.tf.tera",
    },
    CannotHappen {
        id: "tls-older-than-1-2",
        why: "`ssl_policy` is one of three policies, all of which refuse TLS below 1.2.",
        guaranteed_by: "model::SslPolicy",
    },
    CannotHappen {
        id: "too-many-security-groups-per-interface",
        why: "AWS allows five for an interface; everything tfgen renders has exactly one security group of its own.",
        guaranteed_by: "templates/modules/service/main.tf.tera, plan::security",
    },
];
