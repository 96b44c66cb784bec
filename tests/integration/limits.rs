//! Too much of anything is said, soon, and at its place.

use std::fmt::Write as _;

use crate::support::{SMALL, Workspace};

const BASE: &str =
    "project = \"shop\"\nregion = \"us-east-1\"\n\nstate {\n  bucket = \"shop-state\"\n}\n\nnetwork {\n  cidr_block = \"10.0.0.0/16\"\n}\n";

fn with(rest: &str) -> Workspace {
    Workspace::new(&format!("{BASE}\nenvironment \"dev\" {{}}\n{rest}"))
}

/// Each of them is a worker: a load balancer has fewer rules than that.
fn services(count: usize) -> String {
    (0..count).fold(String::new(), |mut text, n| {
        write!(
            text,
            "service \"s{n}\" {{\n  kind = \"worker\"\n  instance_type = \"t4g.small\"\n  command = \"/bin/s\"\n  startup_seconds = 60\n  job_seconds = 60\n  internet_egress = true\n  artifact {{\n    version = \"1\"\n  }}\n}}\n"
        )
        .unwrap();
        text
    })
}

#[test]
fn a_file_above_ten_mebibytes() {
    with(&"# a comment\n".repeat(900_000))
        .run("lint --all")
        .exits(4)
        .says("`architecture.hcl` is larger than 10 MiB")
        .says("is this the right file?");
}

/// The parser's own limit is 64; above it, nothing is lost but the file.
#[test]
fn a_hundred_levels() {
    with(&format!("x = {}{}\n", "[".repeat(101), "]".repeat(101)))
        .run("lint --all")
        .exits(1)
        .says("this is nested too deeply: at most 64 nested levels can be read")
        .says("architecture.hcl:13:");
}

/// The first hundred are shown, and the rest are counted.
#[test]
fn thousands_of_blocks() {
    let run = with(&"a {}\n".repeat(20_000)).run("lint --all");
    run.exits(1).says("the block `a` is written twice");
    assert!(run.stdout().len() < 100_000, "{} bytes", run.stdout().len());
}

#[test]
fn more_mistakes_than_anyone_reads() {
    let unknown = (0..5_000).fold(String::new(), |mut text, n| {
        writeln!(text, "unknown_{n} {{}}").unwrap();
        text
    });
    let run = with(&unknown).run("lint --all");
    run.exits(1).says("… and 4900 more, which are shown once these are mended").says("5000 errors in 1 environment");
    assert_eq!(run.stdout().matches("error: unknown block").count(), 100);
    let json: serde_json::Value = serde_json::from_str(&with(&unknown).run("lint --all --format json").exits(1).stdout()).unwrap();
    assert_eq!(json["findings"].as_array().unwrap().len(), 5_000, "a program is given all of them");
}

/// Its tree would take gigabytes: it is refused before there is one.
#[test]
fn a_million_blocks() {
    let run = with(&"a {}\n".repeat(1_000_000)).run("lint --all");
    run.exits(1).says("an architecture of more than 400000 blocks, arguments and strings is not read").says("architecture.hcl:399993:3");
    let run = with("").file("architecture.hcl", format!("x = [{}1]\n", "1,".repeat(1_000_000))).run("lint --all");
    run.exits(1).says("an architecture of more than 400000 blocks").says("architecture.hcl:1:");
}

/// None of them has an address: no VPC is larger than a /16, and that has room for a fraction of their instances.
#[test]
fn ten_thousand_services() {
    let run = with(&services(10_000)).run("lint --all");
    run.exits(1).says("error[subnet-too-small]: private subnets of 4096 addresses are too small").says("and 9984 more such places");
    assert!(run.stdout().len() < 20_000, "{} bytes", run.stdout().len());
}

/// Behind one load balancer, their priorities meet as well.
#[test]
fn a_thousand_services_behind_one_load_balancer() {
    let web = |n: usize| {
        format!(
            "service \"s{n}\" {{\n  port = 8080\n  paths = [\"/s{n}/*\"]\n  instance_type = \"t4g.small\"\n  command = \"/bin/s\"\n  startup_seconds = 60\n  internet_egress = true\n  artifact {{\n    version = \"1\"\n  }}\n}}\n"
        )
    };
    let text: String = (0..1000).map(web).collect();
    with(&format!("load_balancer {{}}\n{text}"))
        .run("lint --all")
        .exits(1)
        .says("the security group of `load_balancer` would have 1000 egress rules; AWS accepts 60")
        .says("both have the listener priority");
}

#[test]
fn numbers_beyond_every_range() {
    for number in ["99999999999999999999999999", "-1", "1e400", "4294967296"] {
        let text = services(1).replace("startup_seconds = 60", &format!("startup_seconds = {number}"));
        with(&text).run("lint --all").exits(1).says("startup_seconds").says("architecture.hcl:");
    }
}

#[test]
fn a_string_of_a_mebibyte() {
    let long = "a".repeat(1 << 20);
    let run = with(&services(1).replace("version = \"1\"", &format!("version = \"{long}\""))).run("lint --all");
    run.exits(1).says("must have at most ");
    assert!(run.stdout().len() < 10_000, "{} bytes are shown", run.stdout().len());
}

/// An overlay that repeats a large base is laid over it block by block.
#[test]
fn ten_thousand_blocks_over_ten_thousand() {
    let blocks = (0..10_000).fold(String::new(), |mut text, n| {
        writeln!(text, "bucket \"b{n}\" {{}}").unwrap();
        text
    });
    let text = format!("{BASE}{blocks}environment \"dev\" {{\n{blocks}}}\n");
    let sources = crate::rendering::sources(&text);
    let body = tfgen::config::Document::parse(&sources).unwrap().resolve("dev").unwrap();
    assert_eq!(body.blocks.iter().filter(|block| block.keyword == "bucket").count(), 10_000);
}

/// Somebody presses Ctrl-C while files are being replaced: the next run does the rest.
#[cfg(unix)]
#[test]
fn an_interrupted_render_is_repaired_by_the_next() {
    use std::process::Stdio;
    use std::time::Duration;
    let workspace = Workspace::rendered();
    let mut interrupted = 0;
    for round in 0..40_u64 {
        let project = if round % 2 == 0 { "mart" } else { "fair" };
        let workspace = &workspace;
        std::fs::write(workspace.path("architecture.hcl"), SMALL.replace("\"shop\"", &format!("\"{project}\""))).unwrap();
        let mut child = workspace.command("render --all").stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(round * 5));
        let sent = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).stderr(Stdio::null()).status().unwrap();
        interrupted += usize::from(sent.success() && !child.wait().unwrap().success());
        let _ = child.wait();
        workspace.run("render --all").exits(0);
        workspace.run("check --all").exits(0);
        if interrupted >= 5 {
            return;
        }
    }
    panic!("only {interrupted} runs were interrupted before they were done");
}
