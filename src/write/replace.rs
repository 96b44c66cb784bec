//! One file in place of another, as a whole.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

/// How the name of a file or folder ends that is not yet in its place. Nothing else is called so.
pub(super) const UNFINISHED: &str = ".tfgen-tmp";

/// Whether what has this name was left by a killed run. The lock sees to it that it is not a running one's.
pub(super) fn is_temporary(name: &str) -> bool {
    name.starts_with('.') && name.ends_with(UNFINISHED)
}

/// Writes beside the file and renames: a reader, or a crash, sees the old text or the new one. `sync` waits until the disk has it; without,
/// the same command makes the same files again after a power failure.
pub(super) fn replace(target: &Path, text: &str, sync: bool) -> io::Result<()> {
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let temporary = target.with_file_name(format!(".{name}.{}{UNFINISHED}", std::process::id()));
    // What somebody made executable stays so.
    let before = fs::metadata(target).map(|before| before.permissions()).ok();
    let written = write(&temporary, text, is_script(target), before, sync).and_then(|()| fs::rename(&temporary, target));
    if written.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// Writes a file where there is none, in a folder that nobody looks into yet.
pub(super) fn write_new(path: &Path, text: &str, sync: bool) -> io::Result<()> {
    write(path, text, is_script(path), None, sync)
}

fn is_script(path: &Path) -> bool {
    path.extension().is_some_and(|kind| kind == "sh")
}

fn write(path: &Path, text: &str, script: bool, before: Option<fs::Permissions>, sync: bool) -> io::Result<()> {
    let mut file = create(path)?;
    file.write_all(text.as_bytes())?;
    if script {
        let mut permissions = before.map_or_else(|| file.metadata().map(|own| own.permissions()), Ok)?;
        make_executable(&mut permissions);
        file.set_permissions(permissions)?;
    } else if let Some(permissions) = before {
        file.set_permissions(permissions)?;
    }
    if sync { file.sync_all() } else { Ok(()) }
}

/// For whoever may read it.
#[cfg(unix)]
fn make_executable(permissions: &mut fs::Permissions) {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = permissions.mode();
    permissions.set_mode(mode | (mode & 0o444) >> 2);
}

#[cfg(not(unix))]
fn make_executable(_: &mut fs::Permissions) {}

/// A file that was not there before: never one that a link of that name leads to.
fn create(path: &Path) -> io::Result<File> {
    let open = || OpenOptions::new().write(true).create_new(true).open(path);
    match open() {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            fs::remove_file(path)?;
            open()
        }
        result => result,
    }
}

/// Waits until the disk knows the names in a folder.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    // Elsewhere a folder cannot be opened, and needs not be.
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
