//! When everything in a folder was last touched, to see that nothing was.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

/// Seconds and nanoseconds.
type Time = (i64, i64);

/// Inode, times of the last change of the content and of the inode, of every file and folder, in the order of their paths. Whoever writes to a
/// file, or makes one that is removed again, changes one of them.
pub fn of(folder: &Path) -> Vec<(u64, Time, Time)> {
    let mut stamps = Vec::new();
    collect(folder, &mut stamps);
    stamps
}

fn collect(path: &Path, stamps: &mut Vec<(u64, Time, Time)>) {
    let metadata = fs::symlink_metadata(path).expect("it is there");
    stamps.push((metadata.ino(), (metadata.mtime(), metadata.mtime_nsec()), (metadata.ctime(), metadata.ctime_nsec())));
    if metadata.is_dir() {
        let mut entries: Vec<_> = fs::read_dir(path).expect("the folder is read").map(|entry| entry.expect("an entry").path()).collect();
        entries.sort();
        entries.iter().for_each(|entry| collect(entry, stamps));
    }
}
