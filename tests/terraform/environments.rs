//! The three environments of the committed example, and every NAT tier, through the whole life of their Terraform.

use serde_json::{Value, json};

use crate::cloud::Cloud;
use crate::cycle::Cycle;
use crate::plan::Plan;
use crate::rendered::Rendered;

/// What the deployer of the example brings along: the zone of its domains.
fn zone(cloud: &Cloud) {
    cloud.python("client('route53').create_hosted_zone(Name='example.com', CallerReference='test')", &[]);
}

/// On a bucket made by hand.
fn life(rendered: &Rendered) -> Option<Plan> {
    Cycle::new(&rendered.root()).seed(zone).run()
}

/// On the bucket that the rendered bootstrap makes: the life of both roots.
fn life_from_bootstrap(rendered: &Rendered) -> Option<Plan> {
    let (root, bootstrap) = (rendered.root(), rendered.bootstrap());
    Cycle::new(&root).bootstrap(&bootstrap).seed(zone).run()
}

fn default_routes(plan: &Plan) -> Vec<&Value> {
    plan.resources("aws_route")
        .into_iter()
        .map(|route| route.after)
        .filter(|route| route["destination_cidr_block"] == "0.0.0.0/0")
        .collect()
}

/// Ingress and egress rules that name the whole internet, as "direction port".
fn open_rules(plan: &Plan) -> Vec<String> {
    let of = |direction: &str| {
        let rules = plan.resources(&format!("aws_vpc_security_group_{direction}_rule"));
        let open = rules.into_iter().filter(|rule| rule.after["cidr_ipv4"] == "0.0.0.0/0");
        open.map(|rule| format!("{direction} {} {}", rule.address.rsplit('.').next().unwrap_or_default(), rule.after["from_port"]))
            .collect::<Vec<_>>()
    };
    let mut rules = of("ingress");
    rules.extend(of("egress"));
    rules.sort();
    rules
}

/// What holds in every environment.
fn heals(plan: &Plan) {
    for (service, grace, warmup, drain) in [("storefront", 150, 60, 60), ("api", 600, 240, 55)] {
        let group = plan.at(&format!("module.service_{service}.aws_autoscaling_group.this")).after;
        assert_eq!(group["health_check_type"], "ELB");
        assert_eq!(group["health_check_grace_period"], grace, "{service}");
        assert_eq!(group["default_instance_warmup"], warmup, "{service}");
        let target_group = plan.at(&format!("module.service_{service}.aws_lb_target_group.this")).after;
        assert_eq!(target_group["deregistration_delay"], drain.to_string(), "{service}");
        assert_eq!(target_group["health_check"][0]["path"], "/healthz");

        let hook = |name: &str| plan.at(&format!("module.service_{service}.aws_autoscaling_lifecycle_hook.{name}")).after.clone();
        assert_eq!(hook("launching")["heartbeat_timeout"], grace);
        assert_eq!(hook("launching")["default_result"], "ABANDON");
        assert_eq!(hook("terminating")["heartbeat_timeout"], 45);
        assert_eq!(hook("terminating")["default_result"], "CONTINUE");

        let template = plan.at(&format!("module.service_{service}.aws_launch_template.this")).after;
        assert_eq!(template["metadata_options"][0]["http_tokens"], "required");
        assert_eq!(template["block_device_mappings"][0]["ebs"][0]["encrypted"], "true");
        assert_eq!(template["network_interfaces"][0]["associate_public_ip_address"], "false");
    }
    for kind in ["aws_security_group", "aws_default_security_group"] {
        for group in plan.resources(kind) {
            assert_eq!(group.after["ingress"].as_array().map_or(0, Vec::len), 0, "{} has inline rules", group.address);
            assert_eq!(group.after["egress"].as_array().map_or(0, Vec::len), 0, "{} has inline rules", group.address);
        }
    }
    for rule in plan.resources("aws_vpc_security_group_ingress_rule").iter().chain(&plan.resources("aws_vpc_security_group_egress_rule")) {
        assert!(rule.after["description"].as_str().is_some_and(|purpose| !purpose.is_empty()), "{} has no purpose", rule.address);
    }
    let load_balancer = plan.only("aws_lb").after;
    assert_eq!(load_balancer["drop_invalid_header_fields"], true);
    assert_eq!(load_balancer["desync_mitigation_mode"], "defensive");
}

#[test]
fn dev_lives_its_whole_life_with_a_nat_instance() {
    let Some(plan) = life(&Rendered::example("dev")) else { return };
    heals(&plan);
    assert_eq!(plan.count("aws_nat_gateway"), 0);
    assert_eq!(plan.count("aws_eip"), 0);
    let interface = plan.only("aws_network_interface").after;
    assert_eq!(interface["source_dest_check"], false);
    let nat = plan.at("module.network.aws_autoscaling_group.nat").after;
    assert_eq!([&nat["min_size"], &nat["max_size"], &nat["desired_capacity"]], [&json!(1), &json!(1), &json!(1)]);
    assert_eq!(plan.at("module.network.aws_launch_template.nat").after["instance_type"], "t4g.nano");
    assert_eq!(default_routes(&plan).len(), 3, "one public, one in each of two zones");
    assert_eq!(plan.count("aws_subnet"), 6);
    assert_eq!(
        open_rules(&plan),
        [
            "egress nat_instance_to_internet_tcp_443 443",
            "egress service_api_to_internet_tcp_443 443",
            "egress service_orders_to_internet_tcp_443 443",
            "egress service_storefront_to_internet_tcp_443 443",
        ]
    );
    assert_eq!(plan.count("aws_lb_listener"), 1);
    assert_eq!(plan.only("aws_lb").after["enable_deletion_protection"], false);
}

#[test]
fn staging_lives_its_whole_life_with_one_nat_gateway() {
    let Some(plan) = life(&Rendered::example("staging")) else { return };
    heals(&plan);
    assert_eq!(plan.count("aws_nat_gateway"), 1);
    assert_eq!(plan.count("aws_eip"), 1);
    assert_eq!(default_routes(&plan).len(), 3);
    assert_eq!(plan.at("module.load_balancer.aws_lb_listener.https").after["port"], 443);
    assert_eq!(plan.only("aws_db_instance").after["multi_az"], true);
    let web = plan.at("module.service_storefront.aws_autoscaling_group.this").after;
    assert_eq!([&web["min_size"], &web["max_size"]], [&json!(1), &json!(3)]);
}

#[test]
fn prod_lives_its_whole_life_with_a_nat_gateway_per_zone() {
    let Some(plan) = life_from_bootstrap(&Rendered::example("prod")) else { return };
    heals(&plan);
    assert_eq!(plan.count("aws_nat_gateway"), 3);
    assert_eq!(plan.count("aws_eip"), 3);
    assert_eq!(default_routes(&plan).len(), 4);
    assert_eq!(plan.count("aws_subnet"), 9);
    assert_eq!(plan.only("aws_lb").after["enable_deletion_protection"], true);
    let web = plan.at("module.service_storefront.aws_autoscaling_group.this").after;
    assert_eq!([&web["min_size"], &web["max_size"]], [&json!(3), &json!(12)]);

    let policies: Vec<(&str, &Value)> =
        plan.resources("aws_autoscaling_policy").iter().map(|policy| (policy.address, &policy.after["policy_type"])).collect();
    assert_eq!(policies.len(), 5, "{policies:?}");
    let burst = plan.at("module.service_api.aws_autoscaling_policy.burst").after;
    assert_eq!(burst["policy_type"], "StepScaling");
    assert_eq!(burst["cooldown"], Value::Null, "a cooldown belongs to simple scaling");
    assert_eq!(burst["estimated_instance_warmup"], 240);
    let alarm = plan.at("module.service_api.aws_cloudwatch_metric_alarm.burst").after;
    assert_eq!(alarm["evaluation_periods"], 4, "as long as the warm-up");
    let metrics = alarm["metric_query"].as_array().map_or(0, |queries| queries.iter().filter(|query| query["metric"] != json!([])).count());
    assert_eq!(metrics, 2, "more than one metric");
}

#[test]
fn an_environment_without_nat_lives_its_whole_life_on_endpoints() {
    let rendered = Rendered::text(include_str!("fixtures/nat_none.hcl"));
    let Some(plan) = life_from_bootstrap(&rendered) else { return };
    assert_eq!(plan.count("aws_nat_gateway") + plan.count("aws_network_interface"), 0);
    assert_eq!(default_routes(&plan).len(), 1, "the public one");
    assert_eq!(plan.count("aws_vpc_endpoint"), 7, "two gateways, and what is listed");
    assert_eq!(open_rules(&plan), ["ingress load_balancer_from_internet_tcp_80 80"]);
    let group = plan.at("module.service_batch.aws_autoscaling_group.this").after;
    assert_eq!(group["mixed_instances_policy"][0]["instances_distribution"][0]["on_demand_percentage_above_base_capacity"], 25);
    assert_eq!(group["capacity_rebalance"], true);
}
