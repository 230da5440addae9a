//! Offsets to lines and columns.

use ruff_text_size::{TextRange, TextSize};
use trackway_bytecode::SourceSpan;

/// Where the lines of a source begin.
pub struct Lines<'a> {
    source: &'a str,
    starts: Vec<u32>,
}

impl<'a> Lines<'a> {
    /// Line ends are `\n`, `\r\n` and `\r`.
    pub fn new(source: &'a str) -> Lines<'a> {
        let bytes = source.as_bytes();
        let mut starts = vec![0];
        for (i, &b) in bytes.iter().enumerate() {
            if b == b'\n' || (b == b'\r' && bytes.get(i + 1) != Some(&b'\n')) {
                starts.push(i as u32 + 1);
            }
        }
        Lines { source, starts }
    }

    /// Line from 1 and column from 0, in characters.
    pub fn position(&self, offset: u32) -> (u32, u32) {
        let offset = offset.min(self.source.len() as u32);
        let line = self.starts.partition_point(|&s| s <= offset);
        let start = self.starts[line - 1] as usize;
        let before = self.source.get(start..offset as usize).unwrap_or("");
        let column = if before.is_ascii() { before.len() } else { before.chars().count() };
        (line as u32, column as u32)
    }

    /// As [`Lines::position`], the column in bytes.
    pub fn byte_position(&self, offset: u32) -> (u32, u32) {
        let offset = offset.min(self.source.len() as u32);
        let line = self.starts.partition_point(|&s| s <= offset);
        (line as u32, offset - self.starts[line - 1])
    }

    /// The text of a line counted from 1.
    pub fn text(&self, line: u32) -> &'a str {
        let Some(&start) = self.starts.get(line as usize - 1) else { return "" };
        let end = self.starts.get(line as usize).map_or(self.source.len(), |&e| e as usize);
        self.source[start as usize..end].trim_end_matches(['\n', '\r'])
    }

    /// The span of an instruction.
    pub fn span(&self, range: TextRange) -> SourceSpan {
        let (line, column) = self.position(range.start().to_u32());
        SourceSpan { start: range.start().to_u32(), end: range.end().to_u32(), line, column }
    }

    /// What an attribute, or the call of one, is said to be at, where its name stands on another line than what it is of:
    /// from the name on. So chains of calls over several lines tell which of them it was.
    pub fn at_name(&self, whole: TextRange, name: TextRange) -> TextRange {
        let line = |offset: TextSize| self.position(offset.to_u32()).0;
        if line(whole.start()) == line(name.end()) {
            whole
        } else {
            TextRange::new(name.start(), whole.end())
        }
    }

    /// The source itself.
    pub fn source(&self) -> &'a str {
        self.source
    }
}
