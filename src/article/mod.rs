//! Articles: one model of readable text for HTML, Markdown and plain text.
//!
//! Owns: what a reader sees, in which blocks, with which links, ids and inline elements, and how each byte of it maps
//! to the input. Refuses: any notion of what a citation is.
//!
//! The model is one arena of text. Visible blocks come first and in reading order, each followed by one `\n`; text that
//! is not part of the flow (hidden text, alternative text, notes set inside a sentence) follows after
//! [`Article::visible_end`], so that what a reader sees as adjacent is adjacent. Inside a block there is no `\n`: a run of
//! blanks that holds a line end becomes one space, and [`Article::breaks`] remembers where lines began. Where an inline
//! node is dropped (image, formula, code, template tag), U+FFFC stays in its place.

mod build;
mod element;
mod html;
mod locate;
mod markdown;
mod selector;
mod sentence;
mod text;
mod urls;

use crate::input::{Format, Input, Span, TextRange};

pub use build::Builder;
pub use element::{Anchor, Attrs, Element, ElementKind, Elements, Href};
pub use locate::Locator;
pub use selector::{BadSelector, Selector};

/// Stands where an inline node without readable text was dropped (OBJECT REPLACEMENT CHARACTER).
pub const OBJECT: char = '\u{FFFC}';

/// Index into [`Article::blocks`].
pub type BlockId = usize;
/// Index into [`Article::containers`].
pub type ContainerId = usize;

/// What a reader sees of one input.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// The arena of text; see the module documentation.
    pub text: String,
    /// Where visible text ends and set-apart text begins.
    pub visible_end: u32,
    /// The map from text to input, sorted by `at`.
    pub runs: Vec<Run>,
    /// Blocks of text, sorted, disjoint; each range excludes the `\n` that follows it.
    pub blocks: Vec<Block>,
    /// The tree of block-level containers, in order of opening; the first is the document itself.
    pub containers: Vec<Container>,
    /// Inline elements of interest.
    pub elements: Elements,
    /// Ids and names that a link can point to, in document order.
    pub anchors: Vec<Anchor>,
    /// Offsets of the text, sorted, at which a source line or a line after `<br>` begins inside a block.
    pub breaks: Vec<u32>,
    /// Comments, in document order.
    pub comments: Vec<Comment>,
    /// Code, block and inline, as spans of the input.
    pub code: Vec<Span>,
    /// The title, from `<title>`, front matter or the first heading of level 1.
    pub title: Option<String>,
    /// The language as declared (`en`, `de-AT`).
    pub language: Option<String>,
    /// The page's own address, if it states one (canonical link, `og:url`, `<base>`).
    pub address: Option<String>,
    /// A sign that the source list is generated when the page is built, and where it stands.
    pub generated_list: Option<Span>,
    /// The user's selectors that no element of the page fits.
    pub unmatched: Vec<Unmatched>,
    /// The notes of reStructuredText that have no name, in order: the nth `[#]_` means the nth `.. [#]`.
    pub unnamed_notes: Vec<UnnamedNote>,
}

/// A selector that no element of a page fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmatched {
    /// The selector as written.
    pub selector: String,
    /// Whether it names the article; else it names a source list.
    pub is_body: bool,
}

/// A note that is told by its place among its like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnnamedNote {
    /// What is written for it: `#` or `*`.
    pub sign: char,
    /// What a reader sees for it: `3`, `†`.
    pub label: String,
}

/// A stretch of text that came from one place of the input.
///
/// It ends where the next run begins. If text and span have the same length they agree byte by byte (a line end may have
/// become a space); otherwise the run is one unit, such as an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Offset in the text.
    pub at: u32,
    /// Where it came from.
    pub span: Span,
}

impl Run {
    /// The input of offset `at` of its text, which ends at `until`; `None` where it is one unit.
    fn input_at(self, at: u32, until: u32) -> Option<u32> {
        (until - self.at == self.span.len()).then(|| (self.span.start + (at - self.at)).min(self.span.end))
    }
}

/// One block of running text: a paragraph, a heading, a cell, the text of a list item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text.
    pub range: TextRange,
    /// The input from its first to its last byte of content.
    pub span: Span,
    /// The innermost container it stands in.
    pub container: ContainerId,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of level 1 to 6.
    Heading(u8),
    /// Running text, also directly inside a list item, a cell or a `div`.
    Paragraph,
    /// Code or preformatted text: its text is one U+FFFC.
    Code,
    /// A formula set as a block: its text is one U+FFFC.
    Math,
    /// A thematic break (`<hr>`, `---`): its text is empty.
    Rule,
    /// A link reference definition of Markdown (`[1]: https://…`), as written.
    Definition,
    /// Set apart: alternative text of an image.
    Alt,
    /// Set apart: a note that stands inside a sentence (side note, tooltip).
    Inset,
    /// Set apart: text that a reader does not see.
    Hidden,
}

impl BlockKind {
    /// Whether the block stands after [`Article::visible_end`].
    pub const fn is_set_apart(self) -> bool {
        matches!(self, Self::Alt | Self::Inset | Self::Hidden)
    }
}

/// A block-level element that holds blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Container {
    /// What it is.
    pub kind: ContainerKind,
    /// The container around it; `None` for the document.
    pub parent: Option<ContainerId>,
    /// The visible text it holds.
    pub range: TextRange,
    /// The input from its opening to its end.
    pub span: Span,
    /// Its attributes (HTML only).
    pub attrs: Attrs,
}

/// What a container is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ContainerKind {
    /// The whole document.
    #[default]
    Document,
    /// `div`, `section`, `article`, `main`, `details` and the like.
    Section,
    /// `aside`.
    Aside,
    /// `footer`.
    Footer,
    /// `header`.
    Header,
    /// `figure`, `figcaption`, `caption`.
    Figure,
    /// A block quotation.
    Quote,
    /// `ul`, `menu`, or a bulleted list.
    Bullets,
    /// `ol` or a numbered list.
    Numbers {
        /// The first number as written (`start`, or the number in front of the first item).
        start: i64,
        /// Whether the numbers go down.
        reversed: bool,
    },
    /// A list item.
    Item {
        /// Its own number, if the source states one: the digits before the item in Markdown, `value` in HTML.
        number: Option<i64>,
    },
    /// A table.
    Table,
    /// A table row.
    Row,
    /// A table cell.
    Cell {
        /// Whether it is a header cell.
        header: bool,
    },
    /// A definition list.
    Definitions,
    /// The term of a definition list (`dt`).
    Term,
    /// The description of a definition list (`dd`).
    Description,
    /// The definition of a footnote (`[^label]: …`); the label as written.
    Note {
        /// The label, without brackets and caret.
        label: String,
        /// Where the label stands.
        label_span: Span,
    },
    /// A paragraph (`<p>`) as a container of attributes: only where it has an id, class or role.
    Paragraph,
}

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The whole comment with its delimiters.
    pub span: Span,
    /// Its place in the visible text.
    pub at: u32,
}

/// What a user knows about pages that their markup does not say. The default is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Elements that hold the article; a page without any of them is read whole (HTML only).
    pub bodies: Vec<Selector>,
    /// Elements that are source lists (HTML only).
    pub lists: Vec<Selector>,
    /// Blocks of code that are text, in order of place.
    pub prose: Vec<Span>,
}

/// The role of a container that a user's selector names as a source list.
pub const CHOSEN_LIST: &str = "wellcited-list";

/// Reads an input into the model. Any text is accepted; what cannot be understood is read as text.
pub fn read(input: &Input) -> Article {
    read_with(input, &Options::default())
}

/// Reads an input, knowing what its user says about it.
pub fn read_with(input: &Input, options: &Options) -> Article {
    match input.format {
        Format::Html => html::read(input, options),
        Format::Markdown => markdown::read(input, options),
        Format::Text => text::read(input),
    }
}

/// The files that an article names as the definitions of its sources (`bibliography:` in the front matter of Markdown),
/// as written, each with its place.
pub fn bibliography(input: &Input) -> Vec<(String, Span)> {
    match input.format {
        Format::Markdown => markdown::bibliography(&input.text),
        Format::Html | Format::Text => Vec::new(),
    }
}

impl Article {
    /// The text of a range.
    pub fn slice(&self, range: TextRange) -> &str {
        self.text.get(range.bounds()).unwrap_or_default()
    }

    /// The input that a range of the text came from: from its first byte to its last, markup in between included.
    pub fn span(&self, range: TextRange) -> Span {
        let first = self.runs.partition_point(|r| r.at <= range.start);
        let start = self.run_before(first);
        let start = start.map_or(0, |(run, until)| run.input_at(range.start, until).unwrap_or(run.span.start));
        if range.is_empty() {
            return Span::empty(start);
        }
        // Most ranges end in the run in which they start.
        let last = first + point_near_front(&self.runs[first..], |r| r.at < range.end);
        let end = self.run_before(last);
        let end = end.map_or(0, |(run, until)| run.input_at(range.end, until).unwrap_or(run.span.end));
        Span::new(start, end.max(start))
    }

    /// The run in front of the one at `next`, and where its text ends.
    fn run_before(&self, next: usize) -> Option<(Run, u32)> {
        let run = *self.runs.get(next.checked_sub(1)?)?;
        Some((run, self.runs.get(next).map_or(self.text.len() as u32, |r| r.at)))
    }

    /// The block that holds offset `at` of the text, or the one that ends there.
    pub fn block_at(&self, at: u32) -> Option<BlockId> {
        let next = self.blocks.partition_point(|b| b.range.start <= at);
        let id = next.checked_sub(1)?;
        (at <= self.blocks[id].range.end).then_some(id)
    }

    /// The containers around a block or container, innermost first.
    pub fn ancestors(&self, innermost: ContainerId) -> impl Iterator<Item = (ContainerId, &Container)> {
        let mut next = Some(innermost);
        std::iter::from_fn(move || {
            let id = next?;
            let container = self.containers.get(id)?;
            next = container.parent;
            Some((id, container))
        })
    }

    /// The elements that start inside `range` (an empty one at its end included), in order.
    pub fn elements_in(&self, range: TextRange) -> &[Element] {
        self.elements.starting_in(range)
    }

    /// Whether a source line, or a line after `<br>`, begins at offset `at` inside a block.
    pub fn is_line_start(&self, at: u32) -> bool {
        self.breaks.binary_search(&at).is_ok()
    }

    /// The heading that `at` stands under, if any.
    pub fn section_of(&self, at: u32) -> Option<BlockId> {
        let before = self.blocks.partition_point(|b| b.range.start <= at);
        (0..before).rev().find(|&b| matches!(self.blocks[b].kind, BlockKind::Heading(_)))
    }
}

/// [`slice::partition_point`], for a point that is probably near the front.
fn point_near_front<T>(sorted: &[T], is_before: impl Fn(&T) -> bool) -> usize {
    let mut end = 1;
    while sorted.get(end).is_some_and(&is_before) {
        end *= 2;
    }
    let (from, to) = (end / 2, end.min(sorted.len()));
    from + sorted[from..to].partition_point(is_before)
}
