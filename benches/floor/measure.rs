//! Running programs, and what they cost.

use std::env;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use wait4::Wait4 as _;

/// A command line.
pub struct Program {
    command: Vec<String>,
}

impl Program {
    /// tfgen, with every environment.
    pub fn tfgen(command: &str, file: &Path, out: &Path) -> Self {
        Self::new(&[env!("CARGO_BIN_EXE_tfgen"), command, "--all", "--file", plain(file), "--out", plain(out)])
    }

    /// The floor: this program again.
    pub fn bare(work: &str, count: usize, pack: &Path, out: &Path) -> Self {
        let own = env::current_exe().expect("this program");
        Self::new(&[plain(&own), work, &count.to_string(), plain(pack), plain(out)])
    }

    fn new(command: &[&str]) -> Self {
        Self { command: command.iter().map(|&word| word.to_owned()).collect() }
    }
}

fn plain(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

/// What one run took: seconds on the wall and of the processor, bytes at the peak.
pub struct Cost {
    wall: f64,
    cpu: f64,
    peak: f64,
}

/// Runs it to its end, which must be a good one.
pub fn run(program: &Program) -> Cost {
    let (name, arguments) = program.command.split_first().expect("a program");
    let begin = Instant::now();
    let mut child = Command::new(name).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
    let used = child.wait4().expect("it ends");
    let wall = begin.elapsed().as_secs_f64();
    assert!(used.status.success(), "{:?} ends with {}", program.command, used.status);
    let cpu = (used.rusage.utime + used.rusage.stime).as_secs_f64();
    Cost { wall, cpu, peak: used.rusage.maxrss as f64 }
}

/// The costs of many runs.
#[derive(Default)]
pub struct Figures {
    costs: Vec<Cost>,
}

impl Figures {
    pub fn add(&mut self, cost: Cost) {
        self.costs.push(cost);
    }

    /// Milliseconds.
    pub fn wall(&self) -> f64 {
        self.median(|cost| cost.wall) * 1e3
    }

    /// Milliseconds.
    pub fn cpu(&self) -> f64 {
        self.median(|cost| cost.cpu) * 1e3
    }

    /// MiB.
    pub fn peak(&self) -> f64 {
        self.median(|cost| cost.peak) / f64::from(1 << 20)
    }

    fn median(&self, of: impl Fn(&Cost) -> f64) -> f64 {
        let mut values: Vec<f64> = self.costs.iter().map(of).collect();
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    }
}
