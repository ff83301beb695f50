//! Lines: where text starts and ends on them, and how far it is indented.

use crate::input::Span;
use unicode_width::UnicodeWidthStr;

/// Columns from one tab stop to the next.
const TAB: usize = 8;

/// One line, without the blanks around its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    start: u32,
    end: u32,
    /// The column its text starts at, tabs counted to the next stop.
    pub(super) indent: u16,
    /// What separates it from the line before.
    pub(super) gap: Gap,
}

/// What stands between two lines of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// A line end.
    None,
    /// Blank lines.
    Blank,
    /// A form feed, with or without blank lines.
    Page,
}

impl Line {
    /// The text of the line in `source`, the text it was split from.
    pub(super) fn text<'a>(&self, source: &'a str) -> &'a str {
        &source[self.start as usize..self.end as usize]
    }

    /// How many columns its text takes.
    pub(super) fn width(&self, source: &str) -> usize {
        self.text(source).width()
    }

    /// Where its text stands.
    pub(super) fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }

    /// The same line without its first `bytes`, which are moved into its indent as so many columns.
    pub(super) fn without(self, source: &str, bytes: usize) -> Self {
        let text = &self.text(source)[bytes..];
        let rest = text.trim_start();
        let columns = self.text(source)[..self.len() - rest.len()].chars().count();
        Self { start: self.end - rest.len() as u32, indent: self.indent.saturating_add(columns as u16), ..self }
    }

    pub(super) fn len(&self) -> usize {
        self.span().len() as usize
    }
}

/// The lines of `source` that are not blank.
pub(super) fn split(source: &str) -> Vec<Line> {
    let bytes = source.as_bytes();
    let mut lines = Vec::new();
    let mut gap = Gap::None;
    let mut start = 0;
    let ends = memchr::memchr3_iter(b'\n', b'\r', b'\x0c', bytes).chain([bytes.len()]);
    for end in ends {
        let is_second_half = bytes.get(end) == Some(&b'\n') && end > 0 && bytes[end - 1] == b'\r';
        if !is_second_half || start < end {
            match line(source, start, end, gap) {
                Some(line) => {
                    lines.push(line);
                    gap = Gap::None;
                }
                None => gap = gap.max(Gap::Blank),
            }
        }
        if bytes.get(end) == Some(&b'\x0c') {
            gap = Gap::Page;
        }
        start = end + 1;
    }
    lines
}

fn line(source: &str, start: usize, end: usize, gap: Gap) -> Option<Line> {
    let raw = source.get(start..end)?;
    let text = raw.trim_start();
    if text.is_empty() {
        return None;
    }
    let lead = &raw[..raw.len() - text.len()];
    let indent = lead.chars().fold(0, |column, c| if c == '\t' { column / TAB * TAB + TAB } else { column + 1 });
    let from = start + lead.len();
    Some(Line {
        start: from as u32,
        end: (from + text.trim_end().len()) as u32,
        indent: u16::try_from(indent).unwrap_or(u16::MAX),
        gap,
    })
}

/// The stretches of lines without a blank line in between.
pub(super) fn runs(lines: &[Line]) -> impl Iterator<Item = &[Line]> {
    lines.chunk_by(|_, next| next.gap == Gap::None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_their_indent_and_gap() {
        let source = "a\r\n\tb  \r\n\r\n \u{c}  c\r\rd";
        let lines = split(source);
        let shown: Vec<_> = lines.iter().map(|l| (l.text(source), l.indent, l.gap)).collect();
        assert_eq!(shown, [("a", 0, Gap::None), ("b", 8, Gap::None), ("c", 2, Gap::Page), ("d", 0, Gap::Blank)]);
        assert_eq!(runs(&lines).count(), 3);
    }
}
