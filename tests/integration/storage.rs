//! Buckets: what is refused, what is warned about, and what is rendered for whom.

use std::fs;
use std::path::Path;

use tfgen::config::{Document, Sources, decode};
use tfgen::diagnostic::Severity;
use tfgen::model::Architecture;
use tfgen::render::{Files, Renderer};
use tfgen::{guardrails, plan};

fn case(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The architecture, or the headlines of what is wrong with it.
fn read(text: &str, environment: &str) -> Result<Architecture, Vec<String>> {
    let headlines = |problems: Vec<tfgen::diagnostic::Diagnostic>| problems.into_iter().map(|problem| problem.message).collect::<Vec<_>>();
    let sources = Sources::from_texts([("architecture.hcl".to_owned(), text.to_owned())]);
    let document = Document::parse(&sources).map_err(headlines)?;
    let body = document.resolve(environment).map_err(headlines)?;
    decode::architecture(&body, environment).map_err(headlines)
}

/// The headlines of a file of `tests/cases/mistakes`, as it stands.
fn mistakes(name: &str) -> Vec<String> {
    let text = case(&format!("mistakes/{name}.hcl"));
    let wrong: String = text.lines().map(|line| format!("{}\n", line.split(" # cured:").next().unwrap_or_default())).collect();
    match read(&wrong, "dev") {
        Ok(architecture) => guardrails::check(&architecture).into_iter().map(|finding| finding.message).collect(),
        Err(headlines) => headlines,
    }
}

fn files(text: &str, environment: &str) -> Files {
    let architecture = read(text, environment).unwrap_or_else(|headlines| panic!("{headlines:#?}"));
    let renderer = Renderer::new();
    renderer.render(&plan::root::environment(&architecture, "architecture.hcl")).expect("it renders")
}

#[test]
fn what_cannot_be_is_refused() {
    assert_eq!(mistakes("access-to-unknown-bucket"), ["there is no bucket `medja` in environment `dev`"]);
    assert_eq!(mistakes("bucket-reference"), ["`writes` element 1 must be `bucket.NAME`"]);
    assert_eq!(mistakes("bucket-twice"), ["`writes` names `bucket.media` twice"]);
    assert_eq!(mistakes("bucket-with-reserved-name"), ["`logs` is the name of a bucket that tfgen makes itself"]);
    assert_eq!(mistakes("glacier-before-standard-ia"), ["`glacier_days` 90 does not come after `standard_ia_days` 120"]);
    assert_eq!(mistakes("expiration-before-transition"), ["`expiration_days` 14 does not come after `standard_ia_days` 30"]);
}

#[test]
fn what_costs_more_or_cannot_be_read_is_warned_about() {
    let text = case("render/only-storage.hcl");
    let cold = text.replace("standard_ia_days = 60", "standard_ia_days = 60\n  glacier_days = 80\n  expiration_days = 170");
    assert_ne!(cold, text);
    let findings = guardrails::check(&read(&cold, "dev").unwrap_or_else(|headlines| panic!("{headlines:#?}")));
    let said: Vec<_> = findings.iter().map(|finding| (finding.severity, finding.rule, finding.message.as_str())).collect();
    assert_eq!(
        said,
        [
            (Severity::Warning, "reading-from-glacier", "service `web` cannot read objects of `bucket.media` that are older than 80 days"),
            (Severity::Warning, "transition-that-costs-more", "objects stay 20 days in STANDARD_IA, which bills at least 30"),
        ]
    );
    assert!(guardrails::check(&read(&text, "dev").unwrap_or_else(|headlines| panic!("{headlines:#?}"))).is_empty());
}

#[test]
fn a_name_too_long_for_a_bucket_is_refused() {
    let long = case("render/only-storage.hcl").replace("\"media\"", "\"media-of-every-kind-and-language\"");
    assert_eq!(
        read(&long, "dev").expect_err("32 characters"),
        ["`media-of-every-kind-and-language` must have at most 31 characters, has 32"]
    );
    let long = case("render/only-storage.hcl")
        .replace("\"shop\"", "\"shop-for-gardens\"")
        .replace("\"media\"", "\"media-of-every-kind-and-tongue\"")
        .replace("bucket.media", "bucket.media-of-every-kind-and-tongue");
    let findings = guardrails::check(&read(&long, "dev").unwrap_or_else(|headlines| panic!("{headlines:#?}")));
    let said: Vec<_> = findings.iter().map(|finding| (finding.rule, finding.message.as_str())).collect();
    assert_eq!(
        said,
        [(
            "generated-name-too-long",
            "the bucket `shop-for-gardens-dev-media-of-every-kind-and-tongue-000000000000` would have 64 characters; AWS accepts 63"
        )]
    );
}

#[test]
fn a_bucket_of_ones_own_takes_the_place_of_the_environments() {
    let text = case("render/only-storage.hcl");
    let generated = files(&text, "dev");
    assert!(generated.contains_key("modules/storage/artifacts.tf"));
    assert!(generated["modules/service_web/variables.tf"].contains("variable \"artifacts_bucket\""));

    let own = text.replace("version = \"1.0.0\"", "bucket = \"somebody-elses\"\n    version = \"1.0.0\"");
    assert_ne!(own, text);
    let explicit = files(&own, "dev");
    assert!(!explicit.contains_key("modules/storage/artifacts.tf"));
    assert!(explicit["modules/service_web/iam.tf"].contains("\"arn:aws:s3:::somebody-elses/web/1.0.0.tar.gz\""));
    assert!(explicit["modules/service_web/user_data.sh"].contains(" s3://somebody-elses/web/1.0.0.tar.gz "));
    let whole: String = explicit.values().map(String::as_str).collect();
    assert!(!whole.contains("artifacts_bucket"));
}

#[test]
fn the_users_own_variable_wins_over_a_buckets_name() {
    let told = |text: &str| files(text, "dev")["modules/service_web/user_data.sh"].contains("MEDIA_BUCKET \"$MEDIA_BUCKET\"");
    let text = case("render/only-storage.hcl");
    assert!(told(&text));
    assert!(!told(&text.replace("  artifact {", "  environment = { MEDIA_BUCKET = \"elsewhere\" }\n  artifact {")));
}

#[test]
fn production_keeps_its_buckets_and_logs_move_only_where_it_pays() {
    let text = case("render/only-storage.hcl");
    let forced = |files: &Files| files["modules/storage/buckets.tf"].matches("force_destroy = true").count();
    assert_eq!(forced(&files(&text, "dev")), 1, "media, and not exports, which says no");
    let production = text.replace("environment \"dev\" {}", "environment \"dev\" {\n  production = true\n}");
    assert_eq!(forced(&files(&production, "dev")), 0);

    let classes = |text: &str| {
        let file = &files(text, "dev")["modules/storage/main.tf"];
        [file.contains("STANDARD_IA"), file.contains("GLACIER"), file.contains("days = 365")]
    };
    assert_eq!(classes(&text), [false, false, false]);
    assert_eq!(classes(&case("render/only-logs.hcl")), [true, false, false]);
    assert_eq!(classes(&production), [true, true, true]);

    // What is derived makes way for what is written.
    let days = |logs: &str| {
        let logs = read(&text.replace("load_balancer {}", &format!("load_balancer {{}}\nlogs {{\n{logs}\n}}")), "dev").map(|all| all.logs);
        let logs = logs.unwrap_or_else(|headlines| panic!("{headlines:#?}"));
        [logs.standard_ia_days, logs.glacier_days, Some(logs.expiration_days)].map(|days| days.map(|days| days.get()))
    };
    assert_eq!(days("standard_ia_days = 95\nexpiration_days = 365"), [Some(95), Some(125), Some(365)]);
    assert_eq!(days("glacier_days = 20\nexpiration_days = 365"), [None, Some(20), Some(365)]);
    assert_eq!(days("expiration_days = 179"), [Some(30), None, Some(179)]);
    assert_eq!(days("expiration_days = 59"), [None, None, Some(59)]);
}
