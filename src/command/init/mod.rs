//! `tfgen init [DIR]`

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::cli::InitArgs;
use crate::diagnostic::Diagnostic;
use crate::outcome::Outcome;
use crate::screen::Screen;

/// What a new user starts from. A test renders it.
const STARTER: &str = include_str!("architecture.hcl");

/// Where the other commands look for it.
const NAME: &str = "architecture.hcl";

/// Writes the starter, unless there is something already.
pub(super) fn run(args: &InitArgs, screen: &mut Screen) -> Result<Outcome> {
    let here = args.dir == Path::new(".");
    let path = if here { Path::new(NAME).to_owned() } else { args.dir.join(NAME) };
    let shown = path.display();
    fs::create_dir_all(&args.dir).with_context(|| format!("cannot create the folder `{}`", args.dir.display()))?;
    // Creating fails where anything is in the way, a dangling link included: there is no moment between looking and writing.
    let mut file = match OpenOptions::new().write(true).create_new(true).open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            screen.tell(
                Diagnostic::error(format!("`{shown}` exists already"))
                    .help("`tfgen init` never overwrites; name another folder, or move the file away"),
            );
            return Ok(Outcome::Failed);
        }
        Err(error) => return Err(error).with_context(|| format!("cannot create `{shown}`")),
    };
    if let Err(error) = file.write_all(STARTER.as_bytes()) {
        // Half a file would be in the way of the next attempt. The first error is the one to tell.
        let _ = fs::remove_file(&path);
        return Err(error).with_context(|| format!("cannot write `{shown}`"));
    }
    screen.line(&format!("wrote {shown}"))?;
    let change_folder = if here { String::new() } else { format!("cd {} && ", args.dir.display()) };
    screen.line(&format!("next: read it, change it, then `{change_folder}tfgen render --env dev`"))?;
    Ok(Outcome::Clean)
}

#[cfg(test)]
mod tests {
    use super::STARTER;
    use crate::render::layout::lay_out;

    #[test]
    fn the_starter_is_laid_out() {
        assert_eq!(lay_out(STARTER).unwrap(), STARTER);
    }
}
