//! Lines of the programs' files, for showing.

use std::collections::HashMap;

/// Files read so far. A file that cannot be read has no lines.
#[derive(Default)]
pub struct Sources {
    files: HashMap<String, Vec<String>>,
}

impl Sources {
    /// The text of a line, counted from 1.
    pub fn line(&mut self, file: &str, line: u32) -> &str {
        let lines = self.files.entry(file.to_string()).or_insert_with(|| {
            let text = std::fs::read(file).unwrap_or_default();
            String::from_utf8_lossy(&text).lines().map(String::from).collect()
        });
        lines.get((line as usize).wrapping_sub(1)).map_or("", |l| l.trim_end())
    }
}

/// The last part of a file's path.
pub fn short(file: &str) -> &str {
    file.rsplit('/').next().unwrap_or(file)
}
