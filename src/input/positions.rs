//! Lines and columns of many places of one text, in time that does not depend on how long its lines are.

use super::lines::one_based;
use super::{LineIndex, Position};

/// Characters are counted once for every stretch of this many bytes.
const STRIDE: usize = 1024;

/// Resolves offsets of one text to lines and columns.
///
/// [`LineIndex::position`] counts from the start of the line, which is quadratic when one line holds everything.
#[derive(Debug)]
pub struct Positions<'a> {
    text: &'a str,
    lines: LineIndex,
    /// How many characters start before each stretch, and before the end where the last stretch is a whole one.
    characters: Vec<u32>,
}

impl<'a> Positions<'a> {
    /// Prepares `text`, which must be shorter than 4 GiB.
    pub fn new(text: &'a str) -> Self {
        let mut total = 0;
        let whole = text.as_bytes().chunks_exact(STRIDE).map(|stretch| {
            total += characters_in(stretch);
            total
        });
        let characters = std::iter::once(0).chain(whole).collect();
        Self { text, lines: LineIndex::new(text), characters }
    }

    /// The position of byte `offset`.
    pub fn at(&self, offset: u32) -> Position {
        let line = self.lines.line(offset);
        let start = self.lines.start(line);
        let column = self.characters_between(start, offset.max(start));
        Position {
            line: one_based(line),
            column: one_based(column as usize),
            byte_column: one_based((offset - start) as usize),
        }
    }

    /// How many characters start in `start..end`.
    fn characters_between(&self, start: u32, end: u32) -> u32 {
        match self.text.as_bytes().get(start as usize..end as usize) {
            Some(few) if few.len() < STRIDE => characters_in(few),
            _ => self.characters_before(end) - self.characters_before(start),
        }
    }

    fn characters_before(&self, offset: u32) -> u32 {
        let offset = (offset as usize).min(self.text.len());
        let stretch = offset / STRIDE;
        let counted = self.characters.get(stretch).copied().unwrap_or(0);
        let rest = &self.text.as_bytes()[(stretch * STRIDE).min(offset)..offset];
        counted + characters_in(rest)
    }
}

/// How many characters start in `bytes`.
fn characters_in(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&b| u32::from(b & 0xC0 != 0x80)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_agrees_with_the_line_index_everywhere() {
        let lines = format!("é\r\n{}ö\rlast\n{}", "añb ".repeat(900), "x".repeat(2048));
        let whole_stretches = format!("a\n{}", "ab".repeat(STRIDE - 1));
        for text in [lines, whole_stretches, String::new()] {
            let (positions, lines) = (Positions::new(&text), LineIndex::new(&text));
            for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                assert_eq!(positions.at(offset as u32), lines.position(&text, offset as u32));
            }
        }
    }
}
