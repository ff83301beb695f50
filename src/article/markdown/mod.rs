//! Markdown, over the events of `pulldown-cmark`.
//!
//! The parser says what is markup; this adapter puts back what it swallows but a reader of the source sees as a
//! citation: brackets of numeric links, footnote references, link definitions (which give no event), escapes. HTML may
//! stand anywhere, one tag at a time or in blocks, with Markdown between: [`inline_html`] keeps one stack of open
//! elements for the whole document.

mod definitions;
mod element;
mod front_matter;
mod headings;
mod inline;
mod inline_html;
mod links;
mod tag;
mod template;

use super::{Article, Attrs, Builder, ContainerId, ContainerKind, OBJECT, build::Handle, urls};
use crate::article::BlockKind;
use crate::input::{Dialect, Input, Span, TextRange};
use inline_html::OpenElements;
use memchr::memmem;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, OffsetIter, Options, Parser, Tag};
use std::ops::Range;
use template::Unclosed;

#[cfg(test)]
mod tests;

pub(super) use front_matter::bibliography;

/// Reads Markdown. MDX expressions are recognised in that dialect only; everything else is recognised in all.
pub(super) fn read(input: &Input, options: &super::Options) -> Article {
    let end = input.text.len();
    let mut builder = Builder::new(end, end);
    let body = front_matter::read(&input.text, &mut builder.article);
    let mut reader = Reader {
        source: &input.text[body..],
        base: body,
        dialect: input.dialect,
        builder,
        html: OpenElements::default(),
        open: Vec::new(),
        cursor: 0,
        in_line: false,
        leaf_end: 0,
        skip_to: 0,
        unclosed: Unclosed::default(),
        is_code: false,
        prose: &options.prose,
    };
    reader.run();
    finish(reader.builder.finish(end as u32), &input.text)
}

/// What needs the whole text: the title, the slugs of headings, bare addresses, commands of LaTeX.
fn finish(mut article: Article, source: &str) -> Article {
    headings::name(&mut article, source);
    urls::record(&mut article);
    if article.generated_list.is_none() {
        article.generated_list = latex_bibliography(&article);
    }
    article
}

/// Where `\\bibliography{…}` or `\\printbibliography` stands in the text.
fn latex_bibliography(article: &Article) -> Option<Span> {
    let text = &article.text;
    memmem::find_iter(text.as_bytes(), "bibliography").find_map(|at| {
        let end = at + "bibliography".len();
        let command = ["\\print", "\\"].into_iter().find(|command| text[..at].ends_with(command))?;
        let is_command = command.len() > 1 || text[end..].starts_with('{');
        is_command.then(|| article.span(TextRange::new((at - command.len()) as u32, end as u32)))
    })
}

/// Metadata blocks are off: the parser finds them in the middle of a document, too, where `---` is a rule.
const OPTIONS: Options = Options::ENABLE_FOOTNOTES
    .union(Options::ENABLE_TABLES)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_MATH);

/// One reading of one document.
struct Reader<'a> {
    /// What the parser sees: the input without its front matter.
    source: &'a str,
    /// Where `source` starts in the input.
    base: usize,
    dialect: Dialect,
    builder: Builder,
    html: OpenElements,
    /// What to do at the end of each construct that is open, innermost last.
    open: Vec<Frame>,
    /// Up to here the source has been read: as an event, or as a gap between events.
    cursor: usize,
    /// Whether the parser is inside the text of a block, where gaps hold no definitions.
    in_line: bool,
    /// The end of the block whose text is being read: no template tag reaches beyond.
    leaf_end: usize,
    /// Text before this offset is already read, as part of a template tag or a marker.
    skip_to: usize,
    unclosed: Unclosed,
    /// Whether the text of a code block is passing by.
    is_code: bool,
    /// Blocks of code that are text, in order.
    prose: &'a [Span],
}

/// What the end of a construct closes.
enum Frame {
    /// A container; HTML elements that were opened in it end with it.
    Container(ContainerId),
    /// A block of text, the HTML elements that were opened in it, and the id that a heading states.
    Leaf { elements: usize, anchor: Option<Handle> },
    /// An inline element.
    Element(Handle),
    /// The alternative text of an image.
    Alt { elements: usize },
    /// A block of code.
    Code,
    /// A block of HTML.
    Html,
    /// Nothing.
    Plain,
}

impl<'a> Reader<'a> {
    fn run(&mut self) {
        let mut events = Parser::new_ext(self.source, OPTIONS).into_offset_iter();
        while let Some((event, range)) = events.next() {
            self.event(event, range, &events);
        }
        self.gap(self.source.len());
        let end = self.offset(self.source.len());
        self.html.close_to(0, &mut self.builder, end);
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>, events: &OffsetIter<'a>) {
        match event {
            Event::Start(tag) if is_block(&tag) => self.start_block(tag, range),
            Event::Start(tag) => self.start_inline(tag, range, events),
            Event::End(_) => self.end(range.end),
            Event::Html(_) => {
                self.html(range);
                // Whoever writes a list between two tags writes it line by line.
                self.builder.line_start();
            }
            Event::Rule => {
                self.between(range.start);
                self.cursor = range.end;
                if !self.html.is_muted() {
                    let span = self.span(trimmed(self.source, range));
                    self.builder.void_block(BlockKind::Rule, span);
                }
            }
            inline => self.inline(inline, range),
        }
    }

    fn start_block(&mut self, tag: Tag<'a>, range: Range<usize>) {
        self.between(range.start);
        self.leaf_end = range.end;
        let frame = match tag {
            Tag::Paragraph => self.open_paragraph(&range),
            Tag::Heading { level, id, .. } => self.open_heading(level, id.as_deref(), &range),
            Tag::CodeBlock(kind) => self.open_code(&kind, &range),
            Tag::HtmlBlock => {
                self.in_line = true;
                Frame::Html
            }
            Tag::TableCell => {
                self.in_line = true;
                let header = matches!(self.open.last(), Some(&Frame::Container(row)) if self.is_header(row));
                self.open_container(ContainerKind::Cell { header }, &range)
            }
            _ => match container(&tag, self.source, self.base, &range) {
                Some(kind) => self.open_container(kind, &range),
                None => Frame::Plain,
            },
        };
        self.open.push(frame);
    }

    fn open_container(&mut self, kind: ContainerKind, range: &Range<usize>) -> Frame {
        let start = self.offset(range.start);
        let id = self.builder.open_container(kind, start, Attrs::default());
        self.html.enter();
        Frame::Container(id)
    }

    /// Whether the row `id` is the first of its table: Markdown has one header row, always the first.
    fn is_header(&self, id: ContainerId) -> bool {
        let containers = &self.builder.article.containers;
        let table = containers.get(id).and_then(|row| row.parent);
        table.is_some_and(|table| table + 1 == id && containers[table].kind == ContainerKind::Table)
    }

    fn open_paragraph(&mut self, range: &Range<usize>) -> Frame {
        self.in_line = true;
        self.builder.open_block(BlockKind::Paragraph);
        if self.dialect == Dialect::Mdx && is_module_statement(&self.source[range.clone()]) {
            self.skip_to = range.end;
        }
        self.fence(range.start);
        Frame::Leaf { elements: self.html.depth(), anchor: None }
    }

    fn open_heading(&mut self, level: HeadingLevel, id: Option<&str>, range: &Range<usize>) -> Frame {
        self.in_line = true;
        self.builder.open_block(BlockKind::Heading(level as u8));
        let span = self.span(range.clone());
        let anchor = id.map(|id| self.builder.open_anchor(id, span));
        Frame::Leaf { elements: self.html.depth(), anchor }
    }

    fn open_code(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>) -> Frame {
        self.in_line = true;
        let span = self.span(trimmed(self.source, range.clone()));
        if self.prose.binary_search(&span).is_ok() {
            self.builder.open_block(BlockKind::Paragraph);
            return Frame::Leaf { elements: self.html.depth(), anchor: None };
        }
        self.is_code = true;
        let is_bibliography = matches!(kind, CodeBlockKind::Fenced(info) if info.starts_with("{bibliography}"));
        if is_bibliography {
            self.builder.article.generated_list.get_or_insert(span);
        } else if !self.html.is_muted() {
            self.builder.void_block(BlockKind::Code, span);
            self.builder.code(span);
        }
        Frame::Code
    }

    fn end(&mut self, end: usize) {
        let Some(frame) = self.open.pop() else { return };
        let at = self.offset(end);
        match frame {
            Frame::Container(id) => self.close_container(id, end),
            Frame::Leaf { elements, anchor } => {
                self.html.close_to(elements, &mut self.builder, at);
                self.builder.close_block();
                if let Some(anchor) = anchor {
                    self.builder.close_anchor(anchor);
                }
                self.in_line = false;
            }
            Frame::Element(handle) => self.builder.close_element(handle, at),
            Frame::Alt { elements } => {
                self.html.close_to(elements, &mut self.builder, at);
                self.builder.end_apart();
            }
            Frame::Code => {
                self.is_code = false;
                self.in_line = false;
            }
            Frame::Html => self.in_line = false,
            Frame::Plain => {}
        }
        self.cursor = self.cursor.max(end);
    }

    fn close_container(&mut self, id: ContainerId, end: usize) {
        let kind = self.builder.article.containers.get(id).map(|c| &c.kind);
        let is_list = matches!(kind, Some(ContainerKind::Bullets | ContainerKind::Numbers { .. }));
        // The parser lets a list reach over the definitions after its last item; they stand outside of it.
        let at = self.offset(if is_list { self.cursor.min(end) } else { end });
        if !is_list {
            self.between(end);
        }
        self.html.leave(&mut self.builder, at);
        self.builder.close_container(id, at);
        self.between(end);
    }

    /// A block begins or ends at `at`: what stands before it and gave no event may be definitions.
    fn between(&mut self, at: usize) {
        self.in_line = false;
        self.gap(at);
    }

    fn gap(&mut self, to: usize) {
        if self.cursor < to {
            let gap = self.cursor..to;
            self.cursor = to;
            if memchr::memchr(b'[', &self.source.as_bytes()[gap.clone()]).is_some() && !self.html.is_muted() {
                definitions::write(self.source, gap, self.base, &mut self.builder);
            }
        }
    }

    fn offset(&self, at: usize) -> u32 {
        (self.base + at) as u32
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.offset(range.start), self.offset(range.end))
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

/// What `tag`, which starts at `range`, is as a container, if it is one.
fn container(tag: &Tag<'_>, source: &str, base: usize, range: &Range<usize>) -> Option<ContainerKind> {
    Some(match tag {
        Tag::BlockQuote(_) => ContainerKind::Quote,
        Tag::List(None) => ContainerKind::Bullets,
        Tag::List(Some(first)) => {
            ContainerKind::Numbers { start: i64::try_from(*first).unwrap_or(i64::MAX), reversed: false }
        }
        Tag::Item => ContainerKind::Item { number: leading_number(&source[range.clone()]) },
        Tag::FootnoteDefinition(label) => {
            let start = range.start + "[^".len();
            let end = source[start..range.end].find("]:").map_or(start, |len| start + len);
            let label_span = Span::new((base + start) as u32, (base + end) as u32);
            ContainerKind::Note { label: label.to_string(), label_span }
        }
        Tag::Table(_) => ContainerKind::Table,
        Tag::TableHead | Tag::TableRow => ContainerKind::Row,
        _ => return None,
    })
}

/// The number that a list item states: the parser gives that of the first item only.
fn leading_number(item: &str) -> Option<i64> {
    let item = item.trim_start();
    let digits = item.bytes().take_while(u8::is_ascii_digit).count();
    item[..digits].parse().ok()
}

/// Whether a paragraph of MDX is a statement of a module (`import …`, `export …`).
fn is_module_statement(paragraph: &str) -> bool {
    let statement = |rest: &str| rest.contains(['{', '(', '=', '"', '\'']);
    ["import ", "export "].iter().any(|word| paragraph.strip_prefix(word).is_some_and(statement))
}

/// `range` without the blanks at its end.
fn trimmed(source: &str, range: Range<usize>) -> Range<usize> {
    let end = range.start + source[range.clone()].trim_end().len();
    range.start..end
}
