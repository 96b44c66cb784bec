//! What README shows is what the program does.

use crate::support::Workspace;

const README: &str = include_str!("../../README.md");

/// The first fenced block of a language that contains `needle`.
fn block(language: &str, needle: &str) -> &'static str {
    let mut blocks = README.split("```").skip(1).step_by(2).filter_map(|block| block.strip_prefix(language)?.strip_prefix('\n'));
    blocks.find(|block| block.contains(needle)).unwrap_or_else(|| panic!("README has no {language} block with `{needle}`"))
}

/// What a `console` block says its command prints.
fn printed(block: &str) -> &str {
    block.split_once('\n').expect("a command line, then what it prints").1.trim_end()
}

#[test]
fn the_example_renders_what_the_readme_says() {
    let workspace = Workspace::new(block("hcl", "service \"web\""));
    let run = workspace.run("render --env dev");
    run.exits(0);
    assert_eq!(run.stdout().trim_end(), printed(block("console", "64 written")));
    for line in block("text", "modules-out/").lines() {
        for name in line.split_whitespace().filter(|word| word.ends_with(".tf") || word.starts_with("service_web/")) {
            let path = if name.ends_with('/') { format!("modules-out/dev/modules/{name}") } else { format!("modules-out/dev/{name}") };
            assert!(workspace.path(&path).exists(), "README names `{name}`, and {path} is not there");
        }
    }
}

#[test]
fn the_mistake_is_caught_as_the_readme_says() {
    let workspace =
        Workspace::new(block("hcl", "service \"web\"")).replace("architecture.hcl", "internet_egress = true", "internet_egress = false");
    let run = workspace.run("render --env dev");
    run.exits(1);
    assert_eq!(run.stderr().trim_end(), printed(block("console", "lifecycle-report")));
    assert!(!workspace.path("modules-out").exists());
}

#[test]
fn what_is_shown_before_deploying_is_what_the_readme_says() {
    let example = block("hcl", "service \"web\"");
    let workspace = Workspace::new(example);
    let cost = workspace.run("cost --env dev").exits(0).stdout();
    assert_eq!(cost.lines().next(), Some(printed(block("console", "tfgen cost"))));
    let answer = workspace.run("matrix --env dev --from internet --to web").exits(0).stdout();
    assert_eq!(answer.trim_end(), printed(block("console", "tfgen matrix")));
    let declared = Workspace::new(&format!("{example}\n{}", block("hcl", "usage {")));
    declared.run("cost --env dev").exits(0).says("declared").says("data_processed_by_nat_gb");
}

#[test]
fn every_command_is_in_the_readme() {
    let help = Workspace::empty().run("--help").exits(0).stdout();
    let commands = help.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1).take_while(|line| !line.trim().is_empty());
    for command in commands.filter_map(|line| line.split_whitespace().next()).filter(|command| *command != "help") {
        assert!(README.contains(&format!("`tfgen {command}")), "`{command}` is missing in README");
    }
}

#[test]
fn the_rehearsal_is_the_one_in_the_readme() {
    let workspace = Workspace::new(block("hcl", "service \"web\"")).replace(
        "architecture.hcl",
        "startup_seconds = 240",
        "startup_seconds = 240\n  launching_hook_timeout = 300",
    );
    let run = workspace.run("rehearse --env dev slow-start");
    run.exits(1);
    assert_eq!(run.stdout().trim_end(), printed(block("console", "NEVER HEALS")));
}
