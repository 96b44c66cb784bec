//! Security groups, monitoring, HTTPS, database parameters, roles, scaling.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use tfgen::diagnostic::Severity;

use super::{SHOPS, Shop, guarded, list, references, refused};

#[test]
fn problem_07_security_group_rules_say_what_they_are_for() {
    let Some(shops) = &*SHOPS else { return };
    refused("service \"web\" {", "  ingress {\n  }", "`ingress`");
    refused(
        "load_balancer {}",
        "flow \"anyone\" {\n  from    = \"0.0.0.0/0\"\n  to      = \"database.main\"\n  port    = 3306\n  purpose = \"debugging\"\n}",
        "may not be the whole internet",
    );
    for (shop, database_is_reached_from) in shops.iter().zip(["var.service_web_security_group_id", "var.rds_proxy_main_security_group_id"])
    {
        for kind in ["aws_security_group", "aws_default_security_group"] {
            for group in shop.plan.resources(kind) {
                let inline = ["ingress", "egress"].map(|direction| list(&group.after[direction]).len());
                assert_eq!(inline, [0, 0], "{}: rules in two places overwrite each other", group.address);
            }
        }
        let mut open = Vec::new();
        let mut rules = 0;
        for kind in ["aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"] {
            for rule in shop.plan.resources(kind) {
                rules += 1;
                assert!(rule.after["description"].as_str().is_some_and(|purpose| purpose.len() > 10), "{} has no purpose", rule.address);
                assert_eq!(rule.after["from_port"], rule.after["to_port"], "{} opens a range", rule.address);
                if rule.after["cidr_ipv4"].is_string() || rule.after["cidr_ipv6"].is_string() {
                    open.push(rule.address.rsplit('.').next().unwrap_or_default());
                }
            }
        }
        assert!(rules >= 7, "{rules} rules");
        assert_eq!(open, ["service_web_to_internet_tcp_443"], "the rest names groups and prefix lists");

        let into_database: Vec<&Value> =
            shop.plan.json()["configuration"]["root_module"]["module_calls"]["security"]["module"]["resources"]
                .as_array()
                .into_iter()
                .flatten()
                .filter(|rule| rule["type"] == "aws_vpc_security_group_ingress_rule")
                .map(|rule| &rule["expressions"])
                .filter(|rule| references(&rule["security_group_id"]) == ["var.database_main_security_group_id"])
                .collect();
        let [rule] = into_database[..] else { panic!("one way into the database: {into_database:#?}") };
        assert_eq!(references(&rule["referenced_security_group_id"]), [database_is_reached_from]);
        assert_eq!(rule["from_port"]["constant_value"], 3306);
    }
}

/// The alarms of a module: name, and how it is written.
fn alarms(shop: &'static Shop, module: &str) -> BTreeMap<&'static str, &'static Value> {
    let resources = &shop.plan.json()["configuration"]["root_module"]["module_calls"][module]["module"]["resources"];
    let alarms = list(resources).iter().filter(|resource| resource["type"] == "aws_cloudwatch_metric_alarm");
    alarms.map(|alarm| (alarm["name"].as_str().unwrap_or_default(), &alarm["expressions"])).collect()
}

/// The metrics that an alarm is about.
fn metrics(alarm: &'static Value) -> Vec<&'static Value> {
    if alarm["metric_name"].is_object() {
        return vec![alarm];
    }
    list(&alarm["metric_query"]).iter().flat_map(|query| list(&query["metric"])).collect()
}

#[test]
fn problem_08_monitoring_has_no_blind_spots() {
    let Some(shops) = &*SHOPS else { return };
    refused("load_balancer {}", "alarm \"high_cpu\" {\n  metric_name = \"CPUUtilization\"\n}", "`alarm`");
    for shop in shops {
        let told = alarms(shop, "observability");
        assert!(told.len() >= 17, "{:?}", told.keys());
        for (name, alarm) in &told {
            let [topic] = references(&alarm["alarm_actions"])[..] else { panic!("{name} tells nobody, or too many: {alarm}") };
            assert!(
                ["p1", "p2", "p3"].map(|priority| format!("aws_sns_topic.{priority}.arn")).contains(&topic.to_owned()),
                "{name}: {topic}"
            );
            assert!(alarm["alarm_description"]["constant_value"].as_str().is_some_and(|text| text.contains("See RUNBOOK.md#")), "{name}");
        }
        let filters = shop.plan.resources("aws_cloudwatch_log_metric_filter");
        let counted: Vec<&Value> = filters.iter().flat_map(|filter| list(&filter.after["metric_transformation"])).collect();
        for (name, alarm) in told.into_iter().chain(alarms(shop, "service_web")) {
            let missing = alarm["treat_missing_data"]["constant_value"].as_str();
            assert!(missing.is_some_and(|missing| ["breaching", "notBreaching", "missing"].contains(&missing)), "{name}: {missing:?}");
            assert!(!metrics(alarm).is_empty(), "{name} measures nothing");
            for metric in metrics(alarm) {
                // The author's alarm had no dimensions: it looked at no instance at all.
                let constant = |key: &str| &metric[key]["constant_value"];
                let from_filter = counted
                    .iter()
                    .any(|filter| filter["name"] == *constant("metric_name") && filter["namespace"] == *constant("namespace"));
                let dimensions = &metric["dimensions"];
                let named =
                    !references(dimensions).is_empty() || dimensions["constant_value"].as_object().is_some_and(|names| !names.is_empty());
                assert!(named != from_filter, "{name}: a metric has dimensions unless a metric filter counts it: {metric}");
            }
        }
        let topics: BTreeSet<_> = shop.plan.resources("aws_sns_topic").iter().map(|topic| topic.after["name"].as_str()).collect();
        assert_eq!(
            topics,
            ["p1", "p2", "p3", "p4"].map(|priority| format!("journey-test-{priority}")).iter().map(|name| Some(name.as_str())).collect()
        );
        assert_eq!([shop.plan.count("aws_cloudwatch_dashboard"), shop.plan.count("aws_cloudwatch_composite_alarm")], [1, 1]);
        for group in shop.plan.resources("aws_cloudwatch_log_group") {
            assert!(group.after["retention_in_days"].as_u64() > Some(0), "{} is kept for ever", group.address);
        }
        assert!(shop.plan.addresses().contains(&"module.service_web.aws_cloudwatch_log_group.application"));
    }
    let budgets = shops.each_ref().map(|shop| shop.plan.count("aws_budgets_budget"));
    assert_eq!(budgets, [0, 1]);
}

#[test]
fn problem_09_https_is_cloudfront_s_alone() {
    let Some(shops) = &*SHOPS else { return };
    // Website hosting speaks no HTTPS: the language has no word for it.
    refused("bucket \"media\" {", "  website = true", "`website`");
    refused("cdn {", "  viewer_protocol_policy = \"allow-all\"", "`viewer_protocol_policy`");
    for shop in shops {
        assert_eq!(shop.plan.count("aws_s3_bucket_website_configuration"), 0);
        let distribution = shop.plan.only("aws_cloudfront_distribution").after;
        let behaviors = list(&distribution["ordered_cache_behavior"]).iter().chain(list(&distribution["default_cache_behavior"]));
        let policies: Vec<&Value> = behaviors.map(|behavior| &behavior["viewer_protocol_policy"]).collect();
        assert_eq!(policies, ["redirect-to-https"; 3]);

        // S3 is an origin only, by its REST endpoint, for signed requests.
        let origins = list(&shop.plan.configuration("cdn", "aws_cloudfront_distribution.this")["expressions"]["origin"]);
        let assets = origins.iter().find(|origin| origin["origin_id"]["constant_value"] == "assets").expect("the bucket is an origin");
        assert_eq!(references(&assets["domain_name"]), ["aws_s3_bucket.assets.bucket_regional_domain_name"]);
        assert_eq!(references(&assets["origin_access_control_id"]), ["aws_cloudfront_origin_access_control.assets.id"]);
        assert_eq!(assets["custom_origin_config"], Value::Null);
        let control = shop.plan.only("aws_cloudfront_origin_access_control").after;
        assert_eq!([&control["signing_behavior"], &control["signing_protocol"]], ["always", "sigv4"]);
        let block = shop.at("module.cdn.aws_s3_bucket_public_access_block.assets");
        for way in ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"] {
            assert_eq!(block[way], true, "{way}");
        }
        assert_eq!(shop.plan.only("aws_lb").after["internal"], true, "there is no second way in");
    }
}

#[test]
fn problem_10_parameter_group_is_its_own_and_tuned() {
    let Some(shops) = &*SHOPS else { return };
    refused("database \"main\" {", "  parameter_group_name = \"default.mysql8.4\"", "`parameter_group_name`");
    let common = [
        "character_set_server=utf8mb4",
        "collation_server=utf8mb4_0900_ai_ci",
        "log_output=FILE",
        "require_secure_transport=1",
        "slow_query_log=1",
    ];
    // What nobody says follows from the class: 628 connections are what its 8 GiB carry.
    for (shop, own) in shops.iter().zip([["long_query_time=1", "max_connections=628"], ["long_query_time=2", "max_connections=400"]]) {
        let group = shop.plan.only("aws_db_parameter_group").after;
        assert_eq!([&group["family"], &group["name_prefix"]], ["mysql8.4", "journey-test-main-"]);
        let set: BTreeSet<String> = list(&group["parameter"])
            .iter()
            .map(|parameter| {
                format!("{}={}", parameter["name"].as_str().unwrap_or_default(), parameter["value"].as_str().unwrap_or_default())
            })
            .collect();
        assert_eq!(set, common.into_iter().chain(own).map(ToOwned::to_owned).collect());
        assert_eq!(shop.wired("database_main", "aws_db_instance.this", "parameter_group_name"), ["aws_db_parameter_group.this.name"]);
        assert_eq!(shop.plan.only("aws_db_instance").after["enabled_cloudwatch_logs_exports"], json!(["error", "slowquery"]));
    }
}

#[test]
fn problem_11_instance_profile_carries_exactly_the_rights() {
    let Some(shops @ [before, after]) = &*SHOPS else { return };
    refused("service \"web\" {", "  iam_instance_profile = \"other\"", "`iam_instance_profile`");
    for shop in shops {
        // The profile is in the template, the role in the profile, the policy at the role.
        let template = &shop.plan.configuration("service_web", "aws_launch_template.this")["expressions"];
        let [profile] = list(&template["iam_instance_profile"]) else { panic!("one profile: {template}") };
        assert_eq!(references(&profile["arn"]), ["aws_iam_instance_profile.this.arn"]);
        assert_eq!(shop.wired("service_web", "aws_iam_instance_profile.this", "role"), ["aws_iam_role.this.name"]);
        assert_eq!(shop.wired("service_web", "aws_iam_role_policy.this", "role"), ["aws_iam_role.this.id"]);
        let trust = shop.at("module.service_web.aws_iam_role.this")["assume_role_policy"].as_str().expect("a policy");
        let trust: Value = serde_json::from_str(trust).expect("a policy is JSON");
        assert_eq!(
            trust["Statement"],
            json!([{ "Action": "sts:AssumeRole", "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" } }])
        );
    }
    // Which resources the rights are about is known only at an apply; which variables they come from is known now.
    let about =
        |shop: &'static Shop| -> BTreeSet<&str> { shop.wired("service_web", "aws_iam_role_policy.this", "policy").into_iter().collect() };
    let mut about_before = about(before);
    assert!(about_before.insert("var.media_bucket"), "nothing said that the service writes there");
    assert!(about_before.remove("var.database_main_resource_id"), "signing in to the instance itself, which the proxy now does");
    assert_eq!(about(after), about_before);
    let rights = |shop: &Shop| -> BTreeSet<String> {
        let policy = shop.file("modules/service_web/iam.tf");
        let names =
            policy.lines().filter_map(|line| line.trim().strip_prefix("Sid").map(|rest| rest.trim_matches([' ', '=', '"']).to_owned()));
        names.collect()
    };
    let always = [
        "ConfigureAgent",
        "DecryptAgentConfiguration",
        "DecryptDatabaseSecrets",
        "FetchArtifact",
        "PublishMetrics",
        "ReadDatabaseSecrets",
        "ReportLifecycle",
        "UseKeyThroughS3",
        "WriteLogs",
    ];
    let wanted = |more: &[&'static str]| always.iter().chain(more).map(ToString::to_string).collect::<BTreeSet<_>>();
    assert_eq!(rights(before), wanted(&["SignInToDatabases"]));
    assert_eq!(rights(after), wanted(&["WriteBuckets"]));
    let policy = after.file("modules/service_web/iam.tf");
    let (_, writes) = policy.split_once("\"WriteBuckets\"").expect("the right");
    let writes: Vec<&str> = writes.lines().skip(1).take(3).map(str::trim).collect();
    assert_eq!(writes[1..], ["Action   = \"s3:PutObject\"", "Resource = [\"arn:aws:s3:::${var.media_bucket}/*\"]"]);
}

#[test]
fn problem_12_scaling_waits_for_what_it_has_started() {
    let Some(shops @ [before, after]) = &*SHOPS else { return };
    guarded("warm-up-shorter-than-startup", Severity::Error);
    // A cooldown belongs to simple scaling, which the language does not have.
    refused("scaling {", "    cooldown = 300", "`cooldown`");
    refused("scaling {", "    policy_type = \"SimpleScaling\"", "`policy_type`");
    for shop in shops {
        for policy in shop.plan.resources("aws_autoscaling_policy") {
            assert_eq!(policy.after["cooldown"], Value::Null, "{}", policy.address);
        }
        assert_eq!(shop.at("module.service_web.aws_autoscaling_group.this")["default_cooldown"], Value::Null);
    }
    let kinds = |shop: &'static Shop| -> Vec<(&str, &str)> {
        let policies = shop.plan.resources("aws_autoscaling_policy").into_iter();
        policies
            .map(|policy| (policy.address.rsplit('.').next().unwrap_or_default(), policy.after["policy_type"].as_str().unwrap_or_default()))
            .collect()
    };
    assert_eq!(kinds(before), [("burst", "StepScaling")]);
    assert_eq!(kinds(after), [("burst", "StepScaling"), ("cpu", "TargetTrackingScaling"), ("requests", "TargetTrackingScaling")]);

    /// Seconds that the burst alarm looks back, and that a new instance is left out of it.
    fn window_and_warmup(shop: &'static Shop) -> (u64, u64) {
        let alarm = shop.at("module.service_web.aws_cloudwatch_metric_alarm.burst");
        let periods: BTreeSet<_> = list(&alarm["metric_query"])
            .iter()
            .flat_map(|query| list(&query["metric"]))
            .map(|metric| metric["period"].as_u64().expect("a period"))
            .collect();
        assert_eq!(periods, BTreeSet::from([60]));
        let warmup = shop.at("module.service_web.aws_autoscaling_policy.burst")["estimated_instance_warmup"].as_u64().expect("a warm-up");
        assert_eq!(shop.at("module.service_web.aws_autoscaling_group.this")["default_instance_warmup"], warmup);
        (alarm["evaluation_periods"].as_u64().expect("periods") * 60, warmup)
    }
    assert_eq!(window_and_warmup(before), (60, 60), "an instance that needs 240 s to start is thought to help after 60");
    let (window, warmup) = window_and_warmup(after);
    assert_eq!(warmup, 240);
    assert!(window >= warmup, "the same burst would be answered twice");

    let burst = after.at("module.service_web.aws_cloudwatch_metric_alarm.burst");
    let followed: BTreeSet<_> =
        list(&burst["metric_query"]).iter().flat_map(|query| list(&query["metric"])).map(|metric| metric["metric_name"].as_str()).collect();
    assert_eq!(followed, BTreeSet::from([Some("CPUUtilization"), Some("RequestCountPerTarget")]), "more than one metric");
    assert_eq!(burst["treat_missing_data"], "notBreaching");
    assert_eq!(list(&after.at("module.service_web.aws_autoscaling_policy.burst")["step_adjustment"]).len(), 2);
}
