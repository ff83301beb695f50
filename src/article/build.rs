//! The one place that writes an [`Article`]: adapters say what they meet, in order, and the model's promises hold.

use super::{
    Anchor, Article, Attrs, Block, BlockKind, Comment, Container, ContainerId, ContainerKind, Element, ElementKind,
    Href, OBJECT, Run,
};
use crate::input::{Span, TextRange};

/// Deeper containers are not kept apart from the one around them: nobody nests so deep on purpose, and who walks
/// outwards from a block must not walk for ever.
const MAX_DEPTH: usize = 200;
/// What stands for a container that is not kept.
const NOT_KEPT: ContainerId = u32::MAX as ContainerId;

/// A handle to something opened, to be closed with it.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Handle {
    index: u32,
    apart: bool,
}

/// Builds an article from the events of an adapter.
///
/// Blocks open by themselves where text arrives outside of one, so that an adapter never loses text. Containers,
/// elements and anchors may be closed in any order; what is still open at the end is closed by [`Builder::finish`].
#[derive(Debug, Default)]
pub struct Builder {
    /// Facts that need no order: comments, code, title, language, address, signs.
    pub article: Article,
    flow: Arena,
    apart: Arena,
    /// Kinds of the set-apart texts that are open, innermost last; empty means that text goes to the flow.
    set_apart: Vec<BlockKind>,
    /// Open containers, innermost last.
    open: Vec<ContainerId>,
}

/// Text and what stands in it: once for the flow, once for what is set apart.
#[derive(Debug, Default)]
struct Arena {
    text: String,
    runs: Vec<Run>,
    blocks: Vec<Block>,
    elements: Vec<Element>,
    anchors: Vec<Anchor>,
    breaks: Vec<u32>,
    open: Option<BlockKind>,
    block_start: u32,
}

impl Arena {
    fn at(&self) -> u32 {
        self.text.len() as u32
    }

    fn push(&mut self, text: &str, span: Span) {
        let at = self.at();
        let verbatim = text.len() as u32 == span.len();
        let joins = self
            .runs
            .last()
            .is_some_and(|last| verbatim && last.span.end == span.start && at - last.at == last.span.len());
        match self.runs.last_mut() {
            Some(last) if joins => last.span.end = span.end,
            _ => self.runs.push(Run { at, span }),
        }
        self.text.push_str(text);
    }

    fn close_block(&mut self, container: ContainerId) {
        let Some(kind) = self.open.take() else { return };
        let start = self.block_start;
        let end = start + self.text[start as usize..].trim_end().len() as u32;
        let first = self.runs.partition_point(|r| r.at < start);
        let span = match (self.runs.get(first), self.runs.last()) {
            (Some(a), Some(b)) => Span::new(a.span.start, b.span.end.max(a.span.start)),
            _ => Span::default(),
        };
        if end > start || kind == BlockKind::Rule {
            self.blocks.push(Block { kind, range: TextRange::new(start, end), span, container });
        }
        if self.at() > start || kind == BlockKind::Rule {
            self.push("\n", Span::empty(span.end));
        }
    }
}

impl Builder {
    /// A builder for an input of `bytes` bytes, `text` of them probably text.
    pub fn new(bytes: usize, text: usize) -> Self {
        let mut builder = Self::default();
        builder.flow.text.reserve(text);
        builder.article.containers.push(Container { span: Span::new(0, bytes as u32), ..Container::default() });
        builder.open.push(0);
        builder
    }

    fn arena(&mut self) -> &mut Arena {
        if self.set_apart.is_empty() { &mut self.flow } else { &mut self.apart }
    }

    fn container(&self) -> ContainerId {
        self.open.last().copied().unwrap_or(0)
    }

    /// Where the next visible text will stand.
    pub fn at(&self) -> u32 {
        self.flow.at()
    }

    /// Whether a block of the flow (or of the text being set apart) is open.
    pub fn in_block(&self) -> bool {
        if self.set_apart.is_empty() { self.flow.open.is_some() } else { self.apart.open.is_some() }
    }

    /// Whether the open block has no text yet; also when none is open.
    pub fn is_block_empty(&self) -> bool {
        let arena = if self.set_apart.is_empty() { &self.flow } else { &self.apart };
        arena.open.is_none() || arena.block_start == arena.at()
    }

    /// Whether the open block (of the flow, or of the text being set apart) has text that ends in a blank.
    pub fn ends_blank(&self) -> bool {
        let arena = if self.set_apart.is_empty() { &self.flow } else { &self.apart };
        arena.open.is_some() && arena.at() > arena.block_start && arena.text.ends_with(is_blank)
    }

    fn ensure_block(&mut self) {
        let kind = self.set_apart.last().copied().unwrap_or(BlockKind::Paragraph);
        let arena = self.arena();
        if arena.open.is_none() {
            arena.open = Some(kind);
            arena.block_start = arena.at();
        }
    }

    /// Adds text that stands in the input byte by byte at `span`.
    ///
    /// A run of blanks that holds a line end becomes one space. Blanks in front of a block's first text are left out.
    pub fn text(&mut self, text: &str, span: Span) {
        debug_assert_eq!(text.len() as u32, span.len());
        if memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_none() {
            return self.line(text, span);
        }
        let mut from = 0;
        let bytes = text.as_bytes();
        while from < bytes.len() {
            let Some(end) = memchr::memchr2(b'\n', b'\r', &bytes[from..]).map(|i| from + i) else {
                self.line(&text[from..], Span::new(span.start + from as u32, span.end));
                return;
            };
            let words = text[from..end].trim_end_matches(is_blank).len() + from;
            self.line(&text[from..words], Span::new(span.start + from as u32, span.start + words as u32));
            let next = end + text[end..].len() - text[end..].trim_start_matches(is_blank).len();
            if self.in_block() {
                let raw = Span::new(span.start + words as u32, span.start + next as u32);
                self.arena().push(" ", raw);
            }
            from = next;
        }
    }

    fn line(&mut self, text: &str, span: Span) {
        let (text, span) = if self.in_block() {
            (text, span)
        } else {
            let rest = text.trim_start_matches(is_blank);
            (rest, Span::new(span.end - rest.len() as u32, span.end))
        };
        if !text.is_empty() {
            self.ensure_block();
            self.arena().push(text, span);
        }
    }

    /// Adds text that stands for the whole of `span`: a decoded entity, an escape. A line end in it (`&#10;`) reads as one
    /// space.
    pub fn unit(&mut self, text: &str, span: Span) {
        if text.is_empty() || (!self.in_block() && text.chars().all(is_blank)) {
            return;
        }
        self.ensure_block();
        // A unit whose lengths agree by accident is still mapped rightly: start to start, end to end.
        let arena = self.arena();
        let at = arena.at();
        arena.runs.push(Run { at, span });
        let folded = text.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c });
        arena.text.extend(folded);
    }

    /// Leaves U+FFFC for an inline node that is dropped.
    pub fn object(&mut self, span: Span) {
        self.unit(OBJECT.encode_utf8(&mut [0; 4]), span);
    }

    /// A line of the block ends: `<br>`, or a line end in Markdown and text. It reads as one space.
    pub fn line_break(&mut self, span: Span) {
        if !self.in_block() {
            return;
        }
        let arena = self.arena();
        let at = arena.at();
        if !arena.text.ends_with(is_blank) {
            arena.runs.push(Run { at, span });
            arena.text.push(' ');
        }
        let next = arena.at();
        if arena.breaks.last() != Some(&next) {
            arena.breaks.push(next);
        }
    }

    /// A line of the source begins here, though readers see no break.
    pub fn line_start(&mut self) {
        if !self.in_block() {
            return;
        }
        let arena = self.arena();
        let at = arena.at();
        if at > arena.block_start && arena.text.ends_with(is_blank) && arena.breaks.last() != Some(&at) {
            arena.breaks.push(at);
        }
    }

    /// Opens a block, closing the one that is open. Where text is set apart, the block is of the kind set apart.
    pub fn open_block(&mut self, kind: BlockKind) {
        self.close_block();
        let kind = self.set_apart.last().copied().unwrap_or(kind);
        let arena = self.arena();
        arena.open = Some(kind);
        arena.block_start = arena.at();
    }

    /// Closes the open block, if any. A block without text leaves no trace.
    pub fn close_block(&mut self) {
        let container = self.container();
        self.arena().close_block(container);
    }

    /// A block that has no text of its own: code, a formula (U+FFFC) or a thematic break (empty).
    pub fn void_block(&mut self, kind: BlockKind, span: Span) {
        self.open_block(kind);
        if kind == BlockKind::Rule && !self.set_apart.is_empty() {
            return self.close_block();
        }
        if kind != BlockKind::Rule {
            self.object(span);
        }
        let container = self.container();
        let arena = self.arena();
        arena.close_block(container);
        if let Some(last) = arena.blocks.last_mut() {
            last.span = span;
        }
    }

    /// The attributes of the open containers, the innermost first.
    pub fn around(&self) -> impl Iterator<Item = &Attrs> {
        self.open.iter().rev().map(|&id| &self.article.containers[id].attrs)
    }

    /// Opens a container at byte `start` of the input; text inside belongs to it. Past 200 levels it is not kept: the
    /// id is good for closing it and nothing else.
    pub fn open_container(&mut self, kind: ContainerKind, start: u32, attrs: Attrs) -> ContainerId {
        self.close_block();
        if self.open.len() >= MAX_DEPTH {
            return NOT_KEPT;
        }
        let id = self.article.containers.len();
        self.article.containers.push(Container {
            kind,
            parent: self.open.last().copied(),
            range: TextRange::empty(self.at()),
            span: Span::empty(start),
            attrs,
        });
        self.open.push(id);
        id
    }

    /// Closes container `id`, and those still open inside it, at byte `end` of the input.
    pub fn close_container(&mut self, id: ContainerId, end: u32) {
        if id == NOT_KEPT {
            return self.close_block();
        }
        let Some(depth) = self.open.iter().rposition(|&c| c == id) else { return };
        if depth == 0 {
            return;
        }
        self.close_block();
        let text_end = self.flow.text.strip_suffix('\n').map_or(self.flow.at(), |t| t.len() as u32);
        for inner in self.open.drain(depth..) {
            let container = &mut self.article.containers[inner];
            container.range.end = text_end.max(container.range.start);
            container.span.end = end.max(container.span.start);
        }
    }

    /// Opens an inline element at byte `start` of the input.
    pub fn open_element(&mut self, kind: ElementKind, start: u32, href: Option<Href>, attrs: Attrs) -> Handle {
        let apart = !self.set_apart.is_empty();
        let arena = self.arena();
        let range = TextRange::empty(arena.at());
        arena.elements.push(Element { kind, range, span: Span::empty(start), href, attrs });
        Handle { index: arena.elements.len() as u32 - 1, apart }
    }

    /// Closes an element at byte `end` of the input.
    pub fn close_element(&mut self, handle: Handle, end: u32) {
        let arena = if handle.apart { &mut self.apart } else { &mut self.flow };
        let at = arena.at();
        let trailing_line_end = arena.text.ends_with('\n');
        if let Some(element) = arena.elements.get_mut(handle.index as usize) {
            element.range.end = (at - u32::from(trailing_line_end)).max(element.range.start);
            element.span.end = end.max(element.span.start);
        }
    }

    /// Notes that a link can point here by `name`; `span` is the opening tag.
    pub fn open_anchor(&mut self, name: &str, span: Span) -> Handle {
        let apart = !self.set_apart.is_empty();
        let arena = self.arena();
        let range = TextRange::empty(arena.at());
        arena.anchors.push(Anchor { name: name.into(), range, span });
        Handle { index: arena.anchors.len() as u32 - 1, apart }
    }

    /// The element that carries the anchor ends.
    pub fn close_anchor(&mut self, handle: Handle) {
        let arena = if handle.apart { &mut self.apart } else { &mut self.flow };
        let at = arena.at() - u32::from(arena.text.ends_with('\n'));
        if let Some(anchor) = arena.anchors.get_mut(handle.index as usize) {
            anchor.range.end = at.max(anchor.range.start);
        }
    }

    /// From here on text is set apart as blocks of `kind`, without touching the block it stands in.
    pub fn set_apart(&mut self, kind: BlockKind) {
        let container = self.container();
        self.apart.close_block(container);
        self.set_apart.push(kind);
    }

    /// Ends the innermost set-apart text.
    pub fn end_apart(&mut self) {
        let container = self.container();
        self.apart.close_block(container);
        self.set_apart.pop();
    }

    /// Notes a comment.
    pub fn comment(&mut self, span: Span) {
        let at = self.at();
        self.article.comments.push(Comment { span, at });
    }

    /// Notes code that was replaced by a placeholder.
    pub fn code(&mut self, span: Span) {
        self.article.code.push(span);
    }

    /// Closes what is open and returns the article.
    pub fn finish(mut self, end: u32) -> Article {
        while !self.set_apart.is_empty() {
            self.end_apart();
        }
        self.close_block();
        if let Some(&first) = self.open.get(1) {
            self.close_container(first, end);
        }
        let Self { mut article, flow, apart, .. } = self;
        let shift = flow.at();
        article.visible_end = shift;
        let moved = |r: TextRange| TextRange::new(r.start + shift, r.end + shift);
        article.text = flow.text + &apart.text;
        article.runs = flow.runs;
        article.runs.extend(apart.runs.iter().map(|r| Run { at: r.at + shift, span: r.span }));
        article.blocks = flow.blocks;
        article.blocks.extend(apart.blocks.into_iter().map(|b| Block { range: moved(b.range), ..b }));
        let mut elements = flow.elements;
        elements.extend(apart.elements.into_iter().map(|e| Element { range: moved(e.range), ..e }));
        article.elements = elements.into();
        article.anchors = flow.anchors;
        article.anchors.extend(apart.anchors.into_iter().map(|a| Anchor { range: moved(a.range), ..a }));
        article.breaks = flow.breaks;
        article.breaks.extend(apart.breaks.iter().map(|b| b + shift));
        if let Some(document) = article.containers.first_mut() {
            document.range = TextRange::new(0, shift);
            document.span.end = end;
        }
        article
    }
}

/// Blanks that markup folds; a no-break space is a character of its own.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}
