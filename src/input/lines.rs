//! Lines and columns, derived from byte offsets where a person or another tool needs them.

use std::num::NonZeroU32;

/// A place as people count: both numbers start at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line; `\n`, `\r\n` and a lone `\r` end one.
    pub line: NonZeroU32,
    /// Column in Unicode scalar values.
    pub column: NonZeroU32,
    /// Column in bytes of UTF-8.
    pub byte_column: NonZeroU32,
}

/// The starts of all lines of one text.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Indexes `text`, which must be shorter than 4 GiB.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
            .filter(|&i| bytes[i] == b'\n' || bytes.get(i + 1) != Some(&b'\n'));
        let starts = std::iter::once(0).chain(ends.map(|i| u32::try_from(i + 1).unwrap_or(u32::MAX))).collect();
        Self { starts }
    }

    /// The 0-based index of the line that holds byte `offset`.
    pub fn line(&self, offset: u32) -> usize {
        self.starts.partition_point(|&s| s <= offset).saturating_sub(1)
    }

    /// The byte at which 0-based line `line` starts.
    pub fn start(&self, line: usize) -> u32 {
        self.starts.get(line).copied().unwrap_or(u32::MAX)
    }

    /// The position of byte `offset` of `text` (the text this index was made from), columns in characters.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let line = self.line(offset);
        let head = text.get(self.starts[line] as usize..offset as usize).unwrap_or_default();
        Position { line: one_based(line), column: one_based(head.chars().count()), byte_column: one_based(head.len()) }
    }

    /// The 0-based column of byte `offset` in UTF-16 code units, as the Language Server Protocol counts.
    pub fn utf16_column(&self, text: &str, offset: u32) -> u32 {
        let line = self.line(offset);
        let head = text.get(self.starts[line] as usize..offset as usize).unwrap_or_default();
        u32::try_from(head.encode_utf16().count()).unwrap_or(u32::MAX)
    }
}

/// The number that people count with.
pub(super) fn one_based(n: usize) -> NonZeroU32 {
    u32::try_from(n).ok().and_then(|n| NonZeroU32::MIN.checked_add(n)).unwrap_or(NonZeroU32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_from_one() {
        let text = "é\r\nab\rc\n";
        let index = LineIndex::new(text);
        let at = |offset| {
            let p = index.position(text, offset);
            (p.line.get(), p.column.get())
        };
        assert_eq!([at(0), at(2), at(5), at(7)], [(1, 1), (1, 2), (2, 2), (3, 1)]);
    }
}
