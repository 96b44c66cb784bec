//! `tfgen report`: what is on the page, and how it behaves in a real Chromium.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;
use serde_json::Value;

use crate::support::{SMALL, Workspace};
use crate::tools::tool;

/// The committed example.
fn example() -> Workspace {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("architecture.hcl");
    Workspace::new(&fs::read_to_string(path).unwrap())
}

fn page(workspace: &Workspace) -> String {
    workspace.run("report --all --out report.html --today 2026-11-22").exits(0).prints("");
    workspace.read("report.html")
}

fn json(workspace: &Workspace, arguments: &str) -> Value {
    serde_json::from_str(&workspace.run(arguments).stdout()).unwrap()
}

/// As it stands in HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[test]
fn each_environment_has_its_bill_with_the_share_of_nat() {
    let workspace = example();
    let page = page(&workspace);
    for estimate in json(&workspace, "cost --all --format json").as_array().unwrap() {
        let components = estimate["components"].as_array().unwrap();
        let nat = components.iter().find(|component| component["name"] == "nat").expect("each has one");
        let share = nat["share_percent"].as_f64().unwrap();
        assert!(page.contains(&format!("NAT is {share:.1} % of the bill: {:.2} of", nat["total_usd"].as_f64().unwrap())), "{share}");
        for line in components.iter().flat_map(|component| component["lines"].as_array().unwrap()) {
            let (what, key) = (line["what"].as_str().unwrap(), line["price"]["key"].as_str().unwrap());
            assert!(page.contains(&escaped(what)), "{what}");
            assert!(page.contains(&format!("id=\"price.{key}\"")) && page.contains(&format!("href=\"#price.{key}\"")), "{key}");
        }
    }
}

#[test]
fn each_environment_has_its_exact_flows_and_the_rules_that_allow_them() {
    let workspace = example();
    let page = page(&workspace);
    for matrix in json(&workspace, "matrix --all --format json").as_array().unwrap() {
        for flow in matrix["flows"].as_array().unwrap() {
            let cells = ["from", "to"].map(|end| format!("<code>{}</code>", escaped(flow[end].as_str().unwrap())));
            let port = format!("{} {}", flow["protocol"].as_str().unwrap(), flow["port"]);
            let purpose = escaped(flow["purpose"].as_str().unwrap());
            let rules: Vec<&str> = flow["rules"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            let (rules, whole) =
                (rules.join(" "), |line: &&str| cells.iter().chain([&port, &purpose]).all(|part| line.contains(part.as_str())));
            assert!(page.lines().filter(whole).any(|line| line.contains(&rules)), "{flow}");
        }
    }
}

#[test]
fn the_incidents_are_played_as_first_configured_and_as_fixed() {
    let workspace = example();
    let page = page(&workspace);
    let incidents = page.split("<section id=\"incidents\"").nth(1).unwrap().split("<section id=\"env.").next().unwrap();
    let environments: Vec<&str> = incidents.split("<h3 ").skip(1).collect();
    assert_eq!(environments.len(), 3);
    for environment in environments {
        let sides: Vec<&str> = environment.split("<h5>").skip(1).collect();
        let [loops, loop_now, cut_off, cut_off_now, failover, _, bill, _] = sides.as_slice() else { panic!("{} sides", sides.len()) };
        assert!(loops.contains("NEVER HEALS") && loops.contains("href=\"#rule.grace-period-shorter-than-startup\""));
        assert!(!loop_now.contains("NEVER HEALS") && loop_now.contains("<dt>back</dt><dd>after"));
        assert!(cut_off.contains("502") && cut_off.contains("cut off by the end of the drain"));
        assert!(cut_off_now.contains("<dd>none of"));
        assert!(failover.contains("database away") && failover.contains("the health check asks the database"));
        assert!(bill.contains("NAT is ") && !bill.contains("NAT is 0 %"));
    }
}

#[test]
fn each_environment_has_each_scenario_each_alarm_and_each_value() {
    let workspace = example();
    let page = page(&workspace);
    for timeline in json(&workspace, "rehearse --all --format json")["timelines"].as_array().unwrap() {
        let [environment, scenario] = ["environment", "scenario"].map(|field| timeline[field].as_str().unwrap());
        let service = timeline["service"].as_str().unwrap_or_default();
        let applies = timeline["verdict"]["kind"] != "does_not_apply";
        assert_eq!(page.contains(&format!("id=\"env.{environment}.rehearsal.{scenario}.{service}\"")), applies, "{timeline}");
    }
    for environment in ["dev", "staging", "prod"] {
        workspace.run(&format!("render --env {environment}")).exits(0);
        let runbook = workspace.read(&format!("modules-out/{environment}/RUNBOOK.md"));
        let names = runbook.lines().filter_map(|line| line.strip_prefix(&format!("### shop-{environment}-")));
        let alarms: BTreeSet<&str> = names.collect();
        assert!(alarms.len() > 20, "{alarms:?}");
        for alarm in alarms {
            assert!(page.contains(&format!("id=\"env.{environment}.alarm.shop-{environment}-{alarm}\"")), "{alarm}");
        }
        let startup =
            json(&workspace, &format!("show --env {environment} --format json --origins"))["service"]["api"]["startup_seconds"].clone();
        let row = page.split(&format!("id=\"env.{environment}.value.service.api.startup_seconds\"")).nth(1).unwrap();
        let row = row.split("</tr>").next().unwrap();
        assert!(row.contains(&startup["value"].to_string()) && row.contains(&format!("architecture.hcl:{}", startup["line"])), "{row}");
    }
}

#[test]
fn what_guardrails_find_and_what_is_waived_is_on_the_page() {
    let workspace = Workspace::new(SMALL)
        .replace(
            "architecture.hcl",
            "    reason = \"it serves nobody\"\n",
            "    reason = \"it serves <b>nobody</b>\"\n    until  = \"2027-03-31\"\n",
        )
        .replace("architecture.hcl", "environment \"dev\" {}", "environment \"dev\" {\n  network {\n    nat = \"per_az\"\n  }\n}");
    let page = page(&workspace);
    assert!(page.contains("it serves &lt;b&gt;nobody&lt;/b&gt;") && page.contains("2027-03-31"));
    assert!(page.contains("<a href=\"#rule.nat-per-zone-outside-production\">"));
    // A waiver that has expired waives nothing.
    let expired = workspace.run("report --all --today 2027-04-01");
    expired.exits(1).says("the waiver of <code>class-without-alarm</code> has expired");
}

#[test]
fn errors_are_on_the_page_and_the_run_says_so() {
    let architecture = concat!(include_str!("../cases/guardrails/base.hcl"), "\nenvironment \"dev\" {}\n");
    let workspace =
        Workspace::new(architecture).replace("architecture.hcl", "startup_seconds", "launching_hook_timeout = 30\n  startup_seconds");
    workspace.run("report --env dev --out report.html").exits(1);
    let page = workspace.read("report.html");
    assert!(page.contains("href=\"#rule.launching-hook-shorter-than-slow-start\"") && page.contains("NEVER HEALS"));
    workspace.run("report --env dev --out no/such/folder.html").exits(4).complains("cannot write `no/such/folder.html`");
    workspace.run("report --env prod").exits(2).complains("there is no environment `prod`");
}

#[test]
fn the_same_architecture_is_the_same_page() {
    let elsewhere = example().variable("TZ", "Asia/Tokyo").variable("LC_ALL", "de_DE.UTF-8");
    assert_eq!(page(&example()), page(&elsewhere));
}

/// What `tests/browser/look.mjs` prints.
#[derive(Debug, Deserialize)]
struct Look {
    looked: Looked,
    wrong: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Looked {
    views: u32,
    links: u32,
    rules: u32,
    folded: u32,
    pages: u32,
}

/// What opens pages: `.ci/run` installs it. `None` where it is missing and the test may be skipped.
fn browser() -> Option<[PathBuf; 3]> {
    let (node, chromium) = (tool("node")?, tool("chromium")?);
    let modules = Path::new(env!("CARGO_TARGET_TMPDIR")).parent()?.join("browser");
    if modules.join("node_modules/axe-core").is_dir() {
        return Some([node, chromium, modules]);
    }
    assert!(std::env::var_os("CI").is_none(), "nothing is installed in {}, and in CI nothing is skipped", modules.display());
    let _ = writeln!(std::io::stderr(), "skipped: `npm ci` of tests/browser was not run in {}", modules.display());
    None
}

fn look([node, chromium, modules]: &[PathBuf; 3], page: &Path, screenshots: &str) -> Look {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/look.mjs");
    let screenshots = modules.parent().unwrap().join("screenshots").join(screenshots);
    let mut command = Command::new(node);
    command.args([&script, modules, chromium, page, &screenshots]).stdin(Stdio::null());
    let output = command.output().unwrap();
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    serde_json::from_str(&stdout).unwrap_or_else(|error| panic!("{error}\n{stdout}\n{stderr}"))
}

/// Narrow and wide, light and dark, folded and unfolded, by keyboard and on paper. It leaves screenshots in `target/screenshots/`.
#[test]
fn the_page_is_sound_in_a_real_browser() {
    let Some(browser) = browser() else { return };
    let workspace = example();
    page(&workspace);
    let Look { looked, wrong } = look(&browser, &workspace.path("report.html"), "report");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!((looked.views, looked.folded), (4, 4), "{looked:?}");
    assert!(looked.links > 1000 && looked.rules > 30 && looked.pages > 10, "{looked:?}");
}

/// What is wrong on purpose is found, or the test above sees nothing.
#[test]
fn a_page_that_is_wrong_is_found_to_be() {
    let Some(browser) = browser() else { return };
    let workspace = Workspace::new(SMALL);
    page(&workspace);
    let workspace = workspace
        .replace("report.html", "<h1>", "<img src=\"https://example.com/x.png\"><div style=\"width:3000px\">wide</div><h1>")
        .replace("report.html", "href=\"#incidents\"", "href=\"#nowhere\"")
        .replace("report.html", "--text: #1f2328", "--text: #eeeeee")
        .replace("report.html", "\"use strict\";", "\"use strict\"; 0;");
    let Look { wrong, .. } = look(&browser, &workspace.path("report.html"), "wrong");
    for expected in ["console: ", "sticks out", "#nowhere leads nowhere", "not sorted", "on paper", "axe image-alt", "axe color-contrast"] {
        assert!(wrong.iter().any(|line| line.contains(expected)), "{expected} is not among\n{}", wrong.join("\n"));
    }
}
