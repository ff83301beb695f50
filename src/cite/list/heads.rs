//! Where lists are announced: headings and lines that serve as one, with the part of the article each governs.

use super::heading::{Announces, Headings, is_furniture};
use crate::article::{Article, BlockId, BlockKind, Container, ContainerKind, ElementKind};
use crate::input::TextRange;

/// The longest line that can serve as a heading, in bytes.
const MAX_LINE: u32 = 100;
/// A line that is no heading by markup ranks below all that are.
const LINE_LEVEL: u8 = 7;

/// Something that announces a list.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Head {
    pub block: BlockId,
    pub range: TextRange,
    pub announces: Announces,
    /// Where what it governs ends.
    pub end: u32,
    pub level: u8,
}

/// All headings of an article.
#[derive(Debug, Default)]
pub(in super::super) struct Heads {
    /// Those that announce a list, in order.
    pub announcing: Vec<Head>,
    /// Every heading by markup: place, level, whether it announces a list.
    pub all: Vec<(u32, u8, bool)>,
    /// Where furniture begins, in order.
    pub furniture: Vec<u32>,
}

/// Whether a line is an item, a cell or a link: a line of a table of contents, not a heading.
fn in_list_or_link(article: &Article, block: BlockId, range: TextRange) -> bool {
    let data = &article.blocks[block];
    let listed = article.ancestors(data.container).take(6).any(|(_, c)| {
        matches!(
            c.kind,
            ContainerKind::Item { .. } | ContainerKind::Cell { .. } | ContainerKind::Row | ContainerKind::Term
        )
    });
    listed
        || article
            .elements_in(TextRange::empty(range.start))
            .iter()
            .any(|e| e.kind == ElementKind::Link && e.range.end + 2 >= range.end)
}

/// Whether a line stands in a box that remarks on the text: "Note" is its title.
fn in_box(article: &Article, block: BlockId) -> bool {
    let boxes = |class: &str| class.starts_with("admonition") || class.contains("callout") || class.contains("alert");
    article.ancestors(article.blocks[block].container).take(3).any(|(_, c)| c.attrs.has_class(boxes))
}

/// The end of the section that a heading opens, or of the description it stands in; `None` where it has none, or where
/// nothing else stands in it.
fn section_end(article: &Article, head: &Head) -> Option<u32> {
    const NEAR: usize = 3;
    let opens = |c: &Container| {
        c.range.start == head.range.start
            && (&*c.attrs.tag == "section" || c.attrs.has_class(|class| class == "section"))
    };
    let around = article.ancestors(article.blocks[head.block].container).take(NEAR);
    around
        .map(|(_, c)| c)
        .find(|c| c.kind == ContainerKind::Description || opens(c))
        .map(|c| c.range.end)
        .filter(|&end| end > head.range.end + 1)
}

impl Heads {
    pub(super) fn new(article: &Article, headings: &Headings) -> Self {
        let mut heads = Self::default();
        for (block, data) in article.blocks.iter().enumerate() {
            match data.kind {
                BlockKind::Heading(level) => heads.heading(article, headings, block, level),
                BlockKind::Paragraph => heads.line(article, headings, block),
                _ => {}
            }
        }
        heads.close(article);
        heads
    }

    fn heading(&mut self, article: &Article, headings: &Headings, block: BlockId, level: u8) {
        let range = article.blocks[block].range;
        let text = article.slice(range);
        let found = headings.announces(text);
        self.all.push((range.start, level, found.is_some()));
        if let Some(announces) = found {
            self.announcing.push(Head { block, range, announces, end: u32::MAX, level });
        } else if is_furniture(text) {
            self.furniture.push(range.start);
        }
    }

    /// A paragraph, or its first line, that reads as a heading.
    fn line(&mut self, article: &Article, headings: &Headings, block: BlockId) {
        let whole = article.blocks[block].range;
        let next = article.breaks.partition_point(|&b| b <= whole.start);
        let end = article.breaks.get(next).copied().filter(|&b| b < whole.end).unwrap_or(whole.end);
        let range = TextRange::new(whole.start, end);
        if range.len() > MAX_LINE {
            return;
        }
        let text = article.slice(range).trim();
        // Sentences are the common case: no heading ends like one.
        if text.ends_with(['.', ',', ';', '。', '，', '；']) && !is_furniture(text) {
            return;
        }
        if in_list_or_link(article, block, range) {
            return;
        }
        if let Some(announces) = headings.announces(text).filter(|a| *a != Announces::Notes || !in_box(article, block))
        {
            self.announcing.push(Head { block, range, announces, end: u32::MAX, level: LINE_LEVEL });
        } else if end == whole.end && is_furniture(text) {
            self.furniture.push(range.start);
        }
    }

    /// A heading governs to the next of its level or above, and never past furniture or the end of its section.
    fn close(&mut self, article: &Article) {
        let visible_end = article.visible_end;
        for at in 0..self.announcing.len() {
            let head = self.announcing[at];
            let next = self.all.partition_point(|h| h.0 <= head.range.start);
            let section = self.all[next..].iter().find(|h| h.1 <= head.level).map_or(visible_end, |h| h.0);
            let furniture = self.furniture.partition_point(|&f| f <= head.range.start);
            let furniture = self.furniture.get(furniture).copied().unwrap_or(visible_end);
            self.announcing[at].end = section.min(furniture).min(section_end(article, &head).unwrap_or(visible_end));
        }
    }

    /// The nearest announcement that governs `at`.
    pub(super) fn governing(&self, at: u32) -> Option<&Head> {
        let before = self.announcing.partition_point(|h| h.range.start <= at);
        self.announcing[..before].iter().rev().take(8).find(|h| at < h.end)
    }

    /// The headings by markup between two places.
    pub(super) fn between(&self, from: u32, to: u32) -> &[(u32, u8, bool)] {
        let first = self.all.partition_point(|h| h.0 <= from);
        let last = self.all.partition_point(|h| h.0 < to);
        &self.all[first..last.max(first)]
    }

    /// Whether furniture begins between two places.
    pub(super) fn furniture_between(&self, from: u32, to: u32) -> bool {
        let first = self.furniture.partition_point(|&f| f <= from);
        self.furniture.get(first).is_some_and(|&f| f < to)
    }
}
