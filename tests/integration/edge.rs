//! CDN, DNS and firewall: what is refused, and what follows from what.

use tfgen::config::{Document, Sources, decode};
use tfgen::guardrails;
use tfgen::model::{Architecture, Cache, ManagedRuleGroup, Origin, RuleMode};
use tfgen::render::{Files, Renderer};

const BASE: &str = r#"
project = "shop"
region  = "eu-central-1"
state { bucket = "shop-state" }
network { cidr_block = "10.0.0.0/16" }
environment "test" {}
"#;

const SERVICE: &str = r#"
service "api" {
  instance_type   = "t4g.small"
  port            = 9000
  command         = "/usr/bin/node api.js"
  paths           = ["/api/*"]
  startup_seconds = 60
  internet_egress = true
  artifact {
    bucket  = "artifacts"
    version = "1"
  }
}
"#;

const DNS: &str = r#"dns {
  zone        = "example.com"
  domain_name = "shop.example.com"
}
"#;

/// The environment, or the headlines of what is wrong with it.
fn read(text: &str) -> Result<Architecture, Vec<String>> {
    let headlines = |problems: Vec<tfgen::diagnostic::Diagnostic>| problems.into_iter().map(|problem| problem.message).collect::<Vec<_>>();
    let sources = Sources::from_texts([("architecture.hcl".to_owned(), format!("{BASE}{text}"))]);
    let document = Document::parse(&sources).map_err(headlines)?;
    let body = document.resolve("test").map_err(headlines)?;
    decode::architecture(&body, "test").map_err(headlines)
}

fn good(text: &str) -> Architecture {
    read(text).unwrap_or_else(|headlines| panic!("{headlines:#?}"))
}

#[track_caller]
fn refused(text: &str, headline: &str) {
    assert_eq!(read(text).expect_err("this is refused"), [headline]);
}

/// Ids of the rules that find something.
fn found(text: &str) -> Vec<&'static str> {
    guardrails::errors(&good(text)).into_iter().map(|finding| finding.rule).collect()
}

fn files(text: &str) -> Files {
    let root = tfgen::plan::root::environment(&good(text), "architecture.hcl");
    Renderer::new().render(&root).expect("it renders")
}

#[test]
fn behaviors_are_tried_from_the_most_specific_pattern_on() {
    let architecture = good(&format!(
        "load_balancer {{}}\n{SERVICE}{}",
        r#"cdn {
  behavior "health" {
    path_pattern = "/api/status"
    origin       = "load_balancer"
    cache_policy = "UseOriginCacheControlHeaders"
  }
  behavior "first" {
    path_pattern = "/x/*"
    origin       = "assets"
    precedence   = 1
  }
}"#
    ));
    let cdn = architecture.cdn.expect("a CDN");
    let order: Vec<&str> = cdn.behaviors.iter().map(|behavior| behavior.path_pattern.as_str()).collect();
    assert_eq!(order, ["/x/*", "/api/status", "/static/*", "/api/*"]);
    assert_eq!(cdn.behaviors[3].cache, Cache::Never);
    assert_eq!(cdn.default_origin, Origin::Assets);
}

#[test]
fn a_user_s_behavior_wins_over_a_derived_one() {
    let text = format!(
        "load_balancer {{}}\n{SERVICE}{}",
        r#"cdn {
  behavior "cached" {
    path_pattern = "/api/*"
    origin       = "load_balancer"
    default_ttl  = 10
  }
}"#
    );
    let cdn = good(&text).cdn.expect("a CDN");
    assert_eq!(cdn.behaviors.iter().filter(|behavior| behavior.path_pattern.as_str() == "/api/*").count(), 1);
    assert!(cdn.behaviors.iter().all(|behavior| behavior.cache != Cache::Never));
}

#[test]
fn what_cloudfront_would_refuse_is_refused() {
    let behavior = |content: &str| format!("load_balancer {{}}\ncdn {{\n  behavior \"b\" {{\n{content}\n  }}\n}}");
    refused(
        &behavior("path_pattern = \"/*\"\norigin = \"assets\""),
        "`path_pattern` claims everything, which is the default behavior: set `default_origin` and `html` instead",
    );
    refused(
        &behavior("path_pattern = \"/a\"\norigin = \"assets\"\ncache_policy = \"CachingOptimized\"\nmax_ttl = 3"),
        "`cache_policy` is one of AWS's own, whose times are fixed: leave out either it or the times",
    );
    refused("cdn {\n  html {\n    default_ttl = 7200\n  }\n}", "`min_ttl` 0, `default_ttl` 7200 and `max_ttl` 3600 must not fall");
    refused("cdn {\n  aliases = [\"a.example.com\"]\n}", "without a `dns` block, `aliases` and `acm_certificate_arn` come together");
    refused("cdn {\n  default_origin = \"load_balancer\"\n}", "the CDN sends requests to a load balancer, and there is none");
    refused(
        "cdn {\n  aliases = [\"a.example.com\"]\n  acm_certificate_arn = \"arn:aws:acm:eu-west-1:123456789012:certificate/a\"\n}",
        "`acm_certificate_arn` must be in us-east-1, the only region CloudFront takes certificates from",
    );
    refused("cdn {\n  custom_error_response \"418\" {}\n}", "CloudFront has no response of its own for `418`");
    refused("load_balancer {}\nwaf {\n  evaluation_window_sec = 61\n}", "`evaluation_window_sec` must be 60, 120, 300 or 600, found 61");
    refused(
        "load_balancer {}\ndns {\n  zone = \"example.com\"\n  domain_name = \"shop.example.org\"\n}",
        "`shop.example.org` is not in the zone `example.com`",
    );
    refused(
        "load_balancer {}\ndns {\n  zone = \"example.com\"\n  domain_name = \"badexample.com\"\n}",
        "`badexample.com` is not in the zone `example.com`",
    );
}

#[test]
fn every_edge_leads_somewhere() {
    assert_eq!(found("waf {}"), ["edge-without-origin"]);
    assert_eq!(found(DNS), ["edge-without-origin"]);
    let hidden = SERVICE.replace("\"/api/*\"", "\"/*\"");
    assert_eq!(found(&format!("load_balancer {{}}\ncdn {{}}\n{hidden}")), ["service-the-cdn-never-asks"]);
    assert_eq!(found(&format!("load_balancer {{}}\ncdn {{\n  default_origin = \"load_balancer\"\n}}\n{hidden}")), [""; 0]);
    let certified = "load_balancer {\n  domain_name = \"shop.example.com\"\n}\n";
    assert_eq!(found(&format!("{certified}cdn {{}}\n{SERVICE}")), ["origin-certificate-for-no-name"]);
    assert_eq!(found(&format!("{certified}{DNS}cdn {{}}\n{SERVICE}")), [""; 0]);
    let slow = SERVICE.replace("startup_seconds = 60", "startup_seconds = 60\n  longest_request_seconds = 120");
    assert_eq!(found(&format!("load_balancer {{\n  idle_timeout = 150\n}}\ncdn {{}}\n{slow}")), ["cdn-gives-up-before-the-service"]);
}

#[test]
fn rule_groups_are_added_counted_and_switched_off() {
    let waf =
        |groups: &str| good(&format!("load_balancer {{}}\nwaf {{\n  managed_rule_groups = {{ {groups} }}\n}}")).waf.expect("a firewall");
    let groups = waf("AWSManagedRulesSQLiRuleSet = \"off\", AWSManagedRulesLinuxRuleSet = \"count\"").managed_rule_groups;
    assert_eq!(groups.get(&ManagedRuleGroup::SqliRuleSet), None);
    assert_eq!(groups.get(&ManagedRuleGroup::LinuxRuleSet), Some(&RuleMode::Count));
    assert_eq!(groups.get(&ManagedRuleGroup::CommonRuleSet), Some(&RuleMode::Block));
    assert_eq!(groups.len(), 4);
}

#[test]
fn the_second_provider_is_there_only_where_it_is_used() {
    let uses = |text: &str| -> Vec<String> {
        let files = files(text);
        let alias = files["providers.tf"].contains("alias  = \"us_east_1\"");
        let modules = files.iter().filter(|(path, text)| path.ends_with("versions.tf") && text.contains("configuration_aliases"));
        let modules: Vec<String> = modules.map(|(path, _)| path.clone()).collect();
        assert_eq!(alias, !modules.is_empty());
        modules
    };
    assert_eq!(uses("cdn {}"), [""; 0]);
    assert_eq!(uses(&format!("load_balancer {{}}\n{DNS}waf {{}}")), [""; 0]);
    assert_eq!(uses("cdn {}\nwaf {}"), ["modules/cdn/versions.tf"]);
    assert_eq!(uses(&format!("cdn {{}}\n{DNS}")), ["modules/dns/versions.tf"]);
}

/// The prefix list counts for 55 of the 60 rules that a security group may have: a second rule with it is one too many.
#[test]
fn cloudfront_s_prefix_list_is_used_once() {
    for domain in ["", DNS] {
        let files = files(&format!("load_balancer {{}}\n{domain}cdn {{}}\n{SERVICE}"));
        assert_eq!(files["modules/security/main.tf"].matches("var.cloudfront_prefix_list_id").count(), 1);
        assert!(!files["modules/security/main.tf"].contains("0.0.0.0/0\"\n  from_port   = 80"));
    }
}
