//! Databases and the services that connect to them: what is derived, what is refused, what is rendered.

use std::fs;
use std::path::Path;

use tfgen::config::{Document, Sources, decode};
use tfgen::diagnostic::Diagnostic;
use tfgen::model::{Architecture, MultiAz, Name};
use tfgen::render::{Files, Renderer};
use tfgen::{guardrails, plan};

fn decoded(text: &str, environment: &str) -> Result<Architecture, Vec<Diagnostic>> {
    let sources = Sources::from_texts([("architecture.hcl".to_owned(), text.to_owned())]);
    let body = Document::parse(&sources)?.resolve(environment)?;
    decode::architecture(&body, environment)
}

fn rendered(architecture: &Architecture) -> Files {
    Renderer::new().render(&plan::root::environment(architecture, "architecture.hcl")).unwrap()
}

/// An architecture with these lines in `database "main"`.
fn with(production: bool, lines: &str) -> Architecture {
    let text = format!(
        "project = \"shop\"\nregion = \"us-east-1\"\nproduction = {production}\nstate {{\n  bucket = \"shop-state\"\n}}\n\
         network {{\n  cidr_block = \"10.0.0.0/16\"\n}}\ndatabase \"main\" {{\n{lines}\n}}\nenvironment \"test\" {{}}\n"
    );
    decoded(&text, "test").unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn main_of(architecture: &Architecture) -> &tfgen::model::Database {
    &architecture.databases[&"main".parse::<Name>().unwrap()]
}

/// The cases of this feature: each line that ends in `# cured: …` is wrong as it stands.
fn cases() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/mistakes");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<_> = files
        .filter_map(|path| {
            let name = path.file_stem()?.to_str()?.to_owned();
            let ours = ["database-", "connection-", "secret-", "pool-"].iter().any(|start| name.starts_with(start));
            ours.then(|| (name, fs::read_to_string(&path).unwrap()))
        })
        .collect();
    cases.sort();
    assert!(cases.len() > 15, "{cases:?}");
    cases
}

#[test]
fn every_mistake_is_refused_and_every_cure_cures() {
    for (name, text) in cases() {
        let refused = match decoded(&text, "dev") {
            Ok(architecture) => !guardrails::errors(&architecture).is_empty(),
            Err(_) => true,
        };
        assert!(refused, "{name} is not refused");
        let cured: Vec<&str> = text.lines().map(|line| line.split_once("# cured:").map_or(line, |(_, cure)| cure)).collect();
        let architecture = decoded(&cured.join("\n"), "dev").unwrap_or_else(|problems| panic!("{name}: {problems:#?}"));
        let findings = guardrails::errors(&architecture);
        assert!(findings.is_empty(), "{name}: {findings:#?}");
    }
}

#[test]
fn production_is_highly_available_and_kept() {
    let prod = with(true, "instance_class = \"db.m7g.large\"");
    let prod = main_of(&prod);
    assert_eq!((prod.multi_az, prod.failover_seconds()), (MultiAz::Standby, Some(120)));
    assert_eq!((prod.backup_retention_period.get(), prod.log_retention_in_days.get()), (7, 365));
    assert!(prod.deletion_protection && !prod.skip_final_snapshot && !prod.apply_immediately);

    let dev = with(false, "instance_class = \"db.t4g.micro\"");
    let dev = main_of(&dev);
    assert_eq!((dev.multi_az, dev.failover_seconds()), (MultiAz::None, None));
    assert_eq!((dev.backup_retention_period.get(), dev.max_connections.map(|most| most.get())), (1, Some(59)));
    assert!(!dev.deletion_protection && dev.skip_final_snapshot && !dev.performance_insights_enabled);
}

#[test]
fn what_is_written_wins() {
    let own = with(true, "instance_class = \"db.x2iedn.xlarge\"\nmulti_az = \"none\"\nmax_connections = 500\nbackup_retention_period = 35");
    let own = main_of(&own);
    assert_eq!(
        (own.multi_az, own.max_connections.map(|most| most.get()), own.backup_retention_period.get()),
        (MultiAz::None, Some(500), 35)
    );
    let unknown = with(false, "instance_class = \"db.x2iedn.xlarge\"");
    assert!(main_of(&unknown).max_connections.is_none(), "AWS decides for a class that is not known");
    assert!(!rendered(&unknown)["modules/database_main/parameters.tf"].contains("max_connections"));
}

#[test]
fn write_only_arguments_ask_for_the_version_that_knows_them() {
    let versions = |lines: &str| rendered(&with(false, &format!("instance_class = \"db.m7g.large\"\n{lines}")))["versions.tf"].clone();
    assert!(versions("").contains(">= 1.10"));
    assert!(versions("read_replicas = 1").contains(">= 1.11"));
}

#[test]
fn a_further_replica_moves_nothing() {
    let keys = |count: u32| {
        rendered(&with(false, &format!("instance_class = \"db.m7g.large\"\nread_replicas = {count}")))["modules/database_main/replicas.tf"]
            .clone()
    };
    assert!(keys(1).contains("toset([\"r1\"])"), "{}", keys(1));
    assert!(keys(2).contains("toset([\"r1\", \"r2\"])"), "{}", keys(2));
    assert!(!keys(2).contains("count"));
}

#[test]
fn what_is_put_before_a_script_counts_as_user_data() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/render/only-connection.hcl")).unwrap();
    let size = |architecture: &Architecture| rendered(architecture)["modules/service_web/user_data.sh"].len();
    let empty = size(&decoded(&text, "dev").unwrap());
    // The script itself just fits; with the database's address and secret before it, it does not.
    let padding = "x".repeat(16_384 - empty - "PADDING=\"\"\n".len());
    let padded = text.replace("  pool_size ", &format!("  environment = {{ PADDING = \"{padding}\" }}\n  pool_size "));
    let architecture = decoded(&padded, "dev").unwrap();
    assert_eq!(size(&architecture), 16_384);
    let findings = guardrails::check_rendered(&architecture, &rendered(&architecture));
    assert_eq!(findings.iter().map(|finding| finding.rule).collect::<Vec<_>>(), ["user-data-too-large"]);
}
