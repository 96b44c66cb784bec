//! Programs of others that tests ask. A missing one is reported and skipped; in CI nothing is skipped.

use std::env;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The program, or `None` where it is missing and the test may be skipped.
///
/// Searched for in `TFGEN_NAME`, on `PATH`, beside `TFGEN_PYTHON`, and in the venvs of `.ci/run`.
pub fn tool(name: &str) -> Option<PathBuf> {
    if let Some(file) = env::var_os(format!("TFGEN_{}", name.to_uppercase())).map(PathBuf::from) {
        assert!(file.is_file(), "TFGEN_{} names no file: {}", name.to_uppercase(), file.display());
        return Some(file);
    }
    let python = env::var_os("TFGEN_PYTHON").map(PathBuf::from);
    // Cargo's scratch folder for integration tests lies in its target folder, wherever that is; so do the venvs of .ci/run.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent();
    let venvs = ["venv/bin", "venv-scanners/bin"].into_iter().filter_map(|venv| target.map(|target| target.join(venv)));
    let beside = python.iter().filter_map(|python| python.parent()).map(Path::to_path_buf).chain(venvs);
    let path = env::var_os("PATH").unwrap_or_default();
    let found = env::split_paths(&path).chain(beside).map(|folder| folder.join(name)).find(|file| file.is_file());
    if found.is_none() {
        assert!(env::var_os("CI").is_none(), "there is no `{name}`, and in CI nothing is skipped");
        // The harness would swallow `eprintln!` of a test that passes.
        let _ = writeln!(std::io::stderr(), "skipped: no `{name}` on PATH or in a venv in Cargo's target folder");
    }
    found
}
