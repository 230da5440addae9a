//! From byte offsets to lines and columns.

use crate::unit::SourceSpan;
use std::ops::Range;
use std::rc::Rc;

/// A source file, as the user named it, with the place where each line starts.
pub struct SourceFile<'s> {
    /// The name that units carry.
    pub name: Rc<str>,
    text: &'s str,
    lines: Vec<usize>,
}

impl<'s> SourceFile<'s> {
    /// Finds the lines of `text`; a line ends at a line feed.
    pub fn new(name: &str, text: &'s str) -> SourceFile<'s> {
        let after_feeds = text.match_indices('\n').map(|(i, _)| i + 1);
        SourceFile { name: name.into(), text, lines: std::iter::once(0).chain(after_feeds).collect() }
    }

    /// The span of a range of bytes. O(length of the line), to count its characters.
    pub fn span(&self, bytes: &Range<usize>) -> SourceSpan {
        let line = self.lines.partition_point(|first| *first <= bytes.start);
        let column = self.text[self.lines[line - 1]..bytes.start].chars().count() as u32;
        SourceSpan { start: bytes.start as u32, end: bytes.end as u32, line: line as u32, column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_from_0_and_lines_from_1() {
        let file = SourceFile::new("a", "é=1\n\nx");
        assert_eq!(file.span(&(3..4)), SourceSpan { start: 3, end: 4, line: 1, column: 2 });
        assert_eq!(file.span(&(6..7)), SourceSpan { start: 6, end: 7, line: 3, column: 0 });
        assert_eq!(file.span(&(4..4)).line, 1);
        assert_eq!(file.span(&(5..5)).line, 2);
    }
}
