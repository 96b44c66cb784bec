//! How many instructions the release build executes, under valgrind: the figure that depends neither on the machine's speed nor on what else
//! it does.
//!
//! `cargo bench --profile dev --bench instructions` builds what is released, measures it and compares it with `benches/instructions.json`,
//! where each release has its counts; it fails where one is more than a quarter above that of the latest release. `-- --record` writes the
//! counts of this version there.
//!
//! The counts are the same again within a thousandth: hash maps have other seeds in each run. Another compiler, or a machine whose vector
//! instructions valgrind knows less or more of, moves them by some per cent, which is why the bound is a generous one.

#[path = "../inputs/environments.rs"]
mod environments;
mod recorded;
mod valgrind;

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use recorded::{Counts, Recorded};
use valgrind::Unavailable;

/// A count may be so many per cent of the recorded one.
const BOUND: u64 = 125;

fn main() -> ExitCode {
    let record = env::args().any(|argument| argument == "--record");
    if let Err(Unavailable(reason)) = valgrind::available() {
        eprintln!("instructions are not counted: {reason}");
        // Whoever checks a change must not do without.
        return if env::var_os("CI").is_some() || record { ExitCode::FAILURE } else { ExitCode::SUCCESS };
    }
    let counts = count(&released());
    let mut recorded = Recorded::read();
    let latest = recorded.latest().cloned();
    println!("| run | instructions, million | recorded | % |");
    println!("|---|---|---|---|");
    let mut above = Vec::new();
    for (run, count) in &counts {
        let known = latest.as_ref().and_then(|(_, counts)| counts.get(run));
        let percent = known.map(|known| (count * 100 + known / 2) / known.max(&1));
        let shown = known.map_or("-".to_owned(), |known| millions(*known));
        println!("| {run} | {} | {shown} | {} |", millions(*count), percent.map_or("-".to_owned(), |percent| percent.to_string()));
        above.extend(percent.filter(|percent| *percent > BOUND).map(|_| run.as_str()));
    }
    if record {
        recorded.write(counts);
        return ExitCode::SUCCESS;
    }
    if above.is_empty() {
        return ExitCode::SUCCESS;
    }
    let (version, _) = latest.expect("a count is above a recorded one");
    eprintln!("more than {BOUND} % of what {version} takes: {}", above.join(", "));
    eprintln!("if it is worth that: cargo bench --profile dev --bench instructions -- --record");
    ExitCode::FAILURE
}

fn millions(count: u64) -> String {
    format!("{:.1}", count as f64 / 1e6)
}

/// What is measured: reading, judging, rendering and comparing one environment; writing one and ten; judging alone.
fn count(tfgen: &Path) -> Counts {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_str().expect("a plain path").to_owned();
    let example = root.join("architecture.hcl").to_str().expect("a plain path").to_owned();
    let count = |arguments: &[&str]| valgrind::count(tfgen, arguments);
    let fresh = |number: usize| {
        let file = at(&format!("{number}.hcl"));
        std::fs::write(&file, environments::of(number)).expect("the architecture is written");
        count(&["render", "--all", "--file", &file, "--out", &at(&number.to_string())])
    };
    let current = root.join("modules-out").to_str().expect("a plain path").to_owned();
    [
        ("check --env prod", count(&["check", "--env", "prod", "--file", &example, "--out", &current])),
        ("render of 1 environment", fresh(1)),
        ("render of 10 environments", fresh(10)),
        ("lint --env prod", count(&["lint", "--env", "prod", "--file", &example])),
    ]
    .map(|(run, count)| (run.to_owned(), count))
    .into()
}

/// The release build, made if there is none of the present state. Not this program's own build: with other programs' needs, dependencies
/// have other features.
fn released() -> PathBuf {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo).args(["build", "--release", "--locked"]).current_dir(env!("CARGO_MANIFEST_DIR")).status();
    assert!(built.expect("cargo starts").success(), "the release build fails");
    // target/debug/deps/instructions-…
    let own = env::current_exe().expect("this program");
    own.ancestors().nth(3).expect("a target folder").join("release").join("tfgen")
}
