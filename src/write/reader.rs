//! Reading many files.

use std::fs::File;
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

/// Reads one file after the other into the same memory, and asks the system for nothing but their bytes.
#[derive(Default)]
pub(super) struct Reader {
    buffer: Vec<u8>,
}

impl Reader {
    /// A file's bytes, of which there are probably so many as are `expected`: then one call brings them, and a second says that it was all.
    pub(super) fn read(&mut self, path: &Path, expected: usize) -> io::Result<&[u8]> {
        let mut file = File::open(path)?;
        let mut length = 0;
        loop {
            let wanted = length.max(expected);
            if self.buffer.len() <= wanted {
                self.buffer.resize((wanted + 1).next_power_of_two(), 0);
            }
            match file.read(&mut self.buffer[length..]) {
                Ok(0) => return Ok(&self.buffer[..length]),
                Ok(more) => length += more,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_whole_and_alone_however_long_it_was_thought_to_be() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let mut reader = Reader::default();
        for length in [70_000, 0, 1, 512, 4096, 4097, 65_536, 3] {
            let text: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
            std::fs::write(&path, &text).unwrap();
            for expected in [0, length - length.min(1), length, length + 1, 2 * length] {
                assert_eq!(reader.read(&path, expected).unwrap(), text, "{length}, expected {expected}");
            }
        }
    }
}
