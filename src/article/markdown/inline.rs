//! Inline events: text and what it may hide.

use super::{Frame, OBJECT, OPTIONS, Reader};
use crate::article::{Attrs, BlockKind, ElementKind};
use crate::input::Dialect;
use pulldown_cmark::{Event, OffsetIter, Options, Parser, Tag};
use std::ops::Range;

impl<'a> Reader<'a> {
    /// Notes that the parser is inside a block's text; in front of it definitions may stand.
    fn enter_line(&mut self, start: usize) {
        if !self.in_line {
            self.gap(start);
            self.in_line = true;
            self.leaf_end = self.leaf_end.max(start);
        }
    }

    pub(super) fn start_inline(&mut self, tag: Tag<'a>, range: Range<usize>, events: &OffsetIter<'a>) {
        self.enter_line(range.start);
        self.cursor = self.cursor.max(range.start);
        let frame = if self.html.is_muted() || range.start < self.skip_to {
            Frame::Plain
        } else {
            match tag {
                Tag::Emphasis => self.open_element(ElementKind::Emphasis, range.start),
                Tag::Strong => self.open_element(ElementKind::Strong, range.start),
                Tag::Link { link_type, dest_url, id, .. } => self.link(link_type, &dest_url, &id, range, events),
                Tag::Image { dest_url, .. } => self.image(&dest_url, &range),
                _ => Frame::Plain,
            }
        };
        self.open.push(frame);
    }

    fn open_element(&mut self, kind: ElementKind, start: usize) -> Frame {
        let start = self.offset(start);
        Frame::Element(self.builder.open_element(kind, start, None, Attrs::default()))
    }

    pub(super) fn inline(&mut self, event: Event<'a>, range: Range<usize>) {
        if self.is_code {
            return;
        }
        self.enter_line(range.start);
        if matches!(event, Event::InlineHtml(_)) {
            self.inline_html(range);
        } else {
            if !self.html.is_muted() && range.end > self.skip_to {
                self.visible(event, range.clone());
            }
            self.cursor = self.cursor.max(range.end);
        }
    }

    /// Reads a tag; one of MDX may go on where the parser saw its end in an expression (`<A b={1 > 2}>`).
    fn inline_html(&mut self, range: Range<usize>) {
        if self.dialect == Dialect::Mdx
            && !self.html.is_muted()
            && let Some(found) = self.template(range.start).filter(|found| found.end > range.end)
        {
            self.skip_to = found.end;
            return self.leave_out(range.start..found.end, found.kind);
        }
        self.html(range);
    }

    fn visible(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Text(text) => self.text(&text, range),
            Event::FootnoteReference(_) => self.verbatim(range),
            Event::SoftBreak | Event::HardBreak => {
                let span = self.span(range.clone());
                self.builder.line_break(span);
                self.fence(range.end);
            }
            Event::Code(_) => self.code(range),
            Event::InlineMath(formula) if is_prose(&formula, &self.source[range.end..]) => self.without_math(range),
            Event::InlineMath(_) => self.object(range),
            Event::DisplayMath(_) => self.display_math(range),
            _ => {}
        }
    }

    /// Reads text as the parser gives it: a piece of the source, or what an entity stands for.
    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.source.get(range.clone()) != Some(text) {
            if range.start >= self.skip_to {
                let span = self.span(range);
                self.builder.unit(text, span);
            }
            return;
        }
        let mut start = range.start.max(self.skip_to);
        if start == range.start && self.is_escaped(start) {
            let escaped = text.chars().next().map_or(0, char::len_utf8);
            let span = self.span(start - 1..start + escaped);
            self.builder.unit(&text[..escaped], span);
            start += escaped;
        }
        if start < range.end {
            self.prose(start..range.end);
        }
    }

    /// Whether the byte before `at` is a backslash that no event holds.
    fn is_escaped(&self, at: usize) -> bool {
        at > self.cursor && self.source.as_bytes()[at - 1] == b'\\'
    }

    /// Adds a piece of the source as it stands.
    pub(super) fn verbatim(&mut self, range: Range<usize>) {
        let span = self.span(range.clone());
        self.builder.text(&self.source[range], span);
    }

    /// Adds a piece of the source, with U+FFFC in place of template tags.
    fn prose(&mut self, range: Range<usize>) {
        let mut from = range.start;
        for hit in memchr::memchr3_iter(b'{', b'[', b'<', &self.source.as_bytes()[range.clone()]) {
            let at = range.start + hit;
            if at < from {
                continue;
            }
            let Some(found) = self.template(at) else { continue };
            self.verbatim(from..at);
            self.leave_out(at..found.end, found.kind);
            from = found.end;
            self.skip_to = from;
            if from >= range.end {
                return;
            }
        }
        self.verbatim(from..range.end);
    }

    /// Leaves U+FFFC for a formula.
    pub(super) fn object(&mut self, range: Range<usize>) {
        let span = self.span(range);
        self.builder.object(span);
    }

    fn display_math(&mut self, range: Range<usize>) {
        let is_alone =
            self.builder.is_block_empty() && self.source[range.end..self.leaf_end.max(range.end)].trim().is_empty();
        if is_alone {
            let span = self.span(range);
            self.builder.void_block(BlockKind::Math, span);
        } else {
            self.object(range);
        }
    }

    fn code(&mut self, range: Range<usize>) {
        if is_role(&self.source[..range.start]) {
            return self.verbatim(range);
        }
        let span = self.span(range);
        let element = self.builder.open_element(ElementKind::Code, span.start, None, Attrs::default());
        self.builder.unit(OBJECT.encode_utf8(&mut [0; 4]), span);
        self.builder.close_element(element, span.end);
        self.builder.code(span);
    }

    /// Reads a stretch again that was taken for a formula.
    fn without_math(&mut self, range: Range<usize>) {
        let options = OPTIONS.difference(Options::ENABLE_MATH);
        let source = self.source;
        let mut events = Parser::new_ext(&source[range.clone()], options).into_offset_iter();
        while let Some((event, inner)) = events.next() {
            let inner = inner.start + range.start..inner.end + range.start;
            match event {
                Event::Start(tag) if super::is_block(&tag) => self.open.push(Frame::Plain),
                Event::Start(tag) => self.start_inline(tag, inner, &events),
                Event::End(_) => self.end(inner.end),
                Event::Html(_) | Event::Rule => {}
                event => self.inline(event, inner),
            }
        }
    }
}

/// Whether a "formula" is running text between two dollar signs: `$5 [1] and 10 US$`, `$3,000–$4,000`. A dollar sign
/// with a figure behind it opens a sum.
fn is_prose(formula: &str, after: &str) -> bool {
    let is_tex = |c: char| matches!(c, '\\' | '{' | '^') || c == '_' && !formula.contains("://");
    let is_ideograph = |c: char| ('\u{3040}'..='\u{9fff}').contains(&c) || c == '、' || c == '，';
    let is_word = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
    if formula.contains(is_tex) {
        return false;
    }
    let is_figure = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let is_half_a_sum = is_figure(formula) && (is_figure(after) || formula.ends_with(['-', '–', '—', ',', '/']));
    is_half_a_sum || formula.contains(is_ideograph) || formula.split_whitespace().filter(is_word).count() > 1
}

/// Whether code after `before` is the text of a role: ``{cite}`key` ``.
fn is_role(before: &str) -> bool {
    const LONGEST_ROLE: usize = 40;
    let Some(before) = before.strip_suffix('}') else { return false };
    let is_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b':' | b'-' | b'_');
    let name = before.bytes().rev().take(LONGEST_ROLE).take_while(is_name).count();
    name > 0 && before[..before.len() - name].ends_with('{')
}
