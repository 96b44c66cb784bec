//! tfgen beside a floor: a program that only writes, or reads and compares, the same bytes at the same paths.
//!
//! `cargo bench --bench floor -- 1 10 100` runs it for so many environments, each of them the example's `prod`. Both run in turn, every time
//! into a folder of its own that is kept until the end: deleting between runs makes ext4 slower. What counts are the ratios of medians; the
//! machine's own speed drifts by a factor of two.
//!
//! A tree of 1000 environments has 120,000 files and takes 0.9 GB of a disk, and there are six of them at the end. `TMPDIR` says where.

mod bare;
#[path = "../inputs/environments.rs"]
mod environments;
mod measure;
mod stamps;

use std::env;
use std::path::Path;

use measure::{Figures, Program, run};

/// How often each program runs: little work is measured more often.
fn rounds(environments: usize) -> usize {
    match environments {
        0..=1 => 41,
        2..=10 => 21,
        11..=100 => 7,
        _ => 3,
    }
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [work, count, pack, folder] = arguments.as_slice()
        && let (Some(work), Ok(count)) = (bare::Work::named(work), count.parse())
    {
        return work.run(count, Path::new(pack), Path::new(folder));
    }
    let counts: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    let counts = if counts.is_empty() { vec![1, 10, 100] } else { counts };
    println!("| environments | run | tfgen ms | floor ms | ratio | CPU ratio | peak MiB |");
    println!("|---|---|---|---|---|---|---|");
    let times: Vec<(usize, Times)> = counts.into_iter().map(|count| (count, compare(count))).collect();
    for pair in times.windows(2) {
        let [(fewer, before), (more, after)] = pair else { continue };
        let (render, check) = (after.render / before.render, after.check / before.check);
        println!("\ntime({more}) ÷ time({fewer}): fresh `render` {render:.1}, `check` {check:.1}");
    }
}

/// Medians in milliseconds.
struct Times {
    render: f64,
    check: f64,
}

/// Prints the ratios for so many environments.
fn compare(count: usize) -> Times {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let (file, pack) = (at("architecture.hcl"), at("pack"));
    std::fs::write(&file, environments::of(count)).expect("the architecture is written");
    let tfgen = |command: &str, out: &Path| Program::tfgen(command, &file, out);
    let bare = |work: &str, out: &Path| Program::bare(work, count, &pack, out);

    let (mut render, mut write, mut again) = (Figures::default(), Figures::default(), Figures::default());
    let (mut check, mut compare) = (Figures::default(), Figures::default());
    // What is compared is what was written first: another tree would cost another gigabyte.
    let (rendered, written) = (at("tfgen-0"), at("floor-0"));
    for round in 0..rounds(count) {
        render.add(run(&tfgen("render", &at(&format!("tfgen-{round}")))));
        if round == 0 {
            bare::pack(&rendered, &pack);
        }
        write.add(run(&bare("write", &at(&format!("floor-{round}")))));
        compare.add(run(&bare("compare", &written)));
        check.add(run(&tfgen("check", &rendered)));
        let stamps = stamps::of(&rendered);
        again.add(run(&tfgen("render", &rendered)));
        assert!(stamps == stamps::of(&rendered), "a render of what is as it was has written something");
    }
    for (what, figures, floor) in
        [("fresh `render`", &render, &write), ("`check`, unchanged", &check, &compare), ("`render`, unchanged", &again, &compare)]
    {
        println!(
            "| {count} | {what} | {:.1} | {:.1} | {:.2} | {:.2} | {:.1} |",
            figures.wall(),
            floor.wall(),
            figures.wall() / floor.wall(),
            figures.cpu() / floor.cpu(),
            figures.peak()
        );
    }
    Times { render: render.wall(), check: check.wall() }
}
