//! What stands between the internet and the services: names, certificates, CDN, firewall.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::{Value, json};

use crate::cloud::Cloud;
use crate::cycle::Cycle;
use crate::plan::Plan;
use crate::rendered::Rendered;

/// The zone of the deployer's domain.
fn zone(cloud: &Cloud) {
    cloud.python("client('route53').create_hosted_zone(Name='example.com', CallerReference='test')", &[]);
}

/// The ingress rules of the load balancer, as "peer argument: port".
fn ways_in(plan: &Plan) -> Vec<String> {
    let rules = plan.resources("aws_vpc_security_group_ingress_rule");
    let own = rules.iter().filter(|rule| rule.address.contains(".load_balancer_from_"));
    own.map(|rule| {
        let peers = ["cidr_ipv4", "prefix_list_id", "referenced_security_group_id"];
        let peer = peers.into_iter().find(|peer| rule.after[peer].is_string()).unwrap_or("unknown");
        format!("{peer}: {}", rule.after["from_port"])
    })
    .collect()
}

/// Path pattern, origin, cache policy where the plan knows it, number of methods: in the order CloudFront tries them.
fn behaviors(distribution: &Value) -> Vec<(&str, &str, &str, usize)> {
    fn text<'a>(value: &'a Value, key: &str) -> &'a str {
        value[key].as_str().unwrap_or("its own")
    }
    let ordered = distribution["ordered_cache_behavior"].as_array().into_iter().flatten();
    ordered
        .map(|behavior| {
            let methods = behavior["allowed_methods"].as_array().map_or(0, Vec::len);
            (text(behavior, "path_pattern"), text(behavior, "target_origin_id"), text(behavior, "cache_policy_id"), methods)
        })
        .collect()
}

/// The times of each cache policy of our own.
fn ttls(plan: &Plan) -> BTreeMap<String, [Value; 3]> {
    let times = |policy: &Value| ["min_ttl", "default_ttl", "max_ttl"].map(|ttl| policy[ttl].clone());
    let policies = plan.resources("aws_cloudfront_cache_policy").into_iter();
    policies.map(|policy| (policy.after["name"].as_str().unwrap_or_default().to_owned(), times(policy.after))).collect()
}

/// What every distribution keeps.
fn is_sound(distribution: &Value) {
    let ordered = distribution["ordered_cache_behavior"].as_array().into_iter().flatten();
    for behavior in ordered.chain([&distribution["default_cache_behavior"][0]]) {
        assert_eq!(behavior["viewer_protocol_policy"], "redirect-to-https");
        assert_eq!(behavior["compress"], true);
    }
    assert_eq!(distribution["http_version"], "http2and3");
    assert_eq!(distribution["default_root_object"], "index.html");
    assert_eq!(distribution["logging_config"][0]["prefix"], "cdn/");
}

/// Names of the rules of the only web ACL, in the order they are asked, and what each does.
fn rules(plan: &Plan) -> Vec<(i64, String, &'static str)> {
    let acl = plan.only("aws_wafv2_web_acl").after;
    let mut rules: Vec<_> = acl["rule"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|rule| {
            let counts = rule["override_action"][0]["count"].as_array().is_some_and(|count| !count.is_empty());
            let name = rule["name"].as_str().unwrap_or_default().trim_start_matches("AWSManagedRules").to_owned();
            (rule["priority"].as_i64().unwrap_or_default(), name, if counts { "count" } else { "block" })
        })
        .collect();
    rules.sort();
    rules
}

#[test]
fn a_shop_with_a_domain_lives_its_whole_life_behind_a_cdn() {
    let rendered = Rendered::text(include_str!("fixtures/edge_domain.hcl"));
    let root = rendered.root();
    let Some(plan) = Cycle::new(&root).seed(zone).inspect(managed_ids_are_aws_s_own).run() else { return };

    let distribution = plan.only("aws_cloudfront_distribution").after;
    is_sound(distribution);
    assert_eq!(distribution["aliases"], json!(["shop.example.com", "www.shop.example.com"]));
    assert_eq!(distribution["viewer_certificate"][0]["minimum_protocol_version"], "TLSv1.2_2021");
    assert_eq!(
        behaviors(distribution),
        [
            ("/api/catalogue/*", "load_balancer", "its own", 3),
            ("/build/assets/*", "assets", "its own", 3),
            ("/static/*", "assets", "its own", 3),
            ("/media/*", "assets", "658327ea-f89d-4fab-a63d-7e88639e58f6", 3),
            ("/api/*", "load_balancer", "4135ea2d-6df8-44a3-9df3-4b5a84be39ad", 7),
        ]
    );
    let uncached = &distribution["ordered_cache_behavior"][4];
    assert_eq!(uncached["origin_request_policy_id"], "216adef6-5c7f-47e4-b989-5492eafa07d3", "everything is forwarded");
    assert_eq!(distribution["default_cache_behavior"][0]["target_origin_id"], "assets");
    assert_eq!(
        ttls(&plan),
        BTreeMap::from([
            ("edge-test-catalogue".to_owned(), [json!(0), json!(30), json!(60)]),
            ("edge-test-html".to_owned(), [json!(0), json!(300), json!(3600)]),
            ("edge-test-static".to_owned(), [json!(0), json!(86_400), json!(31_536_000)]),
        ])
    );
    let headers = &plan.only("aws_cloudfront_response_headers_policy").after["security_headers_config"][0];
    assert!(headers["strict_transport_security"][0]["access_control_max_age_sec"].as_i64() >= Some(31_536_000));

    // The load balancer is reached through the VPC alone, by HTTPS.
    let load_balancer = plan.only("aws_lb").after;
    assert_eq!(load_balancer["internal"], true);
    assert_eq!(ways_in(&plan), ["prefix_list_id: 443"]);
    assert_eq!(plan.count("aws_lb_listener"), 1);
    let endpoint = &plan.only("aws_cloudfront_vpc_origin").after["vpc_origin_endpoint_config"][0];
    assert_eq!(endpoint["origin_protocol_policy"], "https-only");
    let origins = distribution["origin"].as_array().cloned().unwrap_or_default();
    let vpc = origins.iter().find(|origin| origin["origin_id"] == "load_balancer").expect("a second origin");
    assert_eq!(vpc["vpc_origin_config"][0]["origin_read_timeout"], 45, "longer than the slowest request");

    // One set of records proves the domain to both certificates.
    assert_eq!(plan.count("aws_acm_certificate"), 2);
    assert_eq!(
        plan.addresses().into_iter().filter(|address| address.contains("aws_route53_record")).collect::<Vec<_>>(),
        [
            "module.dns.aws_route53_record.ipv4[\"shop.example.com\"]",
            "module.dns.aws_route53_record.ipv4[\"www.shop.example.com\"]",
            "module.dns.aws_route53_record.ipv6[\"shop.example.com\"]",
            "module.dns.aws_route53_record.ipv6[\"www.shop.example.com\"]",
            "module.dns.aws_route53_record.validation[\"shop.example.com\"]",
            "module.dns.aws_route53_record.validation[\"www.shop.example.com\"]",
        ]
    );
    assert_eq!(plan.only("aws_route53_health_check").after["resource_path"], "/");

    assert_eq!(plan.only("aws_wafv2_web_acl").after["scope"], "CLOUDFRONT");
    assert_eq!(plan.count("aws_wafv2_web_acl_association"), 0, "the distribution names it");
    let wanted = [
        (10, "AmazonIpReputationList", "block"),
        (20, "rate-limit", "block"),
        (30, "AnonymousIpList", "count"),
        (40, "CommonRuleSet", "block"),
        (50, "KnownBadInputsRuleSet", "block"),
        (60, "SQLiRuleSet", "count"),
    ];
    assert_eq!(rules(&plan), wanted.map(|(priority, name, action)| (priority, name.to_owned(), action)));
}

/// The ids in our table mean what we say, a certificate of CloudFront's is where CloudFront looks, and nobody else reads the assets.
fn managed_ids_are_aws_s_own(cloud: &Cloud, _: &Plan) {
    let seen = cloud.python(
        "
front = client('cloudfront')
names = {}
for kind, key in (('cache', 'CachePolicy'), ('origin_request', 'OriginRequestPolicy')):
    answered = getattr(front, f'list_{kind}_policies')(Type='managed')[key + 'List']['Items']
    names |= {item[key]['Id']: item[key][key + 'Config']['Name'].removeprefix('Managed-') for item in answered}
account = client('sts').get_caller_identity()['Account']
answer({
    'names': names,
    'certificates': {region: len(client('acm', region).list_certificates()['CertificateSummaryList'])
                     for region in ('us-east-1', 'eu-central-1')},
    'logs': [group['logGroupName'] for group in client('logs', 'us-east-1').describe_log_groups()['logGroups']],
    'policy': json.loads(client('s3', 'eu-central-1').get_bucket_policy(Bucket=f'edge-test-assets-{account}')['Policy']),
})",
        &[],
    );
    for policy in tfgen::model::ManagedCachePolicy::WORDS {
        assert_eq!(seen["names"][policy.1.id()], policy.0);
    }
    assert_eq!(seen["names"][tfgen::model::ALL_VIEWER.1], tfgen::model::ALL_VIEWER.0);
    assert_eq!(seen["certificates"], json!({ "us-east-1": 1, "eu-central-1": 1 }));
    assert_eq!(seen["logs"], json!(["aws-waf-logs-edge-test-cdn"]));
    let statements = seen["policy"]["Statement"].as_array().expect("statements");
    let allowed = statements.iter().filter(|statement| statement["Effect"] == "Allow");
    for statement in allowed {
        assert_eq!(statement["Principal"], json!({ "Service": "cloudfront.amazonaws.com" }));
        let source = statement["Condition"]["StringEquals"]["aws:SourceArn"].as_str().unwrap_or_default();
        assert!(source.starts_with("arn:aws:cloudfront::123456789012:distribution/") && !source.contains('*'), "{source}");
    }
}

#[test]
fn a_shop_without_a_domain_lives_its_whole_life_on_cloudfront_s_own_name() {
    let rendered = Rendered::text(include_str!("fixtures/edge_no_domain.hcl"));
    let root = rendered.root();
    let Some(plan) = Cycle::new(&root).run() else { return };
    let distribution = plan.only("aws_cloudfront_distribution").after;
    is_sound(distribution);
    assert_eq!(distribution["viewer_certificate"][0]["cloudfront_default_certificate"], true);
    assert_eq!(distribution["default_cache_behavior"][0]["target_origin_id"], "load_balancer");
    assert_eq!(ttls(&plan)["plain-test-html"], [json!(0), json!(300), json!(3600)]);
    let host = plan.only("aws_cloudfront_origin_request_policy").after;
    assert_eq!(host["cookies_config"][0]["cookie_behavior"], "none", "what is cached must not depend on who asks");
    assert_eq!(plan.count("aws_acm_certificate") + plan.count("aws_route53_record"), 0);
    assert_eq!(plan.only("aws_lb").after["internal"], true);
    assert_eq!(ways_in(&plan), ["prefix_list_id: 80"]);
    let endpoint = &plan.only("aws_cloudfront_vpc_origin").after["vpc_origin_endpoint_config"][0];
    assert_eq!(endpoint["origin_protocol_policy"], "http-only");
    assert_eq!(rules(&plan).len(), 5);
}

#[test]
fn without_a_cdn_name_and_firewall_belong_to_the_load_balancer() {
    let rendered = Rendered::text(include_str!("fixtures/edge_load_balancer.hcl"));
    let root = rendered.root();
    let Some(plan) = Cycle::new(&root).run() else { return };
    assert_eq!(plan.only("aws_lb").after["internal"], false);
    assert_eq!(ways_in(&plan), ["cidr_ipv4: 443", "cidr_ipv4: 80"]);
    assert_eq!(plan.only("aws_wafv2_web_acl").after["scope"], "REGIONAL");
    assert_eq!(plan.count("aws_wafv2_web_acl_association"), 1);
    let names: Vec<String> = rules(&plan).into_iter().map(|(_, name, _)| name).collect();
    assert_eq!(names, ["AmazonIpReputationList", "rate-limit", "KnownBadInputsRuleSet", "SQLiRuleSet"]);
    let check = plan.only("aws_route53_health_check").after;
    assert_eq!([&check["resource_path"], &check["request_interval"]], [&json!("/healthz"), &json!(10)]);
    assert_eq!(plan.only("aws_acm_certificate").after["domain_name"], "shop.example.org");
    assert_eq!(plan.resources("aws_route53_record").len(), 2, "one alias and one validation");
    let listener = plan.at("module.load_balancer.aws_lb_listener.https").after;
    assert_eq!(listener["port"], 443);
}

/// `deploy-frontend.sh` against a recording `aws`: what it uploads how, and what it invalidates.
#[test]
fn deploying_the_frontend_invalidates_only_the_pages_that_changed() {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    let rendered = Rendered::text(include_str!("fixtures/edge_domain.hcl"));
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let tool = |name: &str, text: &str| {
        fs::create_dir_all(path("bin")).expect("a folder");
        fs::write(path(&format!("bin/{name}")), text).expect("a tool");
        fs::set_permissions(path(&format!("bin/{name}")), fs::Permissions::from_mode(0o755)).expect("an executable");
    };
    tool("terraform", "#!/bin/sh\nfor last; do :; done\necho \"the-$last\"\n");
    // An object's checksum is what the last upload said.
    tool(
        "aws",
        "#!/bin/sh\necho \"$*\" >>\"$LOG\"\nstore=$(dirname \"$LOG\")/store\nmkdir -p \"$store\"\n\
         case \"$1 $2\" in\n\
         's3 cp') echo \"$*\" | sed 's/.*md5=\\([0-9a-f]*\\).*/\\1/' >\"$store/$(basename \"$4\")\" ;;\n\
         's3api head-object') cat \"$store/$(basename \"$6\")\" ;;\n\
         'cloudfront create-invalidation') echo I1 ;;\n\
         esac\n",
    );
    let write = |name: &str, text: &str| {
        fs::create_dir_all(path(name).parent().expect("a parent")).expect("a folder");
        fs::write(path(name), text).expect("a file");
    };
    for (name, text) in [("site/index.html", "1"), ("site/about us.html", "1"), ("site/static/app.3f2.js", "1")] {
        write(name, text);
    }
    let deploy = |arguments: &[&str]| {
        let log = path("log");
        let _ = fs::remove_file(&log);
        let tools = format!("{}:{}", path("bin").display(), std::env::var("PATH").unwrap_or_default());
        let mut command = Command::new("bash");
        command.arg(rendered.root().join("deploy-frontend.sh")).args(arguments).arg(path("site"));
        let output = command.env("PATH", tools).env("LOG", &log).output().expect("bash starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        fs::read_to_string(&log).unwrap_or_default()
    };
    let invalidated = |log: &str| -> Vec<String> {
        let line = log.lines().find(|line| line.starts_with("cloudfront create-invalidation")).unwrap_or_default();
        let paths = line.split_once("--paths ").map_or("", |(_, rest)| rest).split(" --query").next().unwrap_or_default();
        let mut paths: Vec<String> = paths.split_whitespace().map(ToOwned::to_owned).collect();
        paths.sort();
        paths
    };

    let first = deploy(&["--wait"]);
    assert_eq!(invalidated(&first), ["/", "/about%20us.html", "/index.html"]);
    assert!(first.contains("s3://the-assets_bucket/static --size-only --cache-control public,max-age=31536000,immutable"), "{first}");
    assert!(first.contains("s3://the-assets_bucket/index.html --cache-control public,max-age=300 "), "{first}");
    assert!(first.contains("cloudfront wait invalidation-completed --distribution-id the-distribution_id --id I1"), "{first}");

    let unchanged = deploy(&[]);
    assert!(!unchanged.contains("create-invalidation") && !unchanged.contains("s3 cp"), "{unchanged}");

    write("site/about us.html", "2");
    write("site/static/app.77a.js", "2");
    let page = deploy(&[]);
    assert_eq!(invalidated(&page), ["/about%20us.html"]);
    assert!(!page.contains("wait"), "{page}");

    for number in 0..51 {
        write(&format!("site/page-{number}.html"), "1");
    }
    assert_eq!(invalidated(&deploy(&[])), ["/*"]);
}
