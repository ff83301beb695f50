//! The readable text of one file with what cites in it, as the page shows it: views into what was read.
//!
//! All ranges are places in the text of the article that was read, which may be more than this file.

use super::nesting::Setting;
use crate::article::{BlockKind, ElementKind};
use crate::engine::{FileReport, ReadText, Reading};
use crate::input::{Span, TextRange};
use crate::rules::site;

/// What a reader sees of one file.
pub(super) struct ReadableText<'a> {
    /// What was read.
    pub(super) reading: &'a Reading,
    /// Its blocks, sorted by place; what is set apart (hidden text, alternative text, side notes) follows the rest.
    pub(super) blocks: Vec<TextBlock<'a>>,
    /// Its citations; [`FindingReport::marker`](crate::engine::FindingReport::marker) is an index into them.
    pub(super) citations: Vec<TextCitation>,
    /// Its sources; [`FindingReport::entry`](crate::engine::FindingReport::entry) is an index into them.
    pub(super) sources: Vec<TextSource<'a>>,
    /// Its links that lead off the page.
    pub(super) links: Vec<TextLink<'a>>,
}

/// A block of text.
pub(super) struct TextBlock<'a> {
    /// What it is.
    pub(super) kind: BlockKind,
    /// Where it begins.
    pub(super) start: u32,
    /// Its text, in one line.
    pub(super) text: &'a str,
    /// How it is set.
    pub(super) setting: Setting,
    /// How words of it are set, sorted by place.
    pub(super) styles: Vec<TextStyle<'a>>,
}

/// How some words are set.
pub(super) struct TextStyle<'a> {
    /// Which.
    pub(super) range: TextRange,
    /// How.
    pub(super) kind: ElementKind,
    /// What stands in place of them: code that the text leaves out.
    pub(super) instead: Option<&'a str>,
}

/// A citation.
pub(super) struct TextCitation {
    /// Where.
    pub(super) range: TextRange,
    /// What it cites, in order of place; what stands in one place (`3–5`) is one after the other.
    pub(super) cites: Vec<TextCite>,
}

/// One source that a citation names.
pub(super) struct TextCite {
    /// Where.
    pub(super) range: TextRange,
    /// Its name as a reader sees it: `[6]`.
    pub(super) tag: String,
    /// What it means.
    pub(super) target: TextTarget,
}

/// What a citation means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TextTarget {
    /// These of [`ReadableText::sources`]; one, unless several carry its name.
    Sources(Vec<usize>),
    /// No list holds it.
    Missing,
    /// Its source is kept in another file, or it names its document itself.
    Elsewhere,
}

/// A source.
pub(super) struct TextSource<'a> {
    /// Its name as a reader sees it (`[6]`); `None` where it has none.
    pub(super) tag: Option<String>,
    /// Where its label stands; empty where the text does not show it.
    pub(super) label: TextRange,
    /// The source, label included.
    pub(super) range: TextRange,
    /// The addresses it states.
    pub(super) urls: Vec<&'a str>,
    /// Which of [`ReadableText::citations`] cite it, hidden ones left out.
    pub(super) cited_by: Vec<usize>,
    /// Whether a reader sees it cited.
    pub(super) is_cited: bool,
}

/// A link that leads off the page.
pub(super) struct TextLink<'a> {
    /// Where.
    pub(super) range: TextRange,
    /// Where it leads.
    pub(super) url: &'a str,
}

impl ReadableText<'_> {
    /// The block that holds a place, or the one that ends there.
    pub(super) fn block_at(&self, at: u32) -> Option<usize> {
        let next = self.blocks.partition_point(|block| block.start <= at);
        let id = next.checked_sub(1)?;
        (at <= self.blocks[id].range().end).then_some(id)
    }

    /// Whether the words at a place are shown: code and formulas are not.
    pub(super) fn is_shown(&self, at: u32) -> bool {
        let kind = self.block_at(at).map(|id| self.blocks[id].kind);
        kind.is_some_and(|kind| !matches!(kind, BlockKind::Code | BlockKind::Math | BlockKind::Rule))
    }

    /// Where the sentence or the source ends that holds a place.
    pub(super) fn end_of_sentence(&self, place: TextRange) -> u32 {
        match self.reading.citations.entry_at(place.start) {
            Some(entry) => self.reading.citations.entries[entry].range.end,
            None => self.reading.article.sentence(place).end,
        }
    }
}

impl<'a> TextBlock<'a> {
    /// Its place.
    pub(super) fn range(&self) -> TextRange {
        TextRange::new(self.start, self.start + self.text.len() as u32)
    }

    /// The part of its text that lies in `range`.
    pub(super) fn slice(&self, range: TextRange) -> &'a str {
        let inside = |at: u32| (at.clamp(self.start, self.range().end) - self.start) as usize;
        self.text.get(inside(range.start)..inside(range.end)).unwrap_or_default()
    }
}

/// For each source and linked source of a file the site it leads to, if it states a web address.
pub(super) fn sites(file: &FileReport) -> Vec<Option<String>> {
    let Some(ReadText { reading, part, .. }) = file.text.as_deref() else { return Vec::new() };
    let is_own = |span: Span| part.start <= span.start && span.start <= part.end;
    let entries = reading.citations.entries.iter().filter(|entry| is_own(entry.span));
    let links = reading.citations.links.iter().filter(|link| is_own(link.span));
    let stated = entries.map(|entry| entry.urls.iter().find_map(|url| site(&url.url)));
    stated.chain(links.map(|link| site(&link.url))).collect()
}
