//! Health checks, failover, caching, NAT, draining, the state's lock.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tfgen::diagnostic::Severity;
use tfgen::model::ManagedCachePolicy;

use super::{AFTER, SHOPS, Shop, guarded, list, references};
use crate::rendered::Rendered;

#[test]
fn problem_01_grace_period_covers_the_start_up() {
    let Some([before, after]) = &*SHOPS else { return };
    guarded("ec2-health-check-behind-load-balancer", Severity::Error);
    let group = |shop: &'static Shop| shop.at("module.service_web.aws_autoscaling_group.this");
    assert_eq!([&group(before)["health_check_type"], &group(before)["health_check_grace_period"]], [&json!("EC2"), &json!(300)]);
    assert_eq!([&group(after)["health_check_type"], &group(after)["health_check_grace_period"]], [&json!("ELB"), &json!(600)]);

    // An instance is asked whether it is ready before the group counts on it, for as long as the grace period.
    let hook = after.at("module.service_web.aws_autoscaling_lifecycle_hook.launching");
    assert_eq!([&hook["heartbeat_timeout"], &hook["default_result"]], [&json!(600), &json!("ABANDON")]);
    let user_data = after.file("modules/service_web/user_data.sh");
    assert!(user_data.contains("exec > >(tee /var/log/user-data.log | logger -t user-data -s 2>/dev/console) 2>&1"));
    assert!(user_data.contains("deadline=$((SECONDS + 600))"));
}

#[test]
fn problem_02_failover_replaces_nobody() {
    let Some([before, after]) = &*SHOPS else { return };
    let liveness = |shop: &'static Shop| &shop.at("module.service_web.aws_lb_target_group.this")["health_check"][0]["path"];
    assert_eq!(*liveness(before), "/health");
    assert_eq!(*liveness(after), "/healthz");
    let asks = |shop: &Shop, path: &str| {
        let user_data = shop.file("modules/service_web/user_data.sh");
        user_data.contains(&format!("http://127.0.0.1:8080{path};")) || user_data.contains(&format!("http://127.0.0.1:8080{path}\n"))
    };
    assert!(asks(before, "/health"), "what decides who lives asks the database");
    assert!(asks(after, "/ready") && !asks(after, "/healthz"), "only a new instance is asked for the database");

    // A standby takes over in either; in one a proxy keeps the connections, each instance a pool, and somebody is told.
    for (shop, proxies) in [(before, 0), (after, 1)] {
        assert_eq!(shop.plan.only("aws_db_instance").after["multi_az"], true);
        assert_eq!(shop.plan.count("aws_db_proxy"), proxies);
        let events = shop.at("module.database_main.aws_db_event_subscription.failover");
        assert_eq!(events["event_categories"], json!(["failover", "failure"]));
        assert_eq!(shop.wired("database_main", "aws_db_event_subscription.failover", "sns_topic"), ["var.p1_topic_arn"]);
    }
    let address = |shop: &'static Shop| {
        let outputs = &shop.plan.json()["configuration"]["root_module"]["module_calls"]["database_main"]["module"]["outputs"];
        references(&outputs["address"]["expression"])
    };
    assert_eq!(address(before), ["aws_db_instance.this.address"]);
    assert_eq!(address(after), ["aws_db_proxy.this.endpoint"], "the service connects to the proxy");
    assert!(after.file("modules/service_web/user_data.sh").contains("MAIN_DATABASE_POOL_SIZE=\"20\""));
}

#[test]
fn problem_03_cache_is_short_for_pages_and_long_for_hashed_files() {
    let Some([before, after]) = &*SHOPS else { return };
    let times = |shop: &'static Shop, policy: &str| {
        let policy = shop.at(&format!("module.cdn.aws_cloudfront_cache_policy.{policy}"));
        [&policy["default_ttl"], &policy["max_ttl"]].map(|ttl| ttl.as_u64().unwrap_or_default())
    };
    assert_eq!(times(before, "html"), [86_400, 31_536_000], "a release is seen a day later");
    assert_eq!(times(after, "html"), [300, 3600]);
    assert_eq!(times(after, "static"), [86_400, 31_536_000]);

    // What serves `/` is the default behavior: it is one of the short ones.
    let distribution = &after.plan.configuration("cdn", "aws_cloudfront_distribution.this")["expressions"];
    let policy = |behavior: &'static Value| references(&behavior["cache_policy_id"]);
    assert_eq!(policy(&distribution["default_cache_behavior"][0]), ["aws_cloudfront_cache_policy.html.id"]);
    let [hashed, api] = list(&distribution["ordered_cache_behavior"]) else { panic!("two behaviors: {distribution}") };
    assert_eq!(hashed["path_pattern"]["constant_value"], "/static/*");
    assert_eq!(policy(hashed), ["aws_cloudfront_cache_policy.static.id"]);

    // The id that the journey calls CachingOptimized is CachingDisabled.
    assert_eq!(api["path_pattern"]["constant_value"], "/api/*");
    assert_eq!(api["cache_policy_id"]["constant_value"], ManagedCachePolicy::CachingDisabled.id());
    assert_eq!(ManagedCachePolicy::CachingDisabled.id(), "4135ea2d-6df8-44a3-9df3-4b5a84be39ad");
    assert_eq!(ManagedCachePolicy::CachingOptimized.id(), "658327ea-f89d-4fab-a63d-7e88639e58f6");

    assert!(before.file("deploy-frontend.sh").contains("SHORT='public,max-age=86400'"));
    let deploy = after.file("deploy-frontend.sh");
    assert!(deploy.contains("SHORT='public,max-age=300'") && deploy.contains("FOR_EVER='public,max-age=31536000,immutable'"));
    assert!(deploy.contains("case $key in static/*) continue ;; esac"), "hashed files are never invalidated");
    assert!(deploy.contains("create-invalidation --distribution-id \"$distribution\" --paths \"${paths[@]}\""), "only what changed is");
}

#[test]
fn problem_04_nat_costs_what_the_environment_is_worth() {
    let Some([before, after]) = &*SHOPS else { return };
    guarded("nat-per-zone-outside-production", Severity::Warning);
    for (shop, gateways) in [(before, 3), (after, 1)] {
        assert_eq!([shop.plan.count("aws_nat_gateway"), shop.plan.count("aws_eip")], [gateways, gateways]);
        let routes = shop.plan.resources("aws_route");
        let private = routes.iter().filter(|route| route.address.contains(".private_internet["));
        assert_eq!(private.count(), 3, "every zone has its way out");
        // What goes to S3 and DynamoDB goes past the gateways, free of charge.
        let endpoints = shop.plan.resources("aws_vpc_endpoint");
        let free: BTreeSet<_> = endpoints
            .iter()
            .map(|endpoint| (endpoint.after["service_name"].as_str(), endpoint.after["vpc_endpoint_type"].as_str()))
            .collect();
        let gateway = |service| (Some(service), Some("Gateway"));
        assert_eq!(free, BTreeSet::from([gateway("com.amazonaws.us-east-1.s3"), gateway("com.amazonaws.us-east-1.dynamodb")]));
        let tables = shop.wired("network", "aws_vpc_endpoint.s3", "route_table_ids");
        assert!(tables.contains(&"aws_route_table.private"), "{tables:?}");
    }
    // The same file in production, where nothing is said about NAT either.
    let production = Rendered::unguarded(AFTER, "prod");
    let files = production.files();
    let nat = &files["modules/network/nat.tf"];
    let (_, gateways) = nat.split_once("resource \"aws_nat_gateway\" \"this\" {\n").expect("gateways");
    assert!(gateways.trim_start().starts_with("for_each = local.zones\n"), "{nat}");
}

#[test]
fn problem_05_draining_ends_before_the_application_does() {
    let Some([before, after]) = &*SHOPS else { return };
    guarded("drain-shorter-than-longest-request", Severity::Error);
    guarded("keep-alive-not-above-idle-timeout", Severity::Error);
    let numbers = |shop: &'static Shop| {
        let user_data = shop.file("modules/service_web/user_data.sh");
        let after = |text: &str| -> u64 {
            let (_, rest) = user_data.split_once(text).unwrap_or_else(|| panic!("no {text}"));
            rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().expect("a number")
        };
        let drain = shop.at("module.service_web.aws_lb_target_group.this")["deregistration_delay"].as_str().expect("a delay");
        let hook = shop.at("module.service_web.aws_autoscaling_lifecycle_hook.terminating")["heartbeat_timeout"].as_u64().expect("a time");
        (drain.parse::<u64>().expect("a number"), hook, after("TimeoutStopSec="), after("KEEP_ALIVE_SECONDS=\""))
    };
    let idle = |shop: &'static Shop| shop.plan.only("aws_lb").after["idle_timeout"].as_u64().expect("a time");
    let (drain, _, stop, keep_alive) = numbers(before);
    assert_eq!((drain, stop, keep_alive), (5, 1, 5));
    assert!(keep_alive < idle(before), "connections that the load balancer still uses are closed: 502");

    let (drain, hook, stop, keep_alive) = numbers(after);
    assert_eq!((drain, stop), (60, 30), "the longest request and the shutdown");
    assert!(hook > stop && keep_alive > idle(after), "{hook} {keep_alive}");
    let terminating = after.at("module.service_web.aws_autoscaling_lifecycle_hook.terminating");
    assert_eq!(terminating["lifecycle_transition"], "autoscaling:EC2_INSTANCE_TERMINATING");
    let user_data = after.file("modules/service_web/user_data.sh");
    let place = |text: &str| user_data.find(text).unwrap_or_else(|| panic!("no {text}"));
    assert!(user_data.contains("KillSignal=SIGTERM"));
    assert!(
        place("= Terminated ]") < place("systemctl stop web")
            && place("systemctl stop web") < place("--lifecycle-hook-name journey-test-web-terminating")
    );
}

#[test]
fn problem_06_state_lock_is_one_that_the_runbook_finds() {
    let Some([before, after]) = &*SHOPS else { return };
    guarded("dynamodb-locking-deprecated", Severity::Warning);
    let backend = |shop: &Shop| {
        let body: hcl::Body = hcl::parse(shop.file("backend.tf")).expect("HCL");
        let terraform = body.into_blocks().next().expect("a terraform block");
        let backend = terraform.body.into_blocks().find(|block| block.identifier.as_str() == "backend").expect("a backend");
        assert_eq!(backend.labels[0].as_str(), "s3");
        let arguments = backend.body.into_attributes();
        arguments.map(|argument| (argument.key.to_string(), argument.expr.to_string().trim_matches('"').to_owned())).collect::<Vec<_>>()
    };
    let pairs =
        |arguments: &[(&str, &str)]| arguments.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect::<Vec<_>>();
    assert_eq!(
        backend(before),
        pairs(&[
            ("bucket", "my-terraform-state-bucket"),
            ("key", "infrastructure/terraform.tfstate"),
            ("region", "us-east-1"),
            ("encrypt", "true"),
            ("dynamodb_table", "terraform-locks"),
        ])
    );
    assert_eq!(
        backend(after),
        pairs(&[
            ("bucket", "journey-terraform-state"),
            ("key", "test/terraform.tfstate"),
            ("region", "us-east-1"),
            ("encrypt", "true"),
            ("use_lockfile", "true"),
            ("dynamodb_table", "terraform-locks"),
        ])
    );
    for (shop, lock) in
        [(before, "my-terraform-state-bucket/infrastructure/terraform.tfstate"), (after, "journey-terraform-state/test/terraform.tfstate")]
    {
        let runbook = shop.file("RUNBOOK.md");
        assert!(runbook.contains(&format!("--key '{{\"LockID\":{{\"S\":\"{lock}\"}}}}'")), "{lock}");
        assert!(!runbook.contains("terraform-state-lock"), "the item that nobody ever wrote");
        assert!(runbook.contains("terraform force-unlock \"${lock_id}\""));
    }
    let object = |shop: &Shop| {
        shop.file("RUNBOOK.md").contains("aws s3 cp --region us-east-1 s3://journey-terraform-state/test/terraform.tfstate.tflock -")
    };
    assert_eq!([object(before), object(after)], [false, true]);
}
