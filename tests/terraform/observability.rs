//! What is watched: every alarm has something to look at and somebody to tell, and the dashboard is one that CloudWatch can draw.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::cloud::Cloud;
use crate::cycle::Cycle;
use crate::plan::Plan;
use crate::rendered::Rendered;

/// Everything the environment made, as the API describes it.
const LOOK: &str = r#"
cw, events, elb, ec2 = client("cloudwatch"), client("events"), client("elbv2"), client("ec2")
pages = list(cw.get_paginator("describe_alarms").paginate(AlarmTypes=["MetricAlarm", "CompositeAlarm"]))
rules = events.list_rules()["Rules"]
groups = client("autoscaling").describe_auto_scaling_groups()["AutoScalingGroups"]
logs = client("logs")
answer({
    "alarms": [alarm for page in pages for alarm in page.get("MetricAlarms", [])],
    "composites": [alarm for page in pages for alarm in page.get("CompositeAlarms", [])],
    "dashboard": json.loads(cw.get_dashboard(DashboardName="watch-test")["DashboardBody"]),
    "rules": [dict(rule, Targets=events.list_targets_by_rule(Rule=rule["Name"])["Targets"]) for rule in rules],
    "load_balancers": [lb["LoadBalancerArn"].split("loadbalancer/")[1] for lb in elb.describe_load_balancers()["LoadBalancers"]],
    "target_groups": [tg["TargetGroupArn"].split(":")[-1] for tg in elb.describe_target_groups()["TargetGroups"]],
    "autoscaling_groups": [group["AutoScalingGroupName"] for group in groups],
    "databases": [instance["DBInstanceIdentifier"] for instance in client("rds").describe_db_instances()["DBInstances"]],
    "nat_gateways": [nat["NatGatewayId"] for nat in ec2.describe_nat_gateways()["NatGateways"]],
    "filters": [filter["metricTransformations"][0] for filter in logs.describe_metric_filters()["metricFilters"]],
    "agents": {name: client("ssm").get_parameter(Name=name, WithDecryption=True)["Parameter"]
               for name in ["AmazonCloudWatch-watch-test-web", "AmazonCloudWatch-watch-test-order-api"]},
})"#;

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Metrics of an alarm: its own, or those its expression is made of.
fn metrics(alarm: &Value) -> Vec<&Value> {
    if alarm["MetricName"].is_string() {
        return vec![alarm];
    }
    list(&alarm["Metrics"]).iter().filter(|query| query["MetricStat"].is_object()).map(|query| &query["MetricStat"]["Metric"]).collect()
}

fn exists(world: &Value, dimension: &Value) -> bool {
    let among = match text(&dimension["Name"]) {
        "AvailabilityZone" => return ["us-east-1a", "us-east-1b"].contains(&text(&dimension["Value"])),
        "AutoScalingGroupName" => "autoscaling_groups",
        "DBInstanceIdentifier" => "databases",
        "LoadBalancer" => "load_balancers",
        "NatGatewayId" => "nat_gateways",
        "TargetGroup" => "target_groups",
        _ => return false,
    };
    list(&world[among]).contains(&dimension["Value"])
}

fn alarms_are_about_what_exists(world: &Value) {
    // The service module's own alarms steer deployments; everything that tells people carries the runbook's anchor.
    let told: Vec<&Value> =
        list(&world["alarms"]).iter().filter(|alarm| text(&alarm["AlarmDescription"]).contains("RUNBOOK.md#")).collect();
    assert_eq!(told.len(), 30, "{:#?}", told.iter().map(|alarm| text(&alarm["AlarmName"])).collect::<Vec<_>>());
    let mut priorities = BTreeSet::new();
    for alarm in told {
        let name = text(&alarm["AlarmName"]);
        assert!(text(&alarm["AlarmDescription"]).ends_with(&format!("See RUNBOOK.md#{name}")), "{name}");
        let [action] = list(&alarm["AlarmActions"]) else { panic!("{name} tells {} topics", list(&alarm["AlarmActions"]).len()) };
        let (_, priority) = text(action).rsplit_once("watch-test-").expect("a topic of the environment");
        priorities.insert(priority.to_owned());
        let end = list(&alarm["OKActions"]);
        assert_eq!(end, if ["p1", "p2"].contains(&priority) { std::slice::from_ref(action) } else { &[] }, "{name}");
        assert!(["breaching", "notBreaching", "missing"].contains(&text(&alarm["TreatMissingData"])), "{name}");
        assert!(!metrics(alarm).is_empty(), "{name} measures nothing");
        for metric in metrics(alarm) {
            let dimensions = list(&metric["Dimensions"]);
            let counted = list(&world["filters"])
                .iter()
                .any(|filter| filter["metricNamespace"] == metric["Namespace"] && filter["metricName"] == metric["MetricName"]);
            assert_ne!(
                dimensions.is_empty(),
                !counted,
                "{name}: a metric without dimensions comes from a metric filter, and no other does"
            );
            assert!(dimensions.iter().all(|dimension| exists(world, dimension)), "{name}: {dimensions:?}");
        }
    }
    assert_eq!(priorities, ["p1", "p2", "p3"].map(str::to_owned).into());
}

fn composites_and_rules_name_what_exists(world: &Value) {
    let composites = list(&world["composites"]);
    assert_eq!(composites.len(), 2);
    for composite in composites {
        let rule = text(&composite["AlarmRule"]);
        let names: Vec<&str> = rule.split('"').skip(1).step_by(2).collect();
        assert!(names.len() >= 5, "{rule}");
        assert!(names.iter().all(|name| list(&world["alarms"]).iter().any(|alarm| text(&alarm["AlarmName"]) == *name)), "{rule}");
    }
    let priorities: BTreeSet<&str> = list(&world["rules"])
        .iter()
        .map(|rule| {
            let [target] = list(&rule["Targets"]) else { panic!("{} has no target", rule["Name"]) };
            let pattern: Value = serde_json::from_str(text(&rule["EventPattern"])).expect("a pattern is JSON");
            assert!(pattern["detail-type"].is_array(), "{pattern}");
            text(&target["Arn"]).rsplit('-').next().unwrap_or_default()
        })
        .collect();
    assert_eq!(priorities, BTreeSet::from(["p2", "p3", "p4"]));
}

/// The shape that the CloudWatch API asks for. Source: CloudWatch API reference, "Dashboard body structure and syntax".
fn dashboard_can_be_drawn(world: &Value) {
    let widgets = list(&world["dashboard"]["widgets"]);
    let mut taken = BTreeSet::new();
    for widget in widgets {
        let number = |name: &str| widget[name].as_u64().unwrap_or_else(|| panic!("{name} of {widget}"));
        let (x, y, width, height) = (number("x"), number("y"), number("width"), number("height"));
        assert!(width >= 1 && height >= 1 && x + width <= 24, "{widget}");
        for cell in (x..x + width).flat_map(|x| (y..y + height).map(move |y| (x, y))) {
            assert!(taken.insert(cell), "two widgets at {cell:?}");
        }
        let properties = &widget["properties"];
        match text(&widget["type"]) {
            "text" => assert!(!text(&properties["markdown"]).is_empty()),
            "alarm" => {
                let known = |arn: &Value| list(&world["alarms"]).iter().any(|alarm| alarm["AlarmArn"] == *arn);
                assert!((1..=100).contains(&list(&properties["alarms"]).len()) && list(&properties["alarms"]).iter().all(known));
            }
            "metric" => {
                assert_eq!(properties["region"], "us-east-1");
                assert!(!list(&properties["metrics"]).is_empty());
                list(&properties["metrics"]).iter().for_each(|metric| metric_is_well_formed(world, metric));
            }
            other => panic!("no widget is a {other}"),
        }
    }
    let kinds: BTreeSet<&str> = widgets.iter().map(|widget| text(&widget["type"])).collect();
    assert_eq!(kinds, BTreeSet::from(["alarm", "metric", "text"]));
}

/// `[namespace, name, dimension, value, …, { options }]`.
fn metric_is_well_formed(world: &Value, metric: &Value) {
    let Some((options, words)) = list(metric).split_last() else { panic!("an empty metric") };
    assert!(options["stat"].is_string() && options["label"].is_string(), "{metric}");
    assert!(words.len() >= 2 && words.len().is_multiple_of(2) && words.iter().all(Value::is_string), "{metric}");
    for dimension in words[2..].chunks(2) {
        let dimension = serde_json::json!({ "Name": dimension[0], "Value": dimension[1] });
        assert!(exists(world, &dimension), "{metric}");
    }
}

fn agents_are_configured(world: &Value) {
    for (service, name) in [("web", "AmazonCloudWatch-watch-test-web"), ("order-api", "AmazonCloudWatch-watch-test-order-api")] {
        let parameter = &world["agents"][name];
        assert_eq!(parameter["Type"], "SecureString");
        let value = text(&parameter["Value"]);
        assert!(value.len() <= 4096, "a standard parameter holds 4 KB");
        let agent: Value = serde_json::from_str(value).expect("the agent reads JSON");
        assert_eq!(agent["metrics"]["namespace"], format!("watch/test/{service}"));
        assert_eq!(agent["metrics"]["append_dimensions"]["InstanceId"], "${aws:InstanceId}");
        assert_eq!(
            agent["metrics"]["metrics_collected"]["mem"]["append_dimensions"]["AutoScalingGroupName"],
            format!("watch-test-{service}")
        );
        let files = list(&agent["logs"]["logs_collected"]["files"]["collect_list"]);
        assert_eq!(files[0]["log_group_name"], format!("/watch/test/{service}/application"));
        assert_eq!(files[1]["file_path"], "/var/log/user-data.log");
    }
}

#[test]
fn observability_lives_its_whole_life() {
    let rendered = Rendered::text(include_str!("fixtures/observability.hcl"));
    let root = rendered.root();
    let seed = |cloud: &Cloud| {
        cloud.python("client('logs').create_log_group(logGroupName='/account/cloudtrail')", &[]);
    };
    let inspect = |cloud: &Cloud, _: &Plan| {
        let world = cloud.python(LOOK, &[]);
        alarms_are_about_what_exists(&world);
        composites_and_rules_name_what_exists(&world);
        dashboard_can_be_drawn(&world);
        agents_are_configured(&world);
    };
    let Some(plan) = Cycle::new(&root).seed(seed).inspect(inspect).run() else { return };

    let cpu = plan.at("module.observability.aws_cloudwatch_metric_alarm.service_web_cpu").after;
    assert_eq!([&cpu["period"], &cpu["evaluation_periods"]], [300, 4], "longer than a warm-up of 700 s");
    assert_eq!(cpu["threshold"], 90, "above what scaling holds");
    let latency = plan.at("module.observability.aws_cloudwatch_metric_alarm.service_web_latency").after;
    assert_eq!(latency["threshold"], 5, "half of the longest request");
    let healthy = plan.at("module.observability.aws_cloudwatch_metric_alarm.service_web_no_healthy_host").after;
    assert_eq!(healthy["treat_missing_data"], "breaching");
    assert_eq!(plan.only("aws_budgets_budget").after["limit_amount"], "300");
    assert_eq!(plan.only("aws_budgets_budget").after["notification"].as_array().map(Vec::len), Some(3));
    assert_eq!(plan.count("aws_cloudwatch_query_definition"), 6);
    for group in plan.resources("aws_cloudwatch_log_group") {
        assert!(group.after["retention_in_days"].as_u64().is_some_and(|days| days > 0), "{} is kept for ever", group.address);
    }
    let user_data = fs::read_to_string(root.join("modules/service_web/user_data.sh")).expect("user data is rendered");
    assert!(user_data.contains("-a fetch-config -m ec2 -c ssm:AmazonCloudWatch-watch-test-web -s"), "{user_data}");
}
