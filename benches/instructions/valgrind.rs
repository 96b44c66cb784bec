//! Counting by valgrind.

use std::path::Path;
use std::process::{Command, Stdio};

/// Why there is no valgrind.
pub struct Unavailable(pub String);

/// Whether it can be run.
pub fn available() -> Result<(), Unavailable> {
    match Command::new("valgrind").arg("--version").stdout(Stdio::null()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Unavailable(format!("valgrind ends with {status}"))),
        Err(error) => Err(Unavailable(format!("valgrind cannot be run: {error}"))),
    }
}

/// The instructions of one run, which must end well. Of valgrind's tools that count, cachegrind without its cache is the fastest.
pub fn count(program: &Path, arguments: &[&str]) -> u64 {
    let mut command = Command::new("valgrind");
    command.args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]).arg(program).args(arguments);
    let output = command.stdout(Stdio::null()).output().expect("valgrind starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?} ends with {}:\n{said}", output.status);
    // "==123== I   refs:      97,123,456", in later versions without the blanks between.
    let count = said.lines().find_map(|line| Some(line.split_once("refs:")?.1.replace(',', "").trim().parse().ok()));
    count.flatten().unwrap_or_else(|| panic!("valgrind does not say how many:\n{said}"))
}
