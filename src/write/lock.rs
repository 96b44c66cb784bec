//! One writer at a time.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::fresh;

/// The lock's name. It lies beside the trees, and only while one of them is written.
const NAME: &str = ".tfgen.lock";

/// How long to sleep before asking again.
const PAUSE: Duration = Duration::from_millis(20);

/// The right to write the trees in one folder, until it is dropped.
///
/// The system takes it from a process that ends, however it ends: a file that a killed run leaves is nobody's, and taken over.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    /// Closing it gives the lock back.
    _file: File,
}

impl Lock {
    /// Waits for the lock of a folder, which is made where it is missing.
    ///
    /// # Errors
    /// That somebody else has it, and who, once `patience` is over; a folder that cannot be written.
    pub fn acquire(folder: &Path, patience: Duration) -> Result<Self> {
        fs::create_dir_all(folder).with_context(|| format!("cannot create the folder `{}`", folder.display()))?;
        let path = folder.join(NAME);
        let begin = Instant::now();
        loop {
            if let Some(file) = attempt(&path)? {
                return Ok(Self { path, _file: file });
            }
            if begin.elapsed() >= patience {
                bail!("`{}` is being written by {}", folder.display(), holder(&path));
            }
            thread::sleep(PAUSE);
        }
    }

    /// Removes the lock that a killed run left in a folder, if there is one and nobody has it, and the trees that it had not finished.
    ///
    /// # Errors
    /// As [`Lock::acquire`], but for somebody else's lock.
    pub fn tidy(folder: &Path) -> Result<()> {
        let path = folder.join(NAME);
        if fs::symlink_metadata(&path).is_ok()
            && let Some(file) = attempt(&path)?
        {
            let _lock = Self { path, _file: file };
            fresh::tidy(folder)?;
        }
        Ok(())
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A file that stays behind is taken over by the next.
        let _ = fs::remove_file(&self.path);
    }
}

fn attempt(path: &Path) -> Result<Option<File>> {
    if fs::symlink_metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        bail!("`{}` is not a file", path.display());
    }
    let opening = || format!("cannot write `{}`", path.display());
    // Not truncated: as long as it is somebody else's, it says whose.
    let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path).with_context(opening)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(None),
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
        Err(TryLockError::Error(error)) => return Err(error).with_context(|| format!("cannot lock `{}`", path.display())),
    }
    // Its last holder removed it after we had opened it: what we have locked is no longer there.
    if !is_at(&file, path) {
        return Ok(None);
    }
    let host = gethostname::gethostname();
    file.set_len(0).with_context(opening)?;
    writeln!(file, "process {} on {}", std::process::id(), host.to_string_lossy()).with_context(opening)?;
    Ok(Some(file))
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let identity = |metadata: &fs::Metadata| (metadata.dev(), metadata.ino());
    matches!((file.metadata(), fs::symlink_metadata(path)), (Ok(ours), Ok(there)) if identity(&ours) == identity(&there))
}

/// A file that is open cannot be removed here.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

/// Who wrote that they have it.
fn holder(path: &Path) -> String {
    match fs::read_to_string(path).map(|text| text.trim().to_owned()) {
        Ok(text) if !text.is_empty() => format!("{text} (`{}`)", path.display()),
        _ => format!("another process (`{}`)", path.display()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_cannot_have_it_and_a_dead_one_has_it_no_longer() {
        let folder = tempfile::tempdir().unwrap();
        // Left by a run that was killed.
        fs::write(folder.path().join(NAME), "process 1 on elsewhere, which had a longer name\n").unwrap();
        let first = Lock::acquire(folder.path(), Duration::ZERO).unwrap();
        let refused = Lock::acquire(folder.path(), Duration::ZERO).unwrap_err().to_string();
        assert!(refused.contains(&format!("process {} on ", std::process::id())) && !refused.contains("longer"), "{refused}");
        drop(first);
        assert!(!folder.path().join(NAME).exists());
        let second = Lock::acquire(folder.path(), Duration::ZERO).unwrap();
        Lock::tidy(folder.path()).unwrap();
        assert!(folder.path().join(NAME).exists(), "it is the second's");
        drop(second);
        fs::write(folder.path().join(NAME), "process 1 on elsewhere\n").unwrap();
        Lock::tidy(folder.path()).unwrap();
        Lock::tidy(folder.path()).unwrap();
        assert!(!folder.path().join(NAME).exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let mine = folder.path().join("mine");
        fs::write(&mine, "mine").unwrap();
        std::os::unix::fs::symlink(&mine, folder.path().join(NAME)).unwrap();
        assert!(Lock::acquire(folder.path(), Duration::ZERO).is_err());
        assert_eq!(fs::read_to_string(&mine).unwrap(), "mine");
    }

    #[test]
    fn many_take_turns() {
        let folder = tempfile::tempdir().unwrap();
        let counter = folder.path().join("counter");
        fs::write(&counter, "0").unwrap();
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..25 {
                        let _lock = Lock::acquire(folder.path(), Duration::from_secs(60)).unwrap();
                        let count: u32 = fs::read_to_string(&counter).unwrap().parse().unwrap();
                        fs::write(&counter, (count + 1).to_string()).unwrap();
                    }
                });
            }
        });
        assert_eq!(fs::read_to_string(&counter).unwrap(), "200");
    }
}
