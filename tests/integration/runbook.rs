//! The runbook: what it says exists, and can be pasted.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::process::{Command, Stdio};

use tfgen::model::Zone;
use tfgen::render::Files;

use crate::rendered::{RENDERED, render};

/// What only the incident tells.
const PLACEHOLDERS: &[&str] = &["<alarm-name>", "<digest>", "<instance-id>", "<lock-id>", "<version-id>"];

/// Every runbook, with the files beside it.
fn runbooks() -> impl Iterator<Item = (&'static str, &'static str, &'static Files)> {
    RENDERED.iter().map(|(name, files)| (*name, files["RUNBOOK.md"].as_str(), files))
}

/// A heading as GitHub links to it.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase().replace(' ', "-");
    kept.chars().filter(|c| c.is_alphanumeric() || *c == '-' || *c == '_').collect()
}

fn anchors(runbook: &str) -> BTreeSet<String> {
    outside_blocks(runbook).filter(|line| line.starts_with('#')).map(|line| anchor(line.trim_start_matches('#').trim())).collect()
}

fn outside_blocks(runbook: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    runbook.lines().filter(move |line| {
        let fence = line.starts_with("```");
        inside ^= fence;
        !inside && !fence
    })
}

fn blocks(runbook: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut lines = runbook.lines();
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            assert_eq!(language, "sh", "a block of something else");
            blocks.push(lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect());
        }
    }
    blocks
}

#[test]
fn every_alarm_leads_to_its_section() {
    for (name, runbook, files) in runbooks() {
        let headings = anchors(runbook);
        let mut found = 0;
        for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".tf")) {
            for rest in text.split("RUNBOOK.md#").skip(1) {
                let anchor: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
                assert!(headings.contains(&anchor), "{name}: {path} leads to #{anchor}, which is not in the runbook");
                found += 1;
            }
        }
        assert!(found > 10, "{name}: only {found} alarms lead to the runbook");
    }
}

#[test]
fn its_own_links_lead_somewhere() {
    for (name, runbook, files) in runbooks() {
        let headings = anchors(runbook);
        for rest in runbook.split("](#").skip(1) {
            let anchor = rest.split(')').next().unwrap_or_default();
            assert!(headings.contains(anchor), "{name}: #{anchor}");
        }
        assert!(files["README.md"].contains("(RUNBOOK.md)"), "{name}: the README does not know it");
    }
}

#[test]
fn every_block_can_be_pasted() {
    for (name, runbook, _) in runbooks() {
        let blocks = blocks(runbook);
        assert!(blocks.len() > 10, "{name}: only {} blocks", blocks.len());
        for block in blocks {
            let mut bash = Command::new("bash").arg("-n").stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
            bash.stdin.take().unwrap().write_all(block.as_bytes()).unwrap();
            let output = bash.wait_with_output().unwrap();
            assert!(output.status.success(), "{name}: {}\n{block}", String::from_utf8_lossy(&output.stderr));
        }
    }
}

#[test]
fn only_what_nobody_can_know_is_left_open() {
    let mut met = BTreeSet::new();
    for (name, runbook, _) in runbooks() {
        for block in blocks(runbook) {
            for rest in block.split('<').skip(1) {
                let placeholder = format!("<{}>", rest.split('>').next().unwrap_or_default());
                assert!(PLACEHOLDERS.contains(&placeholder.as_str()), "{name}: {placeholder}\n{block}");
                met.insert(placeholder);
            }
        }
        let prose: String = outside_blocks(runbook).skip(1).collect();
        assert_eq!(prose.matches('<').count(), prose.matches("`<…>`").count(), "{name}: a placeholder in the text");
        assert!(!runbook.contains("my-") && !runbook.contains("sg-1"), "{name}: a name that is nobody's");
    }
    assert_eq!(met, PLACEHOLDERS.iter().map(ToString::to_string).collect());
}

/// Words of the commands that are names of this environment: each is in the Terraform as it stands.
#[test]
fn every_name_is_one_that_exists() {
    for (name, runbook, files) in runbooks() {
        let terraform: String = files.iter().filter(|(path, _)| path.ends_with(".tf")).map(|(_, text)| text.as_str()).collect();
        let title = runbook.lines().find_map(|line| line.strip_prefix("# Runbook of ")).unwrap();
        let folder = format!("/{}/", title.replacen('-', "/", 1));
        let mut names = BTreeSet::new();
        for block in blocks(runbook) {
            for word in block.split(|c: char| c.is_whitespace() || "=',\"".contains(c)) {
                let own = word.starts_with(&format!("{title}-")) || word.starts_with(&folder) || word.starts_with("/aws/");
                if own && !word.ends_with('*') {
                    names.insert(word.to_owned());
                }
            }
        }
        assert!(names.len() > 5, "{name}: {names:?}");
        for word in names {
            // Of a log group of RDS, the last part is the log's; of what stands in every zone, the last part is the zone's.
            let log = word.rsplit_once('/').filter(|_| word.starts_with("/aws/rds/")).map(|(group, _)| format!("{group}/${{each.key}}"));
            let by_zone = word.strip_prefix(&format!("{title}-")).filter(|rest| rest.parse::<Zone>().is_ok());
            let by_zone = by_zone.map(|_| format!("\"{title}-${{each.key}}\""));
            let written = [Some(word.clone()), log, by_zone];
            assert!(written.iter().flatten().any(|text| terraform.contains(text)), "{name}: {word} is not in the Terraform");
        }
    }
}

/// The journey asked for the item "terraform-state-lock", which nobody ever wrote.
#[test]
fn problem_06_the_lock_is_looked_for_where_it_is() {
    let of = |locking: &str| {
        let text =
            include_str!("../terraform/fixtures/nat_none.hcl").replace(r#"locking        = "both""#, &format!("locking = \"{locking}\""));
        render(&text)["RUNBOOK.md"].clone()
    };
    let item = r#"--key '{"LockID":{"S":"quiet-terraform-state/test/terraform.tfstate"}}'"#;
    let digest = r#"'{"LockID":{"S":"quiet-terraform-state/test/terraform.tfstate-md5"}}'"#;
    let object = "aws s3 cp --region eu-west-1 s3://quiet-terraform-state/test/terraform.tfstate.tflock -";
    for (locking, in_table, beside_the_state) in [("s3", false, true), ("dynamodb", true, false), ("both", true, true)] {
        let runbook = of(locking);
        assert_eq!(runbook.contains(item), in_table, "{locking}");
        assert_eq!(runbook.contains(object), beside_the_state, "{locking}");
        assert!(runbook.contains(digest), "{locking}: whoever goes back to the table finds a stale digest");
        let place = |text: &str| runbook.find(text).unwrap_or_else(|| panic!("{locking}: no {text}"));
        let by_hand = if in_table { "dynamodb delete-item" } else { "s3api delete-object" };
        assert!(place("# 2. Read it.") < place("force-unlock \"${lock_id}\"") && place("force-unlock \"${lock_id}\"") < place(by_hand));
        assert!(!runbook.contains("terraform-state-lock"));
    }
}
