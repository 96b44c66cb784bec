//! The generated files whose edits somebody gave up.

use std::path::{Component, Path, PathBuf};

/// Files, or folders with every generated file below, as they were named on the command line.
#[derive(Clone, Debug, Default)]
pub struct Overwrite {
    named: Vec<PathBuf>,
}

impl Overwrite {
    /// These.
    pub fn new(named: &[PathBuf]) -> Self {
        Self { named: named.to_vec() }
    }

    /// What was named, as it was.
    pub fn named(&self) -> &[PathBuf] {
        &self.named
    }

    /// Whether a file may be replaced or removed, edited or not.
    pub fn covers(&self, path: &Path) -> bool {
        // Most runs name none; paths are made plain only for those that do.
        !self.named.is_empty() && self.named.iter().any(|named| means(named, path))
    }
}

/// Whether a file is what is meant by a path that was named, or lies below it.
pub fn means(named: &Path, path: &Path) -> bool {
    plain(path).starts_with(plain(named))
}

/// From the root of the file system, without `.` and `..`. Links are not asked: nothing of ours lies behind one.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_may_be_named_in_any_way() {
        let here = std::env::current_dir().unwrap();
        let file = Path::new("modules-out/dev/main.tf");
        for named in ["modules-out/dev/main.tf", "./modules-out/x/../dev//main.tf", "modules-out/dev/", "modules-out"] {
            assert!(Overwrite::new(&[named.into()]).covers(file), "{named}");
            assert!(Overwrite::new(&[here.join(named)]).covers(file), "{named}");
        }
        for named in ["main.tf", "modules-out/dev/main", "modules-out/prod", "../modules-out/dev"] {
            assert!(!Overwrite::new(&[named.into()]).covers(file), "{named}");
        }
        assert!(!Overwrite::default().covers(file));
    }
}
