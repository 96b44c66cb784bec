//! Programs of others that tests ask. A missing one is reported and skipped; in CI nothing is skipped.

use std::env;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The program, or `None` where it is missing and the test may be skipped.
pub fn tool(name: &str) -> Option<PathBuf> {
    let python = env::var_os("TFGEN_PYTHON").map(PathBuf::from);
    // Cargo's scratch folder for integration tests lies in its target folder, wherever that is; so does the venv of .ci/run.
    let venv = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().map(|target| target.join("venv/bin"));
    let beside = python.iter().filter_map(|python| python.parent()).map(Path::to_path_buf).chain(venv);
    let path = env::var_os("PATH").unwrap_or_default();
    let found = env::split_paths(&path).chain(beside).map(|folder| folder.join(name)).find(|file| file.is_file());
    if found.is_none() {
        assert!(env::var_os("CI").is_none(), "there is no `{name}`, and in CI nothing is skipped");
        // The harness would swallow `eprintln!` of a test that passes.
        let _ = writeln!(std::io::stderr(), "skipped: no `{name}` on PATH or in a venv in Cargo's target folder");
    }
    found
}
