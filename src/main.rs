//! The `tfgen` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    tfgen::cli::main().into()
}
