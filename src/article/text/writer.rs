//! Writes lines into the model.

use super::lines::Line;
use crate::article::{Article, Attrs, BlockKind, Builder, ContainerKind};
use crate::input::Span;
use std::ops::Range;

/// Stands for a place to break a word; it is not shown.
const SOFT_HYPHEN: char = '\u{ad}';

/// The builder and the text that lines point into.
pub(super) struct Writer<'a> {
    pub(super) source: &'a str,
    pub(super) builder: Builder,
}

impl<'a> Writer<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, builder: Builder::new(source.len(), source.len()) }
    }

    pub(super) fn finish(self) -> Article {
        self.builder.finish(self.source.len() as u32)
    }

    /// The input of some lines, from the first to the last.
    pub(super) fn span(lines: &[Line]) -> Span {
        match (lines.first(), lines.last()) {
            (Some(first), Some(last)) => first.span().join(last.span()),
            _ => Span::default(),
        }
    }

    /// Writes lines as one block.
    pub(super) fn block(&mut self, kind: BlockKind, lines: &[Line]) {
        self.builder.open_block(kind);
        self.lines(lines);
        self.builder.close_block();
    }

    fn lines(&mut self, lines: &[Line]) {
        let mut before: Option<Span> = None;
        for line in lines {
            let span = line.span();
            match before {
                Some(last) if !goes_on(line_text(self.source, last)) => {
                    self.builder.line_break(Span::new(last.end, span.start));
                }
                _ => {}
            }
            self.text(span.bounds());
            before = Some(span);
        }
    }

    /// Adds a piece of the source, without soft hyphens.
    pub(super) fn text(&mut self, range: Range<usize>) {
        let mut start = range.start;
        for piece in self.source[range].split(SOFT_HYPHEN) {
            let end = start + piece.len();
            self.builder.text(piece, Span::new(start as u32, end as u32));
            start = end + SOFT_HYPHEN.len_utf8();
        }
    }

    /// Leaves U+FFFC for code or a figure.
    pub(super) fn code(&mut self, lines: &[Line]) {
        if !lines.is_empty() {
            let span = Self::span(lines);
            self.builder.void_block(BlockKind::Code, span);
            self.builder.code(span);
        }
    }

    /// Writes each row of `cells` as cells of a table.
    pub(super) fn table(&mut self, span: Span, rows: &[Vec<Span>]) {
        let table = self.builder.open_container(ContainerKind::Table, span.start, Attrs::default());
        for row in rows {
            let (Some(first), Some(last)) = (row.first(), row.last()) else { continue };
            let id = self.builder.open_container(ContainerKind::Row, first.start, Attrs::default());
            for cell in row {
                let kind = ContainerKind::Cell { header: false };
                let id = self.builder.open_container(kind, cell.start, Attrs::default());
                self.text(cell.bounds());
                self.builder.close_container(id, cell.end);
            }
            self.builder.close_container(id, last.end);
        }
        self.builder.close_container(table, span.end);
    }
}

/// Whether a line breaks a word at its soft hyphen, or the label of a citation at a hyphen of its own (`[RFC-`).
fn goes_on(line: &str) -> bool {
    let is_label = || line.rsplit(' ').next().is_some_and(|word| word.contains('[') && !word.contains(']'));
    line.ends_with(SOFT_HYPHEN) || (line.ends_with('-') && is_label())
}

fn line_text(source: &str, span: Span) -> &str {
    source.get(span.bounds()).unwrap_or_default()
}
