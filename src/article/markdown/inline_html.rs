//! HTML in Markdown: one stack of open elements for the whole document, whatever pieces it comes in.

use super::element::{Attributes, container, element, heading, is_block, is_no_prose, is_void};
use super::tag::{self, Markup, Tag};
use super::{OBJECT, Reader};
use crate::article::{BlockKind, Builder, ContainerId, ElementKind, build::Handle};
use crate::input::Span;
use std::ops::Range;

/// How far down the stack an end tag is looked for: nobody nests deeper, and it keeps stray end tags cheap.
const REACH: usize = 256;

/// The HTML elements that are open, innermost last.
#[derive(Debug, Default)]
pub(super) struct OpenElements {
    stack: Vec<Open>,
    /// For each Markdown container around, how many elements were open when it began: end tags inside reach no further.
    barriers: Vec<usize>,
    /// How many open elements have text that is no prose.
    muted: usize,
    /// A comment that began in an earlier piece.
    in_comment: bool,
}

/// What the end of an element closes.
#[derive(Debug, Default)]
struct Open {
    name: String,
    container: Option<ContainerId>,
    element: Option<Handle>,
    anchor: Option<Handle>,
    block: bool,
    hidden: bool,
    muted: bool,
    /// Code: its start and whether it is a block.
    code: Option<(u32, bool)>,
    /// A place for a generated list, and where the text stood when it began.
    refs: Option<(Span, u32)>,
}

impl OpenElements {
    pub(super) fn depth(&self) -> usize {
        self.stack.len()
    }

    /// Whether what comes now is no prose.
    pub(super) fn is_muted(&self) -> bool {
        self.muted > 0
    }

    /// A Markdown container begins.
    pub(super) fn enter(&mut self) {
        self.barriers.push(self.stack.len());
    }

    /// The innermost Markdown container ends at byte `at`, and the elements opened in it with it.
    pub(super) fn leave(&mut self, builder: &mut Builder, at: u32) {
        let depth = self.barriers.pop().unwrap_or(0);
        self.close_to(depth, builder, at);
    }

    /// Closes all elements but the outermost `depth`.
    pub(super) fn close_to(&mut self, depth: usize, builder: &mut Builder, at: u32) {
        while self.stack.len() > depth {
            let Some(open) = self.stack.pop() else { return };
            self.muted -= usize::from(open.muted);
            open.close(builder, at);
        }
    }

    /// The innermost open element that satisfies `test`, up to one that satisfies `stop`.
    fn find(&self, test: impl Fn(&str) -> bool, stop: impl Fn(&str) -> bool) -> Option<usize> {
        let barrier = self.barriers.last().copied().unwrap_or(0).min(self.stack.len());
        let reach = (barrier..self.stack.len()).rev().take(REACH);
        reach
            .take_while(|&i| test(&self.stack[i].name) || !stop(&self.stack[i].name))
            .find(|&i| test(&self.stack[i].name))
    }

    /// The element whose end tag the start of a `name` implies, as in `<li>a<li>b`.
    fn implied_end(&self, name: &str) -> Option<usize> {
        let (ends, scope): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ol", "ul", "menu"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "tr" => (&["tr"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            _ if is_block(name) => (&["p"], &["div", "li", "td", "th", "blockquote", "section", "details"]),
            _ => return None,
        };
        self.find(|open| ends.contains(&open), |open| scope.contains(&open))
    }
}

impl Open {
    fn close(self, builder: &mut Builder, at: u32) {
        if let Some((start, is_block)) = self.code {
            let span = Span::new(start, at.max(start));
            if is_block {
                builder.void_block(BlockKind::Code, span);
            }
            builder.code(span);
        }
        if let Some((span, _)) = self.refs.filter(|&(_, text)| text == builder.at()) {
            builder.article.generated_list.get_or_insert(span);
        }
        if self.block {
            builder.close_block();
        }
        if let Some(anchor) = self.anchor {
            builder.close_anchor(anchor);
        }
        if let Some(element) = self.element {
            builder.close_element(element, at);
        }
        if let Some(container) = self.container {
            builder.close_container(container, at);
        }
        if self.hidden {
            builder.end_apart();
        }
    }
}

impl Reader<'_> {
    /// Reads a piece of HTML: one inline tag, or a line of a block.
    pub(super) fn html(&mut self, range: Range<usize>) {
        self.cursor = self.cursor.max(range.end);
        let mut at = range.start.max(self.skip_to);
        while at < range.end {
            let rest = &self.source[at..range.end];
            if self.html.in_comment {
                let closed = rest.find("-->");
                self.html.in_comment = closed.is_none();
                let len = closed.map_or(rest.len(), |i| i + "-->".len());
                at += len;
                continue;
            }
            let text = memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
            self.html_text(at..at + text);
            at += text;
            if at < range.end {
                at += self.markup(at, range.end);
            }
        }
    }

    /// Reads the tag or comment at `at` and returns its length; a `<` that is neither is text.
    fn markup(&mut self, at: usize, end: usize) -> usize {
        match tag::read(&self.source[at..end]) {
            Some(Markup::Tag(tag)) => {
                if tag.is_end {
                    self.end_tag(&tag, at);
                } else {
                    self.start_tag(&tag, at);
                }
                tag.len
            }
            Some(Markup::Comment { len, is_closed }) => {
                self.html.in_comment = !is_closed;
                let span = self.span(at..at + len);
                self.builder.comment(span);
                len
            }
            Some(Markup::Other(len)) => len,
            None => {
                self.html_text(at..at + 1);
                1
            }
        }
    }

    fn html_text(&mut self, range: Range<usize>) {
        if self.html.is_muted() {
            return;
        }
        let mut from = range.start;
        for hit in memchr::memchr2_iter(b'&', b'{', &self.source.as_bytes()[range.clone()]) {
            let at = range.start + hit;
            if at < from {
                continue;
            }
            if let Some((decoded, len)) = tag::entity(&self.source[at..range.end]) {
                self.verbatim(from..at);
                let span = self.span(at..at + len);
                self.builder.unit(&decoded, span);
                from = at + len;
            } else if let Some(found) = self.template(at).filter(|found| found.end <= range.end) {
                self.verbatim(from..at);
                self.leave_out(at..found.end, found.kind);
                from = found.end;
            }
        }
        self.verbatim(from..range.end);
    }

    fn end_tag(&mut self, tag: &Tag<'_>, at: usize) {
        let after = self.offset(at + tag.len);
        match self.html.find(|open| open == tag.name, |_| false) {
            Some(depth) => self.html.close_to(depth, &mut self.builder, after),
            None if is_block(&tag.name) => self.builder.close_block(),
            None => {}
        }
    }

    fn start_tag(&mut self, tag: &Tag<'_>, at: usize) {
        let span = self.span(at..at + tag.len);
        if let Some(depth) = self.html.implied_end(&tag.name) {
            self.html.close_to(depth, &mut self.builder, span.start);
        }
        let read = Attributes::of(tag, self.source, self.base);
        if read.is_place_for_list(tag) {
            self.builder.article.generated_list.get_or_insert(span);
        }
        if self.html.is_muted() && is_void(tag) {
            return;
        }
        let mut open = Open { name: tag.name.clone(), ..Open::default() };
        if read.is_hidden && !is_void(tag) {
            self.builder.set_apart(BlockKind::Hidden);
            open.hidden = true;
        }
        let is_refs = matches!(tag.name.as_str(), "div" | "section") && &*read.attrs.id == "refs";
        let id = if read.attrs.id.is_empty() { read.name.clone() } else { read.attrs.id.clone() };
        if !self.html.is_muted() {
            self.open_content(tag, read, span, &mut open);
        }
        open.refs = is_refs.then(|| (span, self.builder.at()));
        if !id.is_empty() {
            open.anchor = Some(self.builder.open_anchor(&id, span));
        }
        if is_void(tag) {
            return open.close(&mut self.builder, span.end);
        }
        open.muted = is_no_prose(&tag.name);
        self.html.muted += usize::from(open.muted);
        self.html.stack.push(open);
    }

    /// Opens what an element is for a reader.
    fn open_content(&mut self, tag: &Tag<'_>, read: Attributes, span: Span, open: &mut Open) {
        let builder = &mut self.builder;
        let start = span.start;
        match tag.name.as_str() {
            "br" => builder.line_break(span),
            "hr" => builder.void_block(BlockKind::Rule, span),
            "img" => image(builder, read, span),
            "p" | "summary" | "legend" => {
                builder.open_block(BlockKind::Paragraph);
                open.block = true;
            }
            "code" | "kbd" | "samp" | "tt" => {
                open.element = Some(builder.open_element(ElementKind::Code, start, None, read.attrs));
                builder.unit(OBJECT.encode_utf8(&mut [0; 4]), span);
                open.code = Some((start, false));
            }
            "pre" => open.code = Some((start, true)),
            _ if tag.is_component && tag.is_empty => builder.object(span),
            name => {
                if let Some(level) = heading(name) {
                    builder.open_block(BlockKind::Heading(level));
                    open.block = true;
                } else if let Some(kind) = container(name, &read) {
                    open.container = Some(builder.open_container(kind, start, read.attrs));
                } else if let Some(kind) = element(name, &read) {
                    open.element = Some(builder.open_element(kind, start, read.href, read.attrs));
                }
            }
        }
    }
}

fn image(builder: &mut Builder, read: Attributes, span: Span) {
    let element = builder.open_element(ElementKind::Image, span.start, read.href, read.attrs);
    builder.object(span);
    builder.close_element(element, span.end);
    if let Some((alt, span)) = read.alt {
        builder.set_apart(BlockKind::Alt);
        builder.unit(&alt, span);
        builder.end_apart();
    }
}
