//! Inline markup of reStructuredText and AsciiDoc.

mod asciidoc;
mod restructured;

use super::writer::Writer;
use crate::article::{Attrs, ElementKind, Href, OBJECT};
use crate::input::Span;
use crate::map::HashMap;
use std::ops::Range;

pub(super) use asciidoc::asciidoc;
pub(super) use restructured::{normalized, restructured};

/// The addresses that names stand for, and where they are stated.
pub(super) type Targets = HashMap<String, (String, Span)>;

/// One stretch of text that is being read, line ends included.
pub(super) struct Inline<'w, 'a> {
    writer: &'w mut Writer<'a>,
    source: &'a str,
    /// Text from here to `at` is still to be written.
    from: usize,
    at: usize,
    end: usize,
    /// Whether a closing backquote was looked for in vain: no second search is needed.
    unclosed: bool,
}

impl<'w, 'a> Inline<'w, 'a> {
    fn new(writer: &'w mut Writer<'a>, range: Range<usize>) -> Self {
        let source = writer.source;
        Self { writer, source, from: range.start, at: range.start, end: range.end, unclosed: false }
    }

    /// Moves to the next byte that `test` accepts.
    fn seek(&mut self, test: impl Fn(u8) -> bool) -> Option<u8> {
        let bytes = &self.source.as_bytes()[self.at..self.end];
        let len = bytes.iter().position(|&b| test(b))?;
        self.at += len;
        Some(bytes[len])
    }

    fn rest(&self) -> &'a str {
        &self.source[self.at..self.end]
    }

    /// Writes what is pending up to `to`.
    fn flush(&mut self, to: usize) {
        if self.from < to {
            self.writer.text(self.from..to);
        }
        self.from = self.from.max(to);
    }

    /// What is read up to `to` is done.
    fn skip_to(&mut self, to: usize) {
        self.at = to;
        self.from = to;
    }

    fn line_end(&mut self) {
        self.flush(self.at);
        let rest = self.rest();
        let next = self.at + rest.len() - rest.trim_start().len();
        self.writer.builder.line_break(Span::new(self.at as u32, next as u32));
        self.skip_to(next);
    }

    fn code(&mut self, len: usize) {
        self.flush(self.at);
        let span = Span::new(self.at as u32, (self.at + len) as u32);
        let element = self.writer.builder.open_element(ElementKind::Code, span.start, None, Attrs::default());
        self.writer.builder.unit(OBJECT.encode_utf8(&mut [0; 4]), span);
        self.writer.builder.close_element(element, span.end);
        self.writer.builder.code(span);
        self.skip_to(self.at + len);
    }

    /// A link over `text` that stands at `whole`.
    fn link(&mut self, text: Range<usize>, whole: Range<usize>, href: Href) {
        self.element(ElementKind::Link, text, whole, Some(href));
    }

    /// An element over `text` that stands at `whole`.
    fn element(&mut self, kind: ElementKind, text: Range<usize>, whole: Range<usize>, href: Option<Href>) {
        self.flush(whole.start);
        let element = self.writer.builder.open_element(kind, whole.start as u32, href, Attrs::default());
        self.plain(text);
        self.writer.builder.close_element(element, whole.end as u32);
        self.skip_to(whole.end);
    }

    /// Text without markup, with its line ends.
    fn plain(&mut self, range: Range<usize>) {
        let mut start = range.start;
        for line in self.source[range].split_inclusive('\n') {
            let text = line.trim_start_matches([' ', '\t']);
            let from = if start > self.from && line.len() > text.len() && self.source[..start].ends_with('\n') {
                start + line.len() - text.len()
            } else {
                start
            };
            let end = start + line.trim_end_matches(['\n', '\r']).len();
            if from < end {
                self.writer.text(from..end);
            }
            start += line.len();
            if end < start {
                self.writer.builder.line_break(Span::new(end as u32, start as u32));
            }
        }
    }
}
