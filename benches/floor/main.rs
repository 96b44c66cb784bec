//! tfgen beside a floor: a program that only writes, or reads and compares, the same bytes at the same paths.
//!
//! `cargo bench --bench floor -- 1 10 100` runs it for so many environments, each of them the example's `prod`. Both run in turn, every time
//! into a folder of its own that is kept until the end: deleting between runs makes ext4 slower. What counts are the ratios of medians; the
//! machine's own speed drifts by a factor of two.

mod bare;
#[path = "../inputs/environments.rs"]
mod environments;
mod measure;

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
    let mut fresh = Vec::new();
    for count in counts {
        let figures = compare(count);
        fresh.push((count, figures));
    }
    for pair in fresh.windows(2) {
        let [(fewer, a), (more, b)] = pair else { continue };
        println!("\nrender of {more} ÷ render of {fewer} environments: {:.1}", b / a);
    }
}

/// Prints the ratios for so many environments; returns the time of a fresh render.
fn compare(count: usize) -> f64 {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let (file, pack) = (at("architecture.hcl"), at("pack"));
    std::fs::write(&file, environments::of(count)).expect("the architecture is written");
    let tfgen = |command: &str, out: &Path| Program::tfgen(command, &file, out);
    let bare = |work: &str, out: &Path| Program::bare(work, count, &pack, out);

    run(&tfgen("render", &at("reference")));
    bare::pack(&at("reference"), &pack);
    run(&bare("write", &at("floor")));

    let (mut render, mut write, mut again) = (Figures::default(), Figures::default(), Figures::default());
    let (mut check, mut compare) = (Figures::default(), Figures::default());
    for round in 0..rounds(count) {
        write.add(run(&bare("write", &at(&format!("floor-{round}")))));
        render.add(run(&tfgen("render", &at(&format!("tfgen-{round}")))));
        compare.add(run(&bare("compare", &at("floor"))));
        check.add(run(&tfgen("check", &at("reference"))));
        again.add(run(&tfgen("render", &at("reference"))));
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
    render.wall()
}
