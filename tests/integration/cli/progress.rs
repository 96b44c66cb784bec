//! How far a long run has come, and `--quiet`.

use std::fmt::Write as _;

use crate::support::{Run, SMALL, Workspace};

/// In a folder, with a file for each environment.
pub(super) fn many(count: usize) -> Workspace {
    let base = SMALL.split("environment ").next().unwrap();
    (0..count).fold(Workspace::empty().file("infra/base.hcl", base), |workspace, index| {
        let mut text = String::new();
        write!(text, "environment \"e{index:04}\" {{\n  network {{ cidr_block = \"10.{}.{}.0/22\" }}\n}}\n", index / 64, index % 64 * 4)
            .unwrap();
        workspace.file(&format!("infra/e{index:04}.hcl"), text)
    })
}

/// On a terminal of its own, which `script` makes. What it shows in the end is what is not wiped out.
#[cfg(target_os = "linux")]
fn on_a_terminal(workspace: &Workspace, arguments: &str) -> (String, Vec<String>) {
    let program = format!("{} {arguments}", env!("CARGO_BIN_EXE_tfgen"));
    let mut command = std::process::Command::new("script");
    command.args(["--quiet", "--return", "--command", &program, "/dev/null"]).current_dir(workspace.path(""));
    let output = command.env("TERM", "xterm").env_remove("CI").stdin(std::process::Stdio::null()).output().expect("script, of util-linux");
    let run = Run::of(arguments, output);
    let all = run.exits(0).stdout();
    let lines = all.lines().map(|line| line.rsplit("\r\x1b[K").next().unwrap_or_default().trim_end().to_owned()).collect();
    (all, lines)
}

/// However fast it is otherwise: its architecture comes through a pipe, from somebody who takes his time.
#[cfg(target_os = "linux")]
fn slowly(workspace: &Workspace, arguments: &str) -> (String, Vec<String>) {
    let pipe = workspace.path("pipe.hcl");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo, of coreutils").success());
    let writer = std::thread::spawn({
        let pipe = pipe.clone();
        move || {
            let mut pipe = std::fs::File::options().write(true).open(pipe).unwrap();
            std::thread::sleep(std::time::Duration::from_millis(1200));
            std::io::Write::write_all(&mut pipe, SMALL.as_bytes()).unwrap();
        }
    });
    let shown = on_a_terminal(workspace, &format!("{arguments} --file pipe.hcl"));
    writer.join().unwrap();
    std::fs::remove_file(pipe).unwrap();
    shown
}

#[cfg(target_os = "linux")]
#[test]
fn a_long_run_says_how_far_it_is_and_takes_it_back() {
    let workspace = Workspace::empty();
    let (all, lines) = slowly(&workspace, "lint --all");
    assert!(all.contains("\r\x1b[K\x1b[?7lchecking [############------------] 1 of 2\x1b[?7h\r\x1b[K"), "{all:?}");
    assert_eq!(lines.last().map(String::as_str), Some("nothing found in 2 environments"), "{all:?}");
    assert!(!lines.iter().any(|line| line.contains(" of 2")), "{lines:#?}");
    let (all, lines) = slowly(&workspace, "lint --all --quiet");
    assert_eq!(lines, ["nothing found in 2 environments"], "{all:?}");
    assert!(!all.contains(" of 2"), "{all:?}");
}

#[test]
fn only_a_terminal_is_told_how_far_it_is() {
    let run = many(100).run("lint --all --file infra");
    run.exits(0).prints("nothing found in 100 environments\n");
    assert_eq!(run.stderr(), "");
}

#[test]
fn a_thousand_names_are_not_listed() {
    let run = many(30).run("lint --env prod --file infra");
    run.exits(2).complains("there is no environment `prod` in `infra`").complains("help: there are 30, from `e0000` to `e0029`");
}

#[test]
fn quiet_says_what_is_wrong_and_what_was_asked_for() {
    let workspace = Workspace::new(SMALL);
    workspace.run("render --all --dry-run --quiet").exits(0).says("dev: ");
    workspace.run("--quiet render --all").exits(0).prints("");
    workspace.run("check --all -q").exits(0).prints("");
    let workspace = workspace.replace("architecture.hcl", "10.0.0.0/16", "10.9.0.0/16");
    workspace.run("check --all -q").exits(3).says("modules-out/dev/").complains("stale");
    workspace.run("show --env dev -q").exits(0).says("10.9.0.0/16");
}
